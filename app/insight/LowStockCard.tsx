import { Badge, BlockStack, Button, InlineStack, Link, Text } from '@shopify/polaris'
import { idOf, type Gid } from '../core/gid.ts'
import { useWords, type Words } from '../ui/words.tsx'
import { HomeCard } from './HomeCards.tsx'
import { whereToBuy, type LowItem } from './low-stock.ts'

type Props = { low: { items: readonly LowItem[]; count: number } }

/** Items that are low, the worst first, each with where to buy it. */
export function LowStockCard({ low: { items, count } }: Props) {
  const { t } = useWords()
  return (
    <HomeCard
      title={t('low.title')}
      action={<Button url="/app/stock?tab=short">{t('low.all', { count })}</Button>}
    >
      {items.length === 0 && <Text as="p">{t('low.none')}</Text>}
      {items.map((item) => (
        <LowRow key={`${item.item} ${item.location}`} low={item} />
      ))}
      {count > items.length && (
        <Text as="p" tone="subdued">
          {t('low.more', { count: count - items.length })}
        </Text>
      )}
    </HomeCard>
  )
}

function LowRow({ low }: { low: LowItem }) {
  const words = useWords()
  const { t } = words
  const oversold = low.lacking > 0 || low.free < 0
  return (
    <InlineStack align="space-between" blockAlign="start" gap="300" wrap={false}>
      <BlockStack gap="050">
        <InlineStack gap="200" blockAlign="center">
          <Link url={`/app/stock/${idOf(low.item as Gid)}`} removeUnderline>
            {low.title}
          </Link>
          <Badge tone={oversold ? 'critical' : 'warning'}>
            {oversold ? t('low.oversold') : t('low.below')}
          </Badge>
        </InlineStack>
        <Text as="span" tone="subdued" variant="bodySm">
          {saidOf(low, words)}
        </Text>
      </BlockStack>
      <span style={{ whiteSpace: 'nowrap' }}>
        <Link url={whereToBuy(low)}>
          {low.draft ? t('low.to-draft') : low.supplier ? t('low.look') : t('low.who-sells')}
        </Link>
      </span>
    </InlineStack>
  )
}

function saidOf(
  { lacking, free, incoming, reorderPoint, locationName }: LowItem,
  { t, quantity }: Words,
): string {
  return [
    locationName,
    lacking > 0 && t('low.lacking', { count: lacking }),
    free < 0 && t('low.missing', { count: -free }),
    reorderPoint !== null &&
      t('low.free', { free: quantity(Math.max(0, free)), point: quantity(reorderPoint) }),
    incoming > 0 && t('low.incoming', { count: incoming }),
  ]
    .filter(Boolean)
    .join(' · ')
}
