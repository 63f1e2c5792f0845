import { redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Box, Card, IndexTable, InlineStack, Link, Page, Text } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { idOf, type Gid } from '#app/core/gid.ts'
import { readShop } from '#app/db.server.ts'
import { listOrders, type ListedOrder, type OrderTab } from '#app/orders/list-orders.server.ts'
import { asWorkStep, type WorkStep } from '#app/orders/next-step.ts'
import { StepBadge } from '#app/orders/StepBadge.tsx'
import { UnitsSummary } from '#app/orders/UnitsBar.tsx'
import { ListTabs } from '#app/ui/ListTabs.tsx'
import { Nothing } from '#app/ui/Nothing.tsx'
import { Pager } from '#app/ui/Pager.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { SearchField } from '#app/ui/SearchField.tsx'
import { useAddress } from '#app/ui/useAddress.ts'
import { useWords } from '#app/ui/words.tsx'

const TABS: readonly OrderTab[] = ['open', 'to-do', 'closed', 'cancelled']

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const asked = new URL(request.url).searchParams
  // The link on an order in Shopify's admin names it; its other parameters keep the page inside the admin.
  const linked = asked.get('id')
  if (linked) {
    asked.delete('id')
    throw redirect(`/app/orders/${encodeURIComponent(linked)}?${asked.toString()}`)
  }
  const tab = TABS.find((one) => one === asked.get('tab')) ?? 'open'
  const wanted = {
    tab,
    search: asked.get('search') ?? '',
    step: asWorkStep(asked.get('step')),
    after: asked.get('after'),
    take: 50,
  }
  return {
    tab,
    search: wanted.search,
    step: wanted.step,
    ...(await readShop(shop, (tx) => listOrders(tx, shop, wanted))),
  }
}

export default function Orders() {
  const { tab, search, step, orders, next } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { loading } = useAddress()
  return (
    <Page title={t('nav.orders')} fullWidth>
      <Card padding="0">
        <ListTabs current={tab} tabs={TABS.map((id) => ({ id, content: t(`orders.tab.${id}`) }))} />
        <Box padding="300" paddingBlockStart="0">
          <BlockStack gap="200">
            <SearchField label={t('orders.search')} />
            {step && <StepFilter step={step} />}
          </BlockStack>
        </Box>
        {orders.length === 0 ? (
          <Nothing title={search ? t('orders.none-found') : t(`orders.none.${tab}`)}>
            {search ? t('common.search-otherwise') : t(`orders.none-why.${tab}`)}
          </Nothing>
        ) : (
          <div id="list" style={{ opacity: loading ? 0.6 : 1 }}>
            <Table orders={orders} />
          </div>
        )}
        <Pager next={next} />
      </Card>
    </Page>
  )
}

/** Coming from the home page, one step only; said, and taken away by a click. */
function StepFilter({ step }: { step: WorkStep }) {
  const { t } = useWords()
  const { change } = useAddress()
  return (
    <InlineStack gap="200">
      <Text as="span">{t('orders.one-step', { step: t(`step.${step}`) })}</Text>
      <Link onClick={() => change({ step: null })}>{t('orders.all-steps')}</Link>
    </InlineStack>
  )
}

function Table({ orders }: { orders: ListedOrder[] }) {
  const { t } = useWords()
  return (
    <IndexTable
      resourceName={{ singular: t('orders.one'), plural: t('orders.many') }}
      itemCount={orders.length}
      selectable={false}
      headings={[
        { title: t('orders.name') },
        { title: t('orders.date') },
        { title: t('orders.customer') },
        { title: t('orders.total'), alignment: 'end' },
        { title: t('orders.units') },
        { title: t('orders.next-step') },
        { title: t('orders.delivery') },
      ]}
    >
      {orders.map((order, index) => (
        <Row key={order.id} order={order} index={index} />
      ))}
    </IndexTable>
  )
}

function Row({ order, index }: { order: ListedOrder; index: number }) {
  const { t, money, day, dateTime } = useWords()
  return (
    <IndexTable.Row id={order.id} position={index}>
      <IndexTable.Cell>
        <Link dataPrimaryLink url={`/app/orders/${idOf(order.id as Gid)}`} removeUnderline>
          <Text as="span" fontWeight="semibold">
            {order.name}
          </Text>
        </Link>
      </IndexTable.Cell>
      <IndexTable.Cell>{dateTime(order.placedAt)}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="p">{order.customer || t('orders.nobody')}</Text>
        <Text as="p" tone="subdued" variant="bodySm">
          {order.b2b ? t('orders.b2b') : t('orders.b2c')}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {money(order.total, order.currency)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <UnitsSummary units={order} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <StepBadge step={order.step} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="p" numeric>
          {day(order.promisedOn ?? order.expectedOn)}
        </Text>
        {(order.promisedOn ?? order.expectedOn) && (
          <Text as="p" tone="subdued" variant="bodySm">
            {order.promisedOn ? t('orders.promised') : t('orders.expected')}
          </Text>
        )}
      </IndexTable.Cell>
    </IndexTable.Row>
  )
}

export const ErrorBoundary = RouteError
