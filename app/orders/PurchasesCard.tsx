import { BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris'
import { useWords } from '#app/ui/words.tsx'
import type { OrderPage } from './read-order.server.ts'

/** What is bought for an order, and from whom; nothing when nothing is. */
export function PurchasesCard({ purchaseOrders }: { purchaseOrders: OrderPage['purchaseOrders'] }) {
  const { t } = useWords()
  if (purchaseOrders.length === 0) return null
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t('nav.purchase-orders')}
        </Text>
        {purchaseOrders.map(({ id, number, state, supplier, quantity }) => (
          <InlineStack key={id} align="space-between" gap="200">
            <BlockStack gap="050">
              <Link url={`/app/purchase-orders/${id}`} removeUnderline>
                {number ?? t('purchase.draft-of', { supplier })}
              </Link>
              <Text as="span" tone="subdued" variant="bodySm">
                {t(`purchase.state.${state as 'draft'}`)} · {t('order.bought-for', { count: quantity })}
              </Text>
            </BlockStack>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  )
}
