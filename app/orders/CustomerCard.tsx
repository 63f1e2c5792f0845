import { BlockStack, Card, Link, Text } from '@shopify/polaris'
import { useWords } from '#app/ui/words.tsx'
import type { Language } from '../core/language.ts'
import { postalLines } from '../core/postal-address.ts'
import type { Address } from './order.ts'
import { termsText } from './terms.ts'
import type { OrderPage } from './read-order.server.ts'

/** Who bought, where it goes, and on which terms. */
export function CustomerCard({ order }: { order: OrderPage }) {
  const { t, language } = useWords()
  const { customer, snapshot } = order
  const terms = termsText(snapshot.terms, language)
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="050">
          <Text as="h2" variant="headingMd">
            {t('order.customer')}
          </Text>
          {customer.id ? (
            <Link url={`/app/customers?search=${encodeURIComponent(customer.name)}`} removeUnderline>
              {customer.name}
            </Link>
          ) : (
            <Text as="span">{customer.name || t('orders.nobody')}</Text>
          )}
          {customer.email && customer.email !== customer.name && (
            <Text as="span" tone="subdued" breakWord>
              {customer.email}
            </Text>
          )}
        </BlockStack>
        <Part
          title={t('order.deliver-to')}
          lines={linesOf(snapshot.shipTo, language)}
          none={t('order.no-address')}
        />
        {terms && <Part title={t('order.terms')} lines={[terms]} />}
        <Part title={t('order.parts')} lines={[partsOf(order, t)]} />
        {snapshot.purchaseOrderNumber && (
          <Part title={t('order.their-number')} lines={[snapshot.purchaseOrderNumber]} />
        )}
        {snapshot.note && <Part title={t('order.note')} lines={[snapshot.note]} />}
      </BlockStack>
    </Card>
  )
}

function Part({ title, lines, none }: { title: string; lines: string[]; none?: string }) {
  return (
    <BlockStack gap="050">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      {lines.length === 0 && none && (
        <Text as="span" tone="caution">
          {none}
        </Text>
      )}
      {lines.map((line, index) => (
        <Text key={index} as="span" breakWord>
          {line}
        </Text>
      ))}
    </BlockStack>
  )
}

function linesOf(address: Address | null, language: Language): string[] {
  if (!address) return []
  return [address.company, address.name, ...postalLines(address, language)].flatMap((line) => line || [])
}

function partsOf(order: OrderPage, t: ReturnType<typeof useWords>['t']): string {
  if (order.accepts === 'whole-order') return t('order.parts-none')
  const { maxShipments: most, shipments: so } = order
  const parts =
    most === null ? t('order.parts-any', { count: so }) : t('order.parts-most', { count: so, most })
  return order.accepts === 'whole-lines' ? t('order.parts-whole-lines', { parts }) : parts
}
