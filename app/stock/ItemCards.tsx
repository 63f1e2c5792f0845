import { Banner, BlockStack, Card, DataTable, InlineStack, Link, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import { Amount } from '#app/ui/Amount.tsx'
import { nameOf } from '#app/ui/name-of.ts'
import type { Action } from '#app/ui/useAction.ts'
import { useWords } from '#app/ui/words.tsx'
import { idOf, type Gid } from '../core/gid.ts'
import type { Holder, LedgerRow, StockItemPage } from './read-stock-item.server.ts'
import { LEVEL_SETTINGS, LevelField, levelValue } from './LevelField.tsx'

/** The item's units at each location. */
export function LevelsCard({ item, act }: { item: StockItemPage; act: Action }) {
  const { t, quantity } = useWords()
  return (
    <ItemCard title={t('stock.levels')} empty={item.levels.length === 0 ? t('stock.no-level') : null}>
      {item.levels.map((level) => (
        <BlockStack key={level.location} gap="100">
          <Text as="h3" variant="headingSm">
            {[level.locationName, level.closed && t('stock.closed-location')].filter(Boolean).join(' · ')}
          </Text>
          <InlineStack gap="500" blockAlign="end">
            <Amount label={t('stock.on-hand')} value={quantity(level.onHand)} />
            <Amount label={t('stock.unavailable')} value={quantity(level.unavailable)} />
            <Amount label={t('stock.reserved')} value={quantity(level.reserved)} />
            <Amount label={t('stock.free')} value={quantity(level.free)} />
            <Amount label={t('stock.incoming')} value={quantity(level.incoming)} />
            {level.inTransit > 0 && (
              <Amount label={t('stock.in-transit')} value={quantity(level.inTransit)} />
            )}
            <Amount label={t('stock.claimed')} value={quantity(level.claimed)} />
          </InlineStack>
          <InlineStack gap="500" blockAlign="start">
            {LEVEL_SETTINGS.map((setting) => (
              <div key={setting} style={{ maxWidth: 220 }}>
                <Amount
                  label={t(`stock.${setting}`)}
                  value={<LevelField key={levelValue(level, setting)} {...{ item, level, setting, act }} />}
                  remark={t(`stock.${setting}-why`)}
                />
              </div>
            ))}
          </InlineStack>
        </BlockStack>
      ))}
    </ItemCard>
  )
}

/** What a person has to know of the item before anything else. */
export function DoubtBanner({ item: { gone, doubt } }: { item: StockItemPage }) {
  const { t } = useWords()
  if (gone) return <Banner tone="critical">{t('stock.gone-why')}</Banner>
  return doubt && <Banner tone="warning">{t(`stock.${doubt}-why`)}</Banner>
}

/** Who holds units, on the shelf or on their way, and who still waits. */
export function HoldersCard({ holders }: { holders: Holder[] }) {
  const { t, quantity, dateTime } = useWords()
  return (
    <ItemCard title={t('stock.holders')} empty={holders.length === 0 ? t('stock.no-holders') : null}>
      <Table
        types={['text', 'text', 'numeric', 'text', 'text']}
        headings={[
          t('orders.one'),
          t('orders.customer'),
          t('purchase.quantity'),
          t('stock.where'),
          t('stock.since'),
        ]}
        rows={holders.map((holder, index) => [
          <Link key={index} url={`/app/orders/${idOf(holder.orderId as Gid)}`}>
            {holder.order}
          </Link>,
          holder.customer,
          quantity(holder.quantity),
          [t(`order.place.${holder.kind}`), holder.place].filter(Boolean).join(' · '),
          [
            dateTime(holder.since),
            holder.days !== null && holder.days > 0 && t('stock.held-for', { count: holder.days }),
            holder.onCall && t('stock.on-call'),
          ]
            .filter(Boolean)
            .join(' · '),
        ])}
      />
    </ItemCard>
  )
}

/** What suppliers still bring. */
export function ComingCard({ coming }: { coming: StockItemPage['coming'] }) {
  const { t, quantity, day } = useWords()
  return (
    <ItemCard title={t('stock.coming')} empty={coming.length === 0 ? t('stock.no-coming') : null}>
      <Table
        types={['text', 'text', 'text', 'numeric', 'text']}
        headings={[
          t('purchase.number'),
          t('purchase.supplier'),
          t('stock.location'),
          t('purchase.quantity'),
          t('purchase.next-on'),
        ]}
        rows={coming.map((one) => [
          <Link key={one.id} url={`/app/purchase-orders/${one.id}`}>
            {one.number ?? ''}
          </Link>,
          one.supplier,
          one.location,
          quantity(one.quantity),
          day(one.on),
        ])}
      />
    </ItemCard>
  )
}

/** Every change of a level with its cause, newest first. */
export function LedgerCard({ ledger }: { ledger: LedgerRow[] }) {
  const { t, dateTime, quantity } = useWords()
  return (
    <ItemCard title={t('stock.ledger')} empty={ledger.length === 0 ? t('stock.no-ledger') : null}>
      <Table
        types={['text', 'text', 'text', 'numeric', 'text', 'text']}
        headings={[
          t('stock.at'),
          t('stock.location'),
          t('stock.account'),
          t('stock.change'),
          t('stock.cause'),
          t('stock.who'),
        ]}
        rows={ledger.map((row) => [
          dateTime(row.at),
          row.locationName,
          t(ACCOUNTS[row.account]),
          row.quantity > 0 ? `+${quantity(row.quantity)}` : quantity(row.quantity),
          <Cause key={row.id} row={row} />,
          nameOf(row.who, t),
        ])}
      />
    </ItemCard>
  )
}

const ACCOUNTS = {
  on_hand: 'stock.on-hand',
  unavailable: 'stock.unavailable',
  reserved: 'stock.reserved',
  claimed: 'stock.claimed',
  unsourced: 'order.place.unsourced',
  in_transit: 'stock.in-transit',
} as const

function Cause({ row }: { row: LedgerRow }) {
  const { t } = useWords()
  const { order, document, purchaseOrder, stockTake, transfer } = row
  return (
    <InlineStack gap="200">
      <span>{t(`stock.kind.${row.kind as 'counted'}`)}</span>
      {order && <Link url={`/app/orders/${idOf(order.id as Gid)}`}>{order.name}</Link>}
      {document && (
        <Link url={transfer ? `/app/transfers/${transfer}` : `/app/documents/${document.id}`}>
          {document.number}
        </Link>
      )}
      {purchaseOrder && <Link url={`/app/purchase-orders/${purchaseOrder.id}`}>{purchaseOrder.number}</Link>}
      {stockTake && <Link url={`/app/stock-takes/${stockTake.id}/differences`}>{stockTake.name}</Link>}
    </InlineStack>
  )
}

type TableProps = { types: ('text' | 'numeric')[]; headings: string[]; rows: ReactNode[][] }

function Table({ types, headings, rows }: TableProps) {
  return <DataTable columnContentTypes={types} headings={headings} rows={rows} verticalAlign="middle" />
}

function ItemCard({ title, empty, children }: { title: string; empty: string | null; children: ReactNode }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {empty === null ? (
          children
        ) : (
          <Text as="p" tone="subdued">
            {empty}
          </Text>
        )}
      </BlockStack>
    </Card>
  )
}
