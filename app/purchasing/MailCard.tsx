import { Badge, BlockStack, Card, InlineStack, Text } from '@shopify/polaris'
import { useWords, type Words } from '#app/ui/words.tsx'
import type { PurchaseOrderPage } from './read-purchase-order.server.ts'

type Mail = PurchaseOrderPage['mails'][number]

/** Whether the supplier's mail went out: what his mail server answered, and when. */
export function MailCard({ order }: { order: PurchaseOrderPage }) {
  const words = useWords()
  const { t, dateTime } = words
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
          <BlockStack key={mail.key} gap="050">
            <InlineStack>
              <Badge tone={toneOf(mail)}>{wordOf(mail, words)}</Badge>
            </InlineStack>
            {mail.answer && (
              <Text as="span" tone="subdued" variant="bodySm" breakWord>
                {mail.answer}
              </Text>
            )}
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  )
}

function toneOf({ state }: Mail) {
  if (state === 'done') return 'success'
  if (state === 'failed') return 'critical'
  return state === 'unknown' ? 'warning' : undefined
}

function wordOf(mail: Mail, { t, dateTime }: Words): string {
  const at = dateTime(mail.at, 'second')
  switch (mail.state) {
    case 'done':
      return t('mail-state.accepted', { at })
    case 'failed':
      return t('mail-state.refused', { at })
    case 'unknown':
      return t('mail-state.unknown', { at })
    default: {
      const failed = mail.state === 'trying' ? mail.attempts - 1 : mail.attempts
      return failed > 0 ? t('mail-state.again', { count: failed }) : t('mail-state.waiting')
    }
  }
}
