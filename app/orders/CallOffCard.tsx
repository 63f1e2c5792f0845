import { BlockStack, Button, Card, InlineStack, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { ConfirmButton } from '#app/ui/ConfirmButton.tsx'
import type { Action } from '#app/ui/useAction.ts'
import { useTyped } from '#app/ui/useTyped.ts'
import { useWords } from '#app/ui/words.tsx'
import { sumOf } from '../core/quantity.ts'
import type { CallView, OrderPage, OrderPageLine } from './read-order.server.ts'

type Props = { order: OrderPage; act: Action }

/** Units that are kept until called: what the customer calls now, and the calls that are still to be delivered. */
export function CallOffCard({ order, act, newCall }: Props & { newCall: string }) {
  const { t } = useWords()
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" gap="300" blockAlign="start">
          <div style={{ flex: '1 1 260px' }}>
            <BlockStack gap="100">
              <Text as="h2" variant="headingMd">
                {t('call.title')}
              </Text>
              <Text as="p" tone="subdued">
                {t('call.why')}
              </Text>
            </BlockStack>
          </div>
          <ConfirmButton
            label={t('call.end')}
            effect={t('call.end-effect')}
            onConfirm={() => act.run('end-call-off')}
            loading={act.intent === 'end-call-off'}
            disabled={act.busy}
          />
        </InlineStack>
        {order.calls.length > 0 && <OpenCalls order={order} act={act} />}
        <CallForm key={JSON.stringify(order.calls)} order={order} act={act} newCall={newCall} />
      </BlockStack>
    </Card>
  )
}

function OpenCalls({ order, act }: Props) {
  const { t } = useWords()
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t('call.open')}
      </Text>
      {order.calls.map((call) => (
        <OpenCall key={call.id} call={call} act={act} />
      ))}
    </BlockStack>
  )
}

function OpenCall({ call, act }: { call: CallView; act: Action }) {
  const { t, day, dateTime } = useWords()
  const lines = call.lines
    .filter((line) => line.open > 0)
    .map(({ open, title }) => t('call.line', { quantity: open, title }))
  const when = call.wishedOn ? t('call.for-day', { day: day(call.wishedOn) }) : t('call.as-soon')
  return (
    <InlineStack align="space-between" gap="300" blockAlign="center">
      <div style={{ flex: '1 1 220px' }}>
        <Text as="p" breakWord>
          {lines.join(', ')} · {when}
        </Text>
        <Text as="p" tone="subdued" variant="bodySm">
          {dateTime(call.calledAt)} · {call.who}
        </Text>
      </div>
      <ConfirmButton
        label={t('call.cancel')}
        effect={t('call.cancel-effect')}
        onConfirm={() => act.run('cancel-call', { call: call.id })}
        loading={act.intent === 'cancel-call'}
        disabled={act.busy}
        variant="plain"
        tone="critical"
      />
    </InlineStack>
  )
}

function CallForm({ order, act, newCall }: Props & { newCall: string }) {
  const { t } = useWords()
  const kept = order.lines
    .map((line) => ({ ...line, kept: keptOf(line, order.calls) }))
    .filter((line) => line.kept > 0)
  const [units, setUnits] = useState<Readonly<Record<string, string>>>({})
  const [wishedOn, setWishedOn] = useState('')
  // The page's data may be read anew while the form stands: its call stays the one it was drawn with.
  const [call] = useState(newCall)
  useTyped(wishedOn !== '' || Object.values(units).some((text) => text !== ''))
  if (kept.length === 0) return <Text as="p">{t('call.nothing-kept')}</Text>
  const wrong = kept.some((line) => isWrong(units[line.id] ?? '', line.kept))
  const wanted = kept.map(({ id }) => ({ line: id, quantity: Number(units[id] ?? 0) }))
  const nothing = wrong || wanted.every((one) => one.quantity === 0)
  return (
    <BlockStack gap="300">
      {kept.map((line) => (
        <div key={line.id} style={{ maxWidth: 420 }}>
          <TextField
            label={t('call.units-of', { title: line.title })}
            type="number"
            min={0}
            max={line.kept}
            value={units[line.id] ?? ''}
            onChange={(text) => setUnits({ ...units, [line.id]: text })}
            helpText={t('call.kept', { count: line.kept })}
            error={isWrong(units[line.id] ?? '', line.kept) && t('field.whole-number')}
            autoComplete="off"
          />
        </div>
      ))}
      <div style={{ maxWidth: 220 }}>
        <TextField
          label={t('call.wished-on')}
          type="date"
          value={wishedOn}
          onChange={setWishedOn}
          helpText={t('call.wished-why')}
          autoComplete="off"
        />
      </div>
      <InlineStack>
        <Button
          onClick={() => act.run('call', { call, wishedOn, lines: JSON.stringify(wanted) })}
          loading={act.intent === 'call'}
          disabled={act.busy || nothing}
        >
          {t('call.button')}
        </Button>
      </InlineStack>
    </BlockStack>
  )
}

function keptOf({ id, reserved }: OrderPageLine, calls: readonly CallView[]): number {
  const called = calls.flatMap((call) => call.lines.filter((line) => line.line === id))
  return Math.max(0, reserved - sumOf(called, (line) => line.open))
}

function isWrong(text: string, kept: number): boolean {
  return text !== '' && (!/^\d{1,7}$/.test(text) || Number(text) > kept)
}
