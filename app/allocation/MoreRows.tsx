import { BlockStack, Button, Text } from '@shopify/polaris'
import { useAddress } from '#app/ui/useAddress.ts'
import { useWords } from '#app/ui/words.tsx'
import type { BoardRow } from './board.ts'
import { ROWS_AT_ONCE, rowsAsked } from './rows-shown.ts'

/** Shows more of those who want the item, when not all are shown. */
export function MoreRows({ rows, wanting }: { rows: readonly BoardRow[]; wanting: number }) {
  const { t, quantity } = useWords()
  const { params, change, loading } = useAddress()
  if (rows.length >= wanting) return null
  const next = rowsAsked(params.get('rows')) + ROWS_AT_ONCE
  const count = Math.min(ROWS_AT_ONCE, wanting - rows.length)
  return (
    <BlockStack gap="200" inlineAlign="center">
      <Text as="p" tone="subdued">
        {t('board.more-of', { shown: quantity(rows.length), count: quantity(wanting) })}
      </Text>
      <Button loading={loading} onClick={() => change({ rows: String(next) }, true)}>
        {t('board.more', { count })}
      </Button>
    </BlockStack>
  )
}
