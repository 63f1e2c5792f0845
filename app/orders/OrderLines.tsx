import {
  BlockStack,
  Button,
  Card,
  Collapsible,
  Divider,
  InlineStack,
  Link,
  List,
  Text,
} from '@shopify/polaris'
import { useId, useState } from 'react'
import { datesText } from '#app/ui/dates-text.ts'
import { useWords, type Words } from '#app/ui/words.tsx'
import { idOf, type Gid } from '../core/gid.ts'
import { eventText } from './event-text.ts'
import type { OrderPage, OrderPageLine } from './read-order.server.ts'
import { PLACES, UnitsBar } from './UnitsBar.tsx'
import { whySentence } from './why.ts'

/** Every line of an order: where its units are, until when, and why. */
export function OrderLines({ order }: { order: OrderPage }) {
  const { t } = useWords()
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t('order.lines')}
        </Text>
        {order.lines.map((line, index) => (
          <BlockStack key={line.id} gap="400">
            {index > 0 && <Divider />}
            <Line line={line} order={order.id} callOff={order.callOff} />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  )
}

function Line({ line, order, callOff }: { line: OrderPageLine; order: string; callOff: boolean }) {
  const words = useWords()
  const { t } = words
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" gap="200" blockAlign="start" wrap={false}>
        <BlockStack gap="050">
          <Text as="h3" variant="headingSm">
            {line.item ? (
              <Link url={`/app/stock/${idOf(line.item as Gid)}`} monochrome removeUnderline>
                {line.title}
              </Link>
            ) : (
              line.title
            )}
          </Text>
          {line.sku && (
            <Text as="span" tone="subdued" variant="bodySm">
              {line.sku}
            </Text>
          )}
        </BlockStack>
        <Text as="span" variant="headingMd" numeric>
          {t('order.ordered', { count: line.ordered })}
        </Text>
      </InlineStack>
      <UnitsBar units={line} />
      <InlineStack gap="500">
        {PLACES.filter(({ place }) => line[place] > 0).map(({ place, colour }) => (
          <Place key={place} colour={colour} label={t(`order.place.${place}`)} count={line[place]}>
            {remarkOf(line, place, words, callOff)}
          </Place>
        ))}
        {GONE.filter((gone) => line[gone] > 0).map((gone) => (
          <Place key={gone} label={t(`order.place.${gone}`)} count={line[gone]} />
        ))}
      </InlineStack>
      <Dates line={line} />
      <TakeFromOther line={line} order={order} />
      <Why line={line} />
    </BlockStack>
  )
}

const GONE = ['removed', 'cancelled', 'returned'] as const

type PlaceProps = { label: string; count: number; colour?: string; children?: React.ReactNode }

function Place({ label, count, colour, children }: PlaceProps) {
  const { quantity } = useWords()
  return (
    <BlockStack gap="050">
      <InlineStack gap="100" blockAlign="center" wrap={false}>
        {colour && <span aria-hidden style={{ width: 8, height: 8, borderRadius: 4, background: colour }} />}
        <Text as="span" tone="subdued" variant="bodySm">
          {label}
        </Text>
      </InlineStack>
      <Text as="span" variant="headingMd" numeric>
        {quantity(count)}
      </Text>
      {children && (
        <Text as="span" tone="subdued" variant="bodySm">
          {children}
        </Text>
      )}
    </BlockStack>
  )
}

function remarkOf(
  line: OrderPageLine,
  place: (typeof PLACES)[number]['place'],
  { t, quantity }: Words,
  callOff: boolean,
) {
  if (place === 'reserved') {
    return line.reservations.map(({ location, provisional, days, quantity: held }) => (
      <span key={location} style={{ display: 'block' }}>
        {line.reservations.length > 1 ? `${quantity(held)} · ${location}` : location}
        {provisional && ` (${t('order.provisional')})`}
        {callOff && `, ${heldText(days, t)}`}
      </span>
    ))
  }
  if (place === 'claimed') {
    return line.claims.map(({ purchaseOrder, number, quantity: held }) => (
      <span key={purchaseOrder} style={{ display: 'block' }}>
        <Link url={`/app/purchase-orders/${purchaseOrder}`}>
          {line.claims.length > 1 ? `${quantity(held)} · ${number}` : number}
        </Link>
      </span>
    ))
  }
  return null
}

function Dates({ line }: { line: OrderPageLine }) {
  const words = useWords()
  const promised = datesText(line.promised, words)
  const expected = datesText(line.expected, words)
  if (!promised && !expected) return null
  const same = promised === expected
  return (
    <InlineStack gap="400">
      {promised && <Text as="p">{words.t('order.promised', { dates: promised })}</Text>}
      {expected && !same && (
        <Text as="p" tone={promised && isLater(line) ? 'caution' : 'subdued'}>
          {words.t('order.expected', { dates: expected })}
        </Text>
      )}
    </InlineStack>
  )
}

// The board shows who holds units, and what it does to him to give some.
function TakeFromOther({ line, order }: { line: OrderPageLine; order: string }) {
  const { t } = useWords()
  if (!line.item || line.unsourced + line.claimed === 0) return null
  return (
    <InlineStack>
      <Button
        variant="plain"
        url={`/app/stock/${idOf(line.item as Gid)}/board?for=${idOf(order as Gid)}`}
        accessibilityLabel={t('order.take-from-of', { title: line.title })}
      >
        {t('order.take-from')}
      </Button>
    </InlineStack>
  )
}

// Whether the last of the units is expected later than it was promised.
function isLater({ expected, promised }: OrderPageLine): boolean {
  return (expected.at(-1)?.on ?? '') > (promised.at(-1)?.on ?? '')
}

function Why({ line }: { line: OrderPageLine }) {
  const { t, dateTime } = useWords()
  const [open, setOpen] = useState(false)
  const id = useId()
  if (line.why.length === 0) return null
  return (
    <BlockStack gap="100">
      <InlineStack>
        <Button
          variant="plain"
          disclosure={open ? 'up' : 'down'}
          ariaExpanded={open}
          ariaControls={id}
          onClick={() => setOpen(!open)}
          accessibilityLabel={t('order.why-of', { title: line.title })}
        >
          {t('order.why')}
        </Button>
      </InlineStack>
      <Collapsible id={id} open={open}>
        <List>
          {line.why.map((decision, index) => (
            <List.Item key={index}>
              {whySentence(decision, t)}{' '}
              <Text as="span" tone="subdued" variant="bodySm">
                {[dateTime(decision.at), eventText(decision.event, t)].filter(Boolean).join(' · ')}
              </Text>
            </List.Item>
          ))}
        </List>
      </Collapsible>
    </BlockStack>
  )
}

function heldText(days: number, t: Words['t']): string {
  return days > 0 ? t('order.held-for', { count: days }) : t('order.held-today')
}
