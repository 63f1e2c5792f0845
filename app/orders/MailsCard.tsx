import { BlockStack, Card, Text } from '@shopify/polaris'
import { MailArrived, MailState } from '#app/ui/MailState.tsx'
import { useWords } from '#app/ui/words.tsx'
import type { OrderPage } from './read-order.server.ts'

/** What the customer was written, and whether it arrived; nothing while nothing was. */
export function MailsCard({ mails }: { mails: OrderPage['mails'] }) {
  const { t } = useWords()
  if (mails.length === 0) return null
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('mail-state.to-customer')}
        </Text>
        {mails.map((mail) => (
          <BlockStack key={mail.key} gap="100">
            <Text as="span">{mail.subject}</Text>
            {mail.state === 'done' ? <MailArrived mail={mail} /> : <MailState mail={mail} />}
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  )
}
