import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris'
import { ConfirmButton } from '#app/ui/ConfirmButton.tsx'
import type { Action } from '#app/ui/useAction.ts'
import { useWords } from '#app/ui/words.tsx'
import { sumOf } from '../core/quantity.ts'
import type { PurchaseOrderPage } from './read-purchase-order.server.ts'

/** Ending an order before everything came: what that does is said before. */
export function ClosingCard({ order, act }: { order: PurchaseOrderPage; act: Action }) {
  const { t } = useWords()
  const came = order.lines.some((line) => line.received > 0)
  const held = sumOf(order.lines, (line) => sumOf(line.heldFor, (one) => one.quantity))
  const heldAgain = held > 0 ? t('closing.held', { count: held }) : t('closing.nobody-holds')
  const open = sumOf(order.lines, (line) => line.toCome)
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t('closing.title')}
        </Text>
        <Text as="p" tone="subdued">
          {came ? t('closing.why-short') : t('closing.why')}
        </Text>
        <InlineStack gap="200">
          <ConfirmButton
            label={t('closing.close-short')}
            effect={[t('closing.close-short-effect', { count: open }), heldAgain].join(' ')}
            onConfirm={() => act.run('close-short')}
            loading={act.intent === 'close-short'}
            disabled={act.busy}
          />
          {!came && (
            <ConfirmButton
              label={t('closing.cancel')}
              effect={[t('closing.cancel-effect'), heldAgain, t('closing.tell-supplier')].join(' ')}
              tone="critical"
              onConfirm={() => act.run('cancel')}
              loading={act.intent === 'cancel'}
              disabled={act.busy}
            />
          )}
        </InlineStack>
      </BlockStack>
    </Card>
  )
}
