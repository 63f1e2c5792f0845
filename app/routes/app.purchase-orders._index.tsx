import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Card, IndexTable, Link, Page, Text } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { readShop } from '#app/db.server.ts'
import {
  listPurchaseOrders,
  type ListedPurchaseOrder,
  type PurchaseTab,
} from '#app/purchasing/list-purchase-orders.server.ts'
import { PurchaseStateBadge } from '#app/purchasing/PurchaseStateBadge.tsx'
import { ListTabs } from '#app/ui/ListTabs.tsx'
import { Nothing } from '#app/ui/Nothing.tsx'
import { Pager } from '#app/ui/Pager.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { useWords } from '#app/ui/words.tsx'

const TABS: readonly PurchaseTab[] = ['draft', 'open', 'done']

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const asked = new URL(request.url).searchParams
  const tab = TABS.find((one) => one === asked.get('tab')) ?? 'draft'
  const wanted = { tab, after: asked.get('after'), take: 50 }
  return { tab, ...(await readShop(shop, (tx) => listPurchaseOrders(tx, shop, wanted))) }
}

export default function PurchaseOrders() {
  const { tab, orders, next } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <Page title={t('nav.purchase-orders')} fullWidth>
      <Card padding="0">
        <ListTabs current={tab} tabs={TABS.map((id) => ({ id, content: t(`purchase.tab.${id}`) }))} />
        {orders.length === 0 ? (
          <Nothing title={t(`purchase.none.${tab}`)}>{t(`purchase.none-why.${tab}`)}</Nothing>
        ) : (
          <Table orders={orders} />
        )}
        <Pager next={next} />
      </Card>
    </Page>
  )
}

function Table({ orders }: { orders: ListedPurchaseOrder[] }) {
  const { t } = useWords()
  return (
    <IndexTable
      resourceName={{ singular: t('purchase.one'), plural: t('purchase.many') }}
      itemCount={orders.length}
      selectable={false}
      headings={[
        { title: t('purchase.number') },
        { title: t('purchase.supplier') },
        { title: t('purchase.state') },
        { title: t('purchase.units'), alignment: 'end' },
        { title: t('purchase.total'), alignment: 'end' },
        { title: t('purchase.sent-at') },
        { title: t('purchase.next-on') },
      ]}
    >
      {orders.map((order, index) => (
        <Row key={order.id} order={order} index={index} />
      ))}
    </IndexTable>
  )
}

function Row({ order, index }: { order: ListedPurchaseOrder; index: number }) {
  const { t, money, day, dateTime, quantity } = useWords()
  const units =
    order.state === 'draft'
      ? quantity(order.quantity)
      : `${quantity(order.received)} / ${quantity(order.quantity)}`
  return (
    <IndexTable.Row id={order.id} position={index}>
      <IndexTable.Cell>
        <Link dataPrimaryLink url={`/app/purchase-orders/${order.id}`} removeUnderline>
          <Text as="span" fontWeight="semibold">
            {order.number ?? t('purchase.draft')}
          </Text>
        </Link>
      </IndexTable.Cell>
      <IndexTable.Cell>{order.supplier}</IndexTable.Cell>
      <IndexTable.Cell>
        <PurchaseStateBadge state={order.state} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {units}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {money(order.total, order.currency)}
        </Text>
        {order.toPay && order.toPay !== order.total && (
          <Text as="p" alignment="end" tone="subdued" variant="bodySm" numeric>
            {t('purchase.to-pay-so-far', { amount: money(order.toPay, order.currency) })}
          </Text>
        )}
      </IndexTable.Cell>
      <IndexTable.Cell>{dateTime(order.sentAt)}</IndexTable.Cell>
      <IndexTable.Cell>{day(order.nextOn)}</IndexTable.Cell>
    </IndexTable.Row>
  )
}

export const ErrorBoundary = RouteError
