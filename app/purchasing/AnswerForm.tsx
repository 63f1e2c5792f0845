import { BlockStack, Button, Card, InlineStack, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { Refusal } from '#app/ui/Refusal.tsx'
import type { Said } from '#app/ui/said.ts'
import { useAction } from '#app/ui/useAction.ts'
import { useTyped } from '#app/ui/useTyped.ts'
import { useWords } from '#app/ui/words.tsx'
import { sumOf } from '../core/quantity.ts'
import { AnswerMoves, type AnswerMove } from './AnswerMoves.tsx'
import { schedule } from './purchase-order.ts'
import type { PurchaseOrderPage, PurchaseOrderPageLine } from './read-purchase-order.server.ts'

/** What previewing or accepting an answer says. */
export type AnswerSaid = Said & { readonly moves?: readonly AnswerMove[] }

type Typed = { poLine: string; dates: { quantity: string; on: string }[] }

/** The supplier's answer, typed in: per line several dates. What it moves is shown before it is accepted. */
export function AnswerForm({ order, today }: { order: PurchaseOrderPage; today: string }) {
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
          <AnswerLine
            key={line.poLine}
            line={order.lines.find((one) => one.id === line.poLine)!}
            dates={line.dates}
            today={today}
            onChange={(dates) => change(index, dates)}
          />
        ))}
        <Refusal said={act.refusal} />
        {!complete && (
          <Text as="p" tone="subdued">
            {t('purchase.answer-unreadable')}
          </Text>
        )}
        {moves && <AnswerMoves moves={moves} />}
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
      dates: schedule(line).map((d) => ({ quantity: String(d.quantity), on: d.on ?? '' })),
    }))
}

type LineProps = {
  line: PurchaseOrderPageLine
  dates: Typed['dates']
  today: string
  onChange: (dates: Typed['dates']) => void
}

function AnswerLine({ line, dates, today, onChange }: LineProps) {
  const { t, day } = useWords()
  const unanswered = line.toCome - sumOf(dates, (date) => Number(date.quantity) || 0)
  const set = (at: number, part: Partial<Typed['dates'][number]>) =>
    onChange(dates.map((date, index) => (index === at ? { ...date, ...part } : date)))
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {line.title}
      </Text>
      {dates.map((date, index) => (
        <InlineStack key={index} gap="200" blockAlign="start">
          <div style={{ width: 76 }}>
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
          <div style={{ width: 172 }}>
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
          {dates.length > 1 && (
            <div style={{ paddingTop: 26 }}>
              <Button
                onClick={() => onChange(dates.filter((_, other) => other !== index))}
                accessibilityLabel={t('answer.remove-of', { title: line.title })}
              >
                {t('purchase.remove')}
              </Button>
            </div>
          )}
        </InlineStack>
      ))}
      {dates.some((date) => date.on && date.on < today) && (
        <Text as="p" tone="caution">
          {t('answer.past')}
        </Text>
      )}
      {unanswered > 0 && (
        <Text as="p" tone="subdued">
          {t('answer.rest', { count: unanswered, day: day(line.expectedOn) })}
        </Text>
      )}
      <InlineStack>
        <Button variant="plain" onClick={() => onChange([...dates, { quantity: '0', on: '' }])}>
          {t('answer.add-date')}
        </Button>
      </InlineStack>
    </BlockStack>
  )
}
