import { Badge, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris'
import { Amount } from '#app/ui/Amount.tsx'
import { useWords } from '#app/ui/words.tsx'
import type { BoardShelf } from './board.ts'

type Coming = {
  readonly id: string
  readonly number: string | null
  readonly supplier: string
  readonly location: string
  readonly quantity: number
  readonly on: string | null
}

/** What there is to be dealt: the shelves, and what suppliers bring when. */
export function ShelvesCard({ shelves, coming }: { shelves: BoardShelf[]; coming: readonly Coming[] }) {
  const { t, quantity, day } = useWords()
  return (
    <Card>
      <BlockStack gap="400">
        {shelves.map((shelf) => (
          <BlockStack key={shelf.location} gap="100">
            <Text as="h2" variant="headingSm">
              {shelf.name}
            </Text>
            <InlineStack gap="500">
              <Amount label={t('stock.on-hand')} value={quantity(shelf.onHand)} />
              {shelf.unavailable > 0 && (
                <Amount label={t('stock.unavailable')} value={quantity(shelf.unavailable)} />
              )}
              <Amount label={t('stock.reserved')} value={quantity(shelf.reserved)} />
              <Amount label={t('stock.safety-stock')} value={quantity(shelf.safetyStock)} />
              <Amount label={t('stock.b2b-only')} value={quantity(shelf.b2bOnly)} />
              <Amount label={t('board.free')} value={quantity(shelf.free)} />
            </InlineStack>
          </BlockStack>
        ))}
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            {t('stock.coming')}
          </Text>
          {coming.length === 0 && (
            <Text as="p" tone="subdued">
              {t('stock.no-coming')}
            </Text>
          )}
          {coming.map((one, index) => (
            <InlineStack key={`${one.id} ${index}`} gap="200" blockAlign="center">
              <Text as="span" fontWeight="semibold" numeric>
                {quantity(one.quantity)}
              </Text>
              <Link url={`/app/purchase-orders/${one.id}`}>{one.number ?? ''}</Link>
              <Text as="span" tone="subdued">
                {[one.supplier, one.location].filter(Boolean).join(' · ')}
              </Text>
              <Badge>{day(one.on)}</Badge>
            </InlineStack>
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  )
}
