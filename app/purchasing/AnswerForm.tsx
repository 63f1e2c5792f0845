import { Badge, BlockStack, Box, Button, Card, InlineStack, Link, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { datesText, type Dated } from '#app/ui/dates-text.ts'
import { Refusal } from '#app/ui/Refusal.tsx'
import type { Said } from '#app/ui/said.ts'
import { useAction } from '#app/ui/useAction.ts'
import { useTyped } from '#app/ui/useTyped.ts'
import { useWords } from '#app/ui/words.tsx'
import { idOf, type Gid } from '../core/gid.ts'
import { schedule } from './purchase-order.ts'
import type { PurchaseOrderPage } from './read-purchase-order.server.ts'

/** An order whose dates change if the answer is accepted. */
export type AnswerMove = {
  readonly order: string
  readonly name: string
  readonly line: string
  readonly title: string
  readonly before: readonly Dated[]
  readonly after: readonly Dated[]
  readonly late: boolean
  readonly days: number
  /** Why units go out later than they come. */
  readonly waits: { for: 'shipment-limit'; most: number } | { for: 'complete-delivery' } | null
  /** Who is told the new dates; null when nobody is. */
  readonly mailTo: string | null
}

/** What previewing or accepting an answer says. */
export type AnswerSaid = Said & { readonly moves?: readonly AnswerMove[] }

type Typed = { poLine: string; title: string; dates: { quantity: string; on: string }[] }

/** The supplier's answer, typed in: per line several dates. What it moves is shown before it is accepted. */
export function AnswerForm({ order }: { order: PurchaseOrderPage }) {
  const { t } = useWords()
  const act = useAction<AnswerSaid>()
  const [lines, setLines] = useState(() => typedOf(order))
  useTyped(JSON.stringify(lines) !== JSON.stringify(typedOf(order)))
  const [shown, setShown] = useState<string | null>(null)
  const asked = JSON.stringify(
    lines.map(({ poLine, dates }) => ({
      poLine,
      dates: dates.map((d) => ({ ...d, quantity: Number(d.quantity) })),
    })),
  )
  const complete = lines.every(({ dates }) => dates.every((d) => /^\d{1,7}$/.test(d.quantity) && d.on))
  // Accepting is offered for exactly what was looked at.
  const moves = shown === asked ? act.answer?.moves : undefined
  const change = (at: number, dates: Typed['dates']) =>
    setLines(lines.map((line, index) => (index === at ? { ...line, dates } : line)))
  const preview = () => {
    setShown(asked)
    act.run('preview', { lines: asked })
  }
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('answer.title')}
          </Text>
          <Text as="p" tone="subdued">
            {t('answer.why')}
          </Text>
        </BlockStack>
        {lines.map((line, index) => (
          <AnswerLine key={line.poLine} line={line} onChange={(dates) => change(index, dates)} />
        ))}
        <Refusal said={act.refusal} />
        {moves && <Moves moves={moves} />}
        <InlineStack gap="200">
          <Button onClick={preview} disabled={act.busy || !complete} loading={act.intent === 'preview'}>
            {t('answer.preview')}
          </Button>
          {moves && (
            <Button
              variant="primary"
              disabled={act.busy}
              loading={act.intent === 'accept'}
              onClick={() => act.run('accept', { lines: asked })}
            >
              {t('answer.accept')}
            </Button>
          )}
        </InlineStack>
      </BlockStack>
    </Card>
  )
}

function typedOf(order: PurchaseOrderPage): Typed[] {
  return order.lines
    .filter((line) => line.toCome > 0)
    .map((line) => ({
      poLine: line.id,
      title: line.title,
      dates: schedule(line).map((d) => ({ quantity: String(d.quantity), on: d.on ?? '' })),
    }))
}

function AnswerLine({ line, onChange }: { line: Typed; onChange: (dates: Typed['dates']) => void }) {
  const { t, day } = useWords()
  const set = (at: number, part: Partial<Typed['dates'][number]>) =>
    onChange(line.dates.map((date, index) => (index === at ? { ...date, ...part } : date)))
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {line.title}
      </Text>
      {line.dates.map((date, index) => (
        <InlineStack key={index} gap="200" blockAlign="start">
          <div style={{ width: 84 }}>
            <TextField
              label={t('purchase.quantity')}
              type="number"
              min={0}
              value={date.quantity}
              onChange={(quantity) => set(index, { quantity })}
              error={/^\d{1,7}$/.test(date.quantity) ? undefined : t('field.whole-number')}
              autoComplete="off"
            />
          </div>
          <div style={{ width: 158 }}>
            <TextField
              label={t('answer.on')}
              type="date"
              value={date.on}
              onChange={(on) => set(index, { on })}
              // The browser writes days in its own language's way: this one cannot be misread.
              helpText={date.on && day(date.on, 'long')}
              autoComplete="off"
            />
          </div>
          {line.dates.length > 1 && (
            <div style={{ paddingTop: 26 }}>
              <Button
                onClick={() => onChange(line.dates.filter((_, other) => other !== index))}
                accessibilityLabel={t('answer.remove-of', { title: line.title })}
              >
                {t('purchase.remove')}
              </Button>
            </div>
          )}
        </InlineStack>
      ))}
      <InlineStack>
        <Button variant="plain" onClick={() => onChange([...line.dates, { quantity: '0', on: '' }])}>
          {t('answer.add-date')}
        </Button>
      </InlineStack>
    </BlockStack>
  )
}

function Moves({ moves }: { moves: readonly AnswerMove[] }) {
  const words = useWords()
  const { t } = words
  if (moves.length === 0) return <Text as="p">{t('answer.moves-nothing')}</Text>
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t('answer.moves')}
      </Text>
      {moves.map((move) => (
        <Box
          key={`${move.order} ${move.line}`}
          background="bg-surface-secondary"
          padding="300"
          borderRadius="200"
        >
          <BlockStack gap="100">
            <InlineStack align="space-between" gap="200">
              <Text as="span" fontWeight="semibold">
                <Link url={`/app/orders/${idOf(move.order as Gid)}`}>{move.name}</Link> · {move.title}
              </Text>
              <Effect move={move} />
            </InlineStack>
            <Text as="p" tone="subdued">
              {t('answer.before', { dates: datesText(move.before, words) || '–' })}
            </Text>
            <Text as="p">{t('answer.after', { dates: datesText(move.after, words) || '–' })}</Text>
            <Because move={move} />
          </BlockStack>
        </Box>
      ))}
    </BlockStack>
  )
}

function Because({ move: { waits, mailTo } }: { move: AnswerMove }) {
  const { t } = useWords()
  const sentences = [
    waits?.for === 'shipment-limit' && t('answer.because.shipment-limit', { count: waits.most }),
    waits?.for === 'complete-delivery' && t('answer.because.complete-delivery'),
    mailTo && t('answer.mails', { address: mailTo }),
  ].filter(Boolean)
  if (sentences.length === 0) return null
  return (
    <Text as="p" tone="subdued">
      {sentences.join(' ')}
    </Text>
  )
}

function Effect({ move }: { move: AnswerMove }) {
  const { t } = useWords()
  if (!move.late) return <Badge tone="success">{t('answer.in-time')}</Badge>
  return <Badge tone="warning">{t('answer.late', { count: move.days })}</Badge>
}
