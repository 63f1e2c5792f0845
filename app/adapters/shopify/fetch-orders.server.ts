import { query } from './admin.server.ts'
import {
  FULFILLMENT_ORDERS_PAGE,
  INNER_LINES_PAGE,
  ORDER_BEHIND,
  ORDER_FOR_SETTLING,
  ORDER_LINES_PAGE,
} from './documents.ts'
import { ORDERS_PAGE } from './documents-shop.ts'
import { complete, inLists, pages, type Connection } from './page.server.ts'

/** An order as Shopify answers it, every page of it; null when Shopify has no such order (or shows it no longer). */
export type FetchedOrder = { id: string; order: unknown }

// At once per shop: an order costs some 400 of the 2,000 points there are.
const AT_ONCE = 4

/** Fetches whole orders, in the order asked. */
export async function fetchOrders(shop: string, ids: readonly string[]): Promise<FetchedOrder[]> {
  const fetched: FetchedOrder[] = []
  for (const list of inLists(ids, AT_ONCE)) {
    fetched.push(...(await Promise.all(list.map(async (id) => ({ id, order: await wholeOrder(shop, id) })))))
  }
  return fetched
}

/** The order behind a fulfillment order, a return or payment terms; null when there is none. */
export async function fetchOrderBehind(shop: string, id: string): Promise<string | null> {
  type Behind = { node: { order?: { id: string } | null; owed?: { id: string } | null } | null }
  const { node } = await query<Behind>(shop, ORDER_BEHIND, { id })
  return node?.order?.id ?? node?.owed?.id ?? null
}

/** Ids of the orders that a search such as "status:open" or "updated_at:>'…'" finds, oldest change first. */
export function pageOrders(
  shop: string,
  search: string,
): AsyncGenerator<{ id: string; updatedAt: string }[]> {
  return pages(shop, ORDERS_PAGE, { search }, (data) => data.orders)
}

/** One page of the orders that still want something, and where the next begins; null after the last. */
export async function openOrdersPage(
  shop: string,
  after: string | null,
): Promise<{ ids: string[]; next: string | null }> {
  type Page = { orders: Connection<{ id: string }> }
  const { orders } = await query<Page>(shop, ORDERS_PAGE, { search: 'status:open', after })
  const { hasNextPage, endCursor } = orders.pageInfo
  return { ids: orders.nodes.map((o) => o.id), next: hasNextPage ? endCursor : null }
}

/** The orders that still want something. */
export function pageOpenOrders(shop: string): AsyncGenerator<{ id: string; updatedAt: string }[]> {
  return pageOrders(shop, 'status:open')
}

type Inner = { id: string } & Record<string, Connection>
type Whole = {
  updatedAt: string
  lineItems: Connection
  fulfillmentOrders: Connection<Inner>
  fulfillments: Inner[]
  refunds: Inner[]
}

/** Pages of an order that changes between them do not fit together: it is read again, a few times. */
async function wholeOrder(shop: string, id: string, tries = 3): Promise<unknown> {
  const { order } = await query<{ order: Whole | null }>(shop, ORDER_FOR_SETTLING, { id })
  if (!order) return null
  let changed = false
  const part =
    <Name extends 'lineItems' | 'fulfillmentOrders'>(name: Name) =>
    (data: { order: Whole | null }) => {
      changed ||= data.order?.updatedAt !== order.updatedAt
      return data.order?.[name] as Connection<Whole[Name]['nodes'][number]> | undefined
    }
  await complete(shop, order.lineItems, ORDER_LINES_PAGE, id, part('lineItems'))
  await complete(shop, order.fulfillmentOrders, FULFILLMENT_ORDERS_PAGE, id, part('fulfillmentOrders'))
  for (const [list, name] of [
    [order.fulfillments, 'fulfillmentLineItems'],
    [order.refunds, 'refundLineItems'],
    [order.fulfillmentOrders.nodes, 'lineItems'],
  ] as const) {
    for (const inner of list) {
      await complete(shop, inner[name]!, INNER_LINES_PAGE, inner.id, (data) => data.node?.[name])
    }
  }
  return changed && tries > 1 ? wholeOrder(shop, id, tries - 1) : order
}
