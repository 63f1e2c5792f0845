import { BlockStack, Card, InlineStack, Select, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { ConfirmButton } from '#app/ui/ConfirmButton.tsx'
import { Refusal } from '#app/ui/Refusal.tsx'
import { useAction } from '#app/ui/useAction.ts'
import { useTyped } from '#app/ui/useTyped.ts'
import { useWords } from '#app/ui/words.tsx'
import { parseMinor, toDecimal } from '../core/money.ts'
import { sumOf } from '../core/quantity.ts'
import type { TransferPage } from './read-transfers.server.ts'

type Props = { transfer: TransferPage; newStep: string }

/** What became of units that did not come: lost, for a reason, or never left. If they arrive after all, they are received. */
export function TransferDispute({ transfer, newStep }: Props) {
  const { t, money, currency } = useWords()
  const act = useAction()
  const open = transfer.lines.filter((line) => line.inTransit > 0)
  const [item, setItem] = useState(open[0]!.item)
  const line = open.find((one) => one.item === item) ?? open[0]!
  const [fate, setFate] = useState<'lost' | 'never-left'>('lost')
  const [units, setUnits] = useState(String(line.inTransit))
  const [reason, setReason] = useState('')
  const [step] = useState(newStep)
  useTyped(reason !== '')
  const whole = /^[1-9]\d{0,6}$/.test(units) && Number(units) <= line.inTransit
  const choose = (id: string) => {
    setItem(id)
    setUnits(String(open.find((one) => one.item === id)!.inTransit))
  }
  const cost = line.unitCost === null ? null : parseMinor(line.unitCost, currency)
  const value = cost === null || !whole ? null : toDecimal(cost * BigInt(units), currency)
  const effect =
    fate === 'lost'
      ? t('transfer.lost-effect', { count: Number(units), value: money(value, currency) })
      : t('transfer.never-left-effect', { count: Number(units), place: transfer.origin })
  const settle = () => {
    const lines = JSON.stringify([{ item: line.item, quantity: Number(units) }])
    act.run('settle', { step, fate, reason, lines })
  }
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('transfer.dispute', { count: sumOf(open, (one) => one.inTransit) })}
          </Text>
          <Text as="p" tone="subdued">
            {t('transfer.dispute-why')}
          </Text>
        </BlockStack>
        <Select
          label={t('stock.item')}
          options={open.map((one) => ({ value: one.item, label: one.title }))}
          value={line.item}
          onChange={choose}
        />
        <Select
          label={t('transfer.fate')}
          options={(['lost', 'never-left'] as const).map((one) => ({
            value: one,
            label: t(`transfer.${one}`),
          }))}
          value={fate}
          onChange={(one) => setFate(one as 'lost' | 'never-left')}
        />
        <TextField
          label={t('transfer.units')}
          type="number"
          min={1}
          max={line.inTransit}
          value={units}
          onChange={setUnits}
          error={whole ? undefined : t('transfer.too-many-came')}
          autoComplete="off"
        />
        {fate === 'lost' && (
          <TextField
            label={t('transfer.reason')}
            value={reason}
            onChange={setReason}
            maxLength={300}
            requiredIndicator
            autoComplete="off"
          />
        )}
        <Refusal said={act.refusal} />
        <InlineStack>
          <ConfirmButton
            label={t('transfer.settle')}
            effect={effect}
            onConfirm={settle}
            loading={act.busy}
            disabled={act.busy || !whole || (fate === 'lost' && !reason.trim())}
          />
        </InlineStack>
      </BlockStack>
    </Card>
  )
}
