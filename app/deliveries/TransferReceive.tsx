import { BlockStack, Button, Card, InlineStack, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { Refusal } from '#app/ui/Refusal.tsx'
import { ScanField } from '#app/ui/ScanField.tsx'
import { useAction } from '#app/ui/useAction.ts'
import { useTyped } from '#app/ui/useTyped.ts'
import { useWords } from '#app/ui/words.tsx'
import { sumOf } from '../core/quantity.ts'
import type { TransferPage, TransferPageLine } from './read-transfers.server.ts'

type Counts = Readonly<Record<string, string>>
type Props = { transfer: TransferPage; newStep: string }

/** What arrived: prefilled with all that is in transit, or counted from nought by scanning. The same form counts once. */
export function TransferReceive({ transfer, newStep }: Props) {
  const { t } = useWords()
  const act = useAction()
  const open = transfer.lines.filter((line) => line.inTransit > 0)
  const all = allOf(open)
  const [counts, setCounts] = useState(all)
  // The page's data may be read anew while the form stands: its step stays the one it was drawn with.
  const [step] = useState(newStep)
  useTyped(JSON.stringify(counts) !== JSON.stringify(all))
  const wrong = open.some((line) => wrongCount(counts[line.item]!, line) !== undefined)
  const arrived = wrong ? 0 : sumOf(open, (line) => Number(counts[line.item]))
  const missing = sumOf(open, (line) => line.inTransit) - arrived
  const receive = () => {
    const lines = open.map(({ item }) => ({ item, quantity: Number(counts[item]) }))
    act.run('settle', { step, fate: 'arrived', lines: JSON.stringify(lines) })
  }
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('transfer.receive')}
          </Text>
          <Text as="p" tone="subdued">
            {t('transfer.receive-why', { place: transfer.destination })}
          </Text>
        </BlockStack>
        <CountByScan lines={open} counts={counts} onChange={setCounts} />
        {open.map((line) => (
          <CountField
            key={line.item}
            line={line}
            text={counts[line.item]!}
            onChange={(text) => setCounts({ ...counts, [line.item]: text })}
          />
        ))}
        <Refusal said={act.refusal} />
        <InlineStack gap="300" blockAlign="center">
          <Button
            variant="primary"
            onClick={receive}
            loading={act.busy}
            disabled={act.busy || wrong || arrived === 0}
          >
            {t('transfer.receive-button', { count: arrived })}
          </Button>
          {!wrong && missing > 0 && (
            <Text as="span" tone="caution">
              {t('transfer.receive-short', { count: missing })}
            </Text>
          )}
        </InlineStack>
      </BlockStack>
    </Card>
  )
}

function allOf(open: readonly TransferPageLine[]): Counts {
  return Object.fromEntries(open.map((line) => [line.item, String(line.inTransit)]))
}

/** Why a count cannot be; undefined when it can. */
function wrongCount(
  text: string,
  line: TransferPageLine,
): 'field.whole-number' | 'transfer.too-many-came' | undefined {
  if (!/^\d{1,7}$/.test(text)) return 'field.whole-number'
  return Number(text) > line.inTransit ? 'transfer.too-many-came' : undefined
}

type ScanProps = {
  lines: readonly TransferPageLine[]
  counts: Counts
  onChange: (change: (before: Counts) => Counts) => void
}

// The first scan begins the count at nought: what was prefilled was nobody's count.
function CountByScan({ lines, counts, onChange }: ScanProps) {
  const { t } = useWords()
  const [counting, setCounting] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const scan = (code: string) => {
    const line = lines.find((one) => one.barcode === code || one.sku === code)
    if (!line) {
      navigator.vibrate?.(200)
      return setWrong(t('transfer.not-on-it', { code }))
    }
    setWrong(undefined)
    const fresh = !counting
    setCounting(true)
    onChange((before) => {
      const from = fresh ? Object.fromEntries(lines.map((one) => [one.item, '0'])) : before
      return { ...from, [line.item]: String((Number(from[line.item]) || 0) + 1) }
    })
  }
  const counted = sumOf(lines, (line) => Number(counts[line.item]) || 0)
  return (
    <ScanField
      label={t('transfer.scan')}
      help={counting ? t('transfer.counted', { count: counted }) : t('transfer.count-why')}
      error={wrong}
      onScan={scan}
    />
  )
}

type FieldProps = { line: TransferPageLine; text: string; onChange: (text: string) => void }

function CountField({ line, text, onChange }: FieldProps) {
  const { t } = useWords()
  const wrong = wrongCount(text, line)
  return (
    <div style={{ maxWidth: 420 }}>
      <TextField
        label={[line.title, line.sku].filter(Boolean).join(' · ')}
        type="number"
        min={0}
        value={text}
        onChange={onChange}
        error={wrong && t(wrong)}
        helpText={t('transfer.awaited', { count: line.inTransit })}
        autoComplete="off"
      />
    </div>
  )
}
