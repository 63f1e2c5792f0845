import { BlockStack, Button, Card, InlineStack, Text, TextField } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { AddItem } from '#app/suppliers/AddItem.tsx'
import { ConfirmButton } from '#app/ui/ConfirmButton.tsx'
import { EffectRow } from '#app/ui/EffectRow.tsx'
import { Refusal } from '#app/ui/Refusal.tsx'
import { ScanField } from '#app/ui/ScanField.tsx'
import { useAction, type Action } from '#app/ui/useAction.ts'
import { useTyped } from '#app/ui/useTyped.ts'
import { useWords } from '#app/ui/words.tsx'
import { sumOf } from '../core/quantity.ts'
import type { TransferPage, TransferPageLine } from './read-transfers.server.ts'

type Props = { transfer: TransferPage; act: Action }

/** Sends the goods, or gives the draft up: what each does is said before. */
export function TransferSendCard({ transfer, act }: Props) {
  const { t } = useWords()
  const { origin, destination, lines } = transfer
  const count = sumOf(lines, (l) => l.quantity)
  const tooMany = lines.some((l) => l.quantity > l.free)
  return (
    <Card>
      <EffectRow
        title={t('transfer.send')}
        effect={count === 0 ? t('transfer.empty') : t('transfer.send-effect', { count, origin, destination })}
      >
        <ConfirmButton
          label={t('transfer.cancel')}
          effect={t('transfer.cancel-effect')}
          onConfirm={() => act.run('cancel')}
          loading={act.intent === 'cancel'}
          disabled={act.busy}
          tone="critical"
        />
        <Button
          variant="primary"
          onClick={() => act.run('send')}
          loading={act.intent === 'send'}
          disabled={act.busy || count === 0 || tooMany}
        >
          {t('transfer.send')}
        </Button>
      </EffectRow>
    </Card>
  )
}

/** What is to be sent: scanned, searched or typed; how many of each are free stands beside it. */
export function TransferDraft({ transfer, act }: Props) {
  const { t } = useWords()
  const { lines, origin } = transfer
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t('transfer.lines')}
        </Text>
        <ScanCodes />
        {lines.length === 0 && (
          <Text as="p" tone="subdued">
            {t('transfer.no-lines')}
          </Text>
        )}
        {lines.map((line) => (
          <DraftLine key={`${line.item} ${line.quantity}`} line={line} origin={origin} act={act} />
        ))}
        <AddItem act={act} intent="line" label={t('transfer.add-item')} units={t('transfer.units')} />
      </BlockStack>
    </Card>
  )
}

// Scanners are faster than answers: codes wait here, and go together as soon as the last ones were counted.
function ScanCodes() {
  const { t } = useWords()
  const act = useAction()
  const [waiting, setWaiting] = useState<readonly string[]>([])
  const { run, busy } = act
  useEffect(() => {
    if (busy || waiting.length === 0) return
    if (run('scan', { codes: JSON.stringify(waiting) })) setWaiting([])
  }, [busy, run, waiting])
  useTyped(waiting.length > 0)
  return (
    <BlockStack gap="200">
      <ScanField
        label={t('transfer.scan')}
        help={t('transfer.scan-why')}
        onScan={(code) => setWaiting((before) => [...before, code])}
      />
      <Refusal said={act.refusal} />
    </BlockStack>
  )
}

function DraftLine({ line, origin, act }: { line: TransferPageLine; origin: string; act: Action }) {
  const { t } = useWords()
  const [text, setText] = useState(String(line.quantity))
  const whole = /^\d{1,7}$/.test(text)
  useTyped(text !== String(line.quantity))
  const save = (quantity: string) => act.run('line', { item: line.item, quantity })
  const saveTyped = () => {
    if (whole && Number(text) !== line.quantity) save(text)
  }
  return (
    <InlineStack align="space-between" gap="300" blockAlign="start">
      <div style={{ flex: '1 1 200px', minWidth: 0 }}>
        <LineTitle line={line} />
      </div>
      <InlineStack gap="300" blockAlign="start" wrap={false}>
        <div style={{ width: 150 }} onKeyDown={(event) => event.key === 'Enter' && saveTyped()}>
          <TextField
            label={t('transfer.quantity-of', { title: line.title })}
            labelHidden
            type="number"
            min={0}
            value={text}
            onChange={setText}
            onBlur={saveTyped}
            disabled={act.busy}
            helpText={t('transfer.free', { count: line.free, place: origin })}
            error={whole ? Number(text) > line.free && t('transfer.too-many') : t('field.whole-number')}
            autoComplete="off"
          />
        </div>
        <Button
          variant="plain"
          tone="critical"
          disabled={act.busy}
          onClick={() => save('0')}
          accessibilityLabel={t('transfer.remove-of', { title: line.title })}
        >
          {t('common.remove')}
        </Button>
      </InlineStack>
    </InlineStack>
  )
}

/** An item by its title and how it is called. */
export function LineTitle({ line }: { line: Pick<TransferPageLine, 'title' | 'sku' | 'barcode'> }) {
  const codes = [line.sku, line.barcode].filter(Boolean).join(' · ')
  return (
    <div>
      <Text as="p" fontWeight="semibold" breakWord>
        {line.title}
      </Text>
      {codes && (
        <Text as="p" tone="subdued" variant="bodySm">
          {codes}
        </Text>
      )}
    </div>
  )
}
