import { BlockStack, Card, Text } from '@shopify/polaris'
import { AddItem } from '#app/suppliers/AddItem.tsx'
import { Refusal } from '#app/ui/Refusal.tsx'
import { useAction } from '#app/ui/useAction.ts'
import { useWords } from '#app/ui/words.tsx'

/** Goods that came with the order and are not what was ordered: they are put aside. `id` counts them once. */
export function WrongGoodsCard({ id }: { id: string }) {
  const { t } = useWords()
  const act = useAction()
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('receive.wrong')}
          </Text>
          <Text as="p" tone="subdued">
            {t('receive.wrong-why')}
          </Text>
        </BlockStack>
        <AddItem
          act={act}
          intent="wrong-goods"
          label={t('receive.wrong-item')}
          units={t('transfer.units')}
          button={t('receive.wrong-button')}
          more={{ id }}
        />
        <Refusal said={act.refusal} />
      </BlockStack>
    </Card>
  )
}
