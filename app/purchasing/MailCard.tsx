import { BlockStack, Card, Text } from '@shopify/polaris'
import { MailState } from '#app/ui/MailState.tsx'
import { useWords } from '#app/ui/words.tsx'
import type { PurchaseOrderPage } from './read-purchase-order.server.ts'

/** Whether the supplier's mail went out: what his mail server answered, and when. */
export function MailCard({ order }: { order: PurchaseOrderPage }) {
  const { t, dateTime } = useWords()
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t('mail-state.title')}
        </Text>
        <Text as="p" tone="subdued">
          {t('mail-state.sent-at', { at: dateTime(order.sentAt) })}
        </Text>
        {order.mails.map((mail) => (
          <MailState key={mail.key} mail={mail} />
        ))}
      </BlockStack>
    </Card>
  )
}
