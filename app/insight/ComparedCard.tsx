import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { useWords } from '../ui/words.tsx'
import type { ComparedView } from './read-comparisons.server.ts'

type Props = { compared: ComparedView; linked?: boolean }

/** Whether Carnet and Shopify say the same; `linked` where the differences are on another page. */
export function ComparedCard({ compared: { last, open }, linked = false }: Props) {
  const { t, dateTime } = useWords()
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t('compared.title')}
          </Text>
          {linked && <Button url="/app/differences">{t('compared.all')}</Button>}
        </InlineStack>
        <Text as="p">
          {last ? t('compared.at', { ...last, at: dateTime(last.at) }) : t('compared.not-yet')}
        </Text>
        {open > 0 && (
          <InlineStack>
            <Badge tone="warning">{t('compared.open', { count: open })}</Badge>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  )
}
