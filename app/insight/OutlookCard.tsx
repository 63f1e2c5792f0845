import { BlockStack, Card, DataTable, InlineStack, Text } from '@shopify/polaris'
import type { OutlookDay } from '../stock/outlook.ts'
import { CHART_COLOURS, StepChart } from '../ui/StepChart.tsx'
import { useWords, type Words } from '../ui/words.tsx'
import type { PlaceOutlook } from './read-outlook.server.ts'

/** What the item's stock will be in the weeks to come, at each location, and when it runs out. */
export function OutlookCard({ outlooks }: { outlooks: readonly PlaceOutlook[] }) {
  const { t } = useWords()
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('outlook.title')}
          </Text>
          <Text as="p" tone="subdued">
            {outlooks.length > 0 ? t('outlook.why') : t('outlook.nothing')}
          </Text>
        </BlockStack>
        {outlooks.map((outlook) => (
          <OneOutlook key={outlook.location} outlook={outlook} />
        ))}
      </BlockStack>
    </Card>
  )
}

function OneOutlook({ outlook }: { outlook: PlaceOutlook }) {
  const words = useWords()
  const { t, dayOfMonth, quantity } = words
  const { days, runsOutOn, locationName } = outlook
  const said = saidOf(outlook, words)
  const at = days.findIndex((d) => d.day === runsOutOn)
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {locationName}
      </Text>
      <Text as="p" tone={outlook.missing > 0 ? 'critical' : undefined}>
        {said}
      </Text>
      <StepChart
        title={t('outlook.chart', { location: locationName })}
        description={said}
        days={days.map((d) => dayOfMonth(d.day))}
        area={days.map((d) => d.onHand)}
        line={days.map((d) => d.available)}
        mark={at < 0 ? null : { at, label: t('outlook.empty', { day: dayOfMonth(runsOutOn!) }) }}
        format={quantity}
      />
      <Legend missing={outlook.missing > 0} />
      <details>
        <summary>{t('outlook.table')}</summary>
        <DataTable
          columnContentTypes={['text', 'numeric', 'numeric', 'numeric', 'numeric']}
          headings={[
            t('outlook.day'),
            t('outlook.incoming'),
            t('outlook.on-hand'),
            t('outlook.reserved'),
            t('outlook.available'),
          ]}
          rows={changes(days).map((d) => [
            words.day(d.day),
            quantity(d.incoming),
            quantity(d.onHand),
            quantity(d.reserved),
            quantity(d.available),
          ])}
        />
      </details>
    </BlockStack>
  )
}

function Legend({ missing }: { missing: boolean }) {
  const { t } = useWords()
  const parts = [
    { label: t('outlook.on-hand'), colour: CHART_COLOURS.area },
    { label: t('outlook.available'), colour: CHART_COLOURS.line },
    ...(missing ? [{ label: t('outlook.lack'), colour: CHART_COLOURS.below }] : []),
  ]
  return (
    <InlineStack gap="400">
      {parts.map(({ label, colour }) => (
        <InlineStack key={label} gap="150" blockAlign="center">
          <div aria-hidden style={{ width: 14, height: 10, background: colour, borderRadius: 2 }} />
          <Text as="span" variant="bodySm">
            {label}
          </Text>
        </InlineStack>
      ))}
    </InlineStack>
  )
}

function saidOf({ days, runsOutOn, missing }: PlaceOutlook, { t, day, quantity }: Words): string {
  const [today, last] = [days[0]!, days.at(-1)!]
  return [
    t('outlook.now', { available: quantity(today.available), onHand: quantity(today.onHand) }),
    runsOutOn === today.day && t('outlook.is-out'),
    runsOutOn && runsOutOn !== today.day && t('outlook.runs-out', { day: day(runsOutOn, 'long') }),
    missing > 0 && t('outlook.missing', { count: missing }),
    runsOutOn === null && t('outlook.lasts', { day: day(last.day, 'long') }),
    last.available > today.available &&
      t('outlook.later', {
        available: quantity(last.available),
        day: day(firstOf(days, last.available), 'long'),
      }),
  ]
    .filter(Boolean)
    .join(' ')
}

const firstOf = (days: readonly OutlookDay[], available: number) =>
  days.find((d) => d.available === available)!.day

// The days on which something differs from the day before.
function changes(days: readonly OutlookDay[]): OutlookDay[] {
  return days.filter((d, n) => {
    const before = days[n - 1]
    return !before || d.onHand !== before.onHand || d.available !== before.available || d.incoming > 0
  })
}
