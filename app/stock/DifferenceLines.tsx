import { Badge, BlockStack, InlineStack, Select, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { Amount } from '#app/ui/Amount.tsx'
import type { Action } from '#app/ui/useAction.ts'
import { useTyped } from '#app/ui/useTyped.ts'
import { useWords } from '#app/ui/words.tsx'
import { REASONS, type Reason } from './stock-take.ts'

/** A difference as it is shown: its value is a decimal text, null when nobody knows what a unit costs. */
export type ShownDifference = {
  readonly item: string
  readonly title: string
  readonly sku: string | null
  readonly counted: number
  readonly expected: number
  readonly difference: number
  readonly since: number
  readonly moved: boolean
  readonly belowZero: boolean
  readonly reason: Reason
  readonly note: string
  readonly value: string | null
  readonly countedBy: string | null
}

const ROW = { padding: '14px 16px', borderTop: '1px solid var(--p-color-border)' } as const
const FIGURES = { display: 'flex', flexWrap: 'wrap', gap: 24 } as const

/** The differences of a stock-take, each with its reason. */
export function DifferenceLines({
  differences,
  act,
}: {
  differences: readonly ShownDifference[]
  /** Null: it has ended. */
  act: Action | null
}) {
  return (
    <div>
      {differences.map((one) => (
        <div key={one.item} style={ROW}>
          <Line one={one} act={act} />
        </div>
      ))}
    </div>
  )
}

function Line({ one, act }: { one: ShownDifference; act: Action | null }) {
  const { t, quantity, money } = useWords()
  const sign = one.difference > 0 ? '+' : ''
  return (
    <BlockStack gap="300">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {one.title}
        </Text>
        <Text as="span" tone="subdued" variant="bodySm">
          {[one.sku, one.countedBy].filter(Boolean).join(' · ')}
        </Text>
        {one.moved && <Badge tone="attention">{t('stock-take.moved')}</Badge>}
        {one.belowZero && <Badge tone="critical">{t('stock-take.below-zero-badge')}</Badge>}
      </InlineStack>
      <div style={FIGURES}>
        <Amount label={t('stock-take.expected')} value={quantity(one.expected)} />
        <Amount label={t('stock-take.counted')} value={quantity(one.counted)} />
        <Amount label={t('stock-take.difference')} value={`${sign}${quantity(one.difference)}`} />
        <Amount label={t('stock-take.value')} value={money(one.value)} />
        {one.since !== 0 && (
          <Amount
            label={t('stock-take.since')}
            value={one.since > 0 ? `+${quantity(one.since)}` : quantity(one.since)}
          />
        )}
      </div>
      {act ? <Why key={`${one.reason} ${one.note}`} one={one} act={act} /> : <Said one={one} />}
    </BlockStack>
  )
}

function Said({ one }: { one: ShownDifference }) {
  const { t } = useWords()
  return <Text as="p">{[t(`stock-take.reason.${one.reason}`), one.note].filter(Boolean).join(' · ')}</Text>
}

/** Saved when the choice is made or the note is left. */
function Why({ one, act }: { one: ShownDifference; act: Action }) {
  const { t } = useWords()
  const [reason, setReason] = useState<Reason>(one.reason)
  const [note, setNote] = useState(one.note)
  useTyped(note !== one.note || reason !== one.reason)
  const lacks = reason === 'other' && note.trim() === ''
  const save = (chosen: Reason) => {
    const unsaid = chosen === 'other' && note.trim() === ''
    if (!unsaid && (chosen !== one.reason || note.trim() !== one.note))
      act.run('reason', { item: one.item, reason: chosen, note: note.trim() })
  }
  const choose = (chosen: string) => {
    setReason(chosen as Reason)
    save(chosen as Reason)
  }
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>
      <div style={{ flex: '0 1 220px' }}>
        <Select
          label={t('stock-take.reason')}
          options={REASONS.map((value) => ({ value, label: t(`stock-take.reason.${value}`) }))}
          value={reason}
          onChange={choose}
          disabled={act.busy}
        />
      </div>
      <div style={{ flex: '1 1 220px' }} onKeyDown={(event) => event.key === 'Enter' && save(reason)}>
        <TextField
          label={t('stock-take.note')}
          value={note}
          onChange={setNote}
          onBlur={() => save(reason)}
          error={lacks ? t('stock-take.other-needs-note') : undefined}
          maxLength={200}
          disabled={act.busy}
          autoComplete="off"
        />
      </div>
    </div>
  )
}
