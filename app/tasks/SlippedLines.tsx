import { BlockStack, Text } from '@shopify/polaris'
import type { Slipped } from '../stock/slipped.ts'
import { useWords, type Words } from '#app/ui/words.tsx'
import type { SlipCause, SlippedLine } from './slip.ts'

/** How many units of which lines slip, from which day to which, and why as far as it is known. */
export function SlippedLines({ lines }: { lines: readonly SlippedLine[] }) {
  const words = useWords()
  return (
    <BlockStack gap="100">
      {lines.map((line) => (
        <BlockStack key={line.line}>
          {line.units.map((units) => (
            <Text as="p" key={`${units.from} ${units.to}`}>
              {slippedText(line.title, units, words)}
            </Text>
          ))}
          <Text as="p" tone="subdued" variant="bodySm">
            {[line.waits && words.t('slip.waits'), ...line.causes.map((cause) => causeText(cause, words))]
              .filter(Boolean)
              .join(' ')}
          </Text>
        </BlockStack>
      ))}
    </BlockStack>
  )
}

function slippedText(title: string, { quantity, from, to, days }: Slipped, words: Words): string {
  const said = { quantity: words.quantity(quantity), title, from: words.day(from) }
  return to === null || days === null
    ? words.t('slip.units-unknown', said)
    : words.t('slip.units', { ...said, to: words.day(to), days })
}

function causeText(cause: SlipCause, { t, day }: Words): string {
  if (cause.because !== 'purchase-order') return t(`slip.because.${cause.because}`)
  const { number, on, overdue } = cause
  return t(`slip.arrives.${on === null ? 'unknown' : overdue ? 'overdue' : 'on'}`, {
    number,
    on: day(on, 'long'),
  })
}
