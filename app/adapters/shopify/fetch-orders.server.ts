import { query } from './admin.server.ts'
import type { AnswerTo } from './document.ts'
import {
  FULFILLMENT_ORDERS_PAGE,
  INNER_LINES_PAGE,
  ORDER_BEHIND,
  ORDER_LINES_PAGE,
  ORDERS_FOR_SETTLING,
} from './documents.ts'
import { ORDERS_PAGE } from './documents-shop.ts'
import { complete, inLists, pages } from './page.server.ts'

/** An order as Shopify answers it, every page of it; null when Shopify has no such order (or shows it no longer). */
export type FetchedOrder = { id: string; order: Whole | null }

/** As many as surely fit into the 1,000 points that a query may cost, should Shopify count each id by itself. */
export const ORDERS_A_QUERY = 5

/** Fetches whole orders, in the order asked. */
export async function fetchOrders(shop: string, ids: readonly string[]): Promise<FetchedOrder[]> {
  const fetched: FetchedOrder[] = []
  for (const list of inLists(ids, ORDERS_A_QUERY)) {
    const first = await firstPages(shop, list)
    for (const id of list) {
      const order = first.get(id)
      fetched.push({ id, order: order ? await wholeOrder(shop, order) : null })
    }
  }
  return fetched
}

/** The order behind a fulfillment order, a return or payment terms; null when there is none. */
export async function fetchOrderBehind(shop: string, id: string): Promise<string | null> {
  const { node } = await query(shop, ORDER_BEHIND, { id })
  if (!node?.__typename) return null
  return (node.__typename === 'PaymentTerms' ? node.owed?.id : node.order?.id) ?? null
}

/** Ids of the orders that a search such as "status:open" or "updated_at:>'…'" finds, oldest change first. */
export function pageOrders(
  shop: string,
  search: string,
): AsyncGenerator<{ id: string; updatedAt: string }[]> {
  return pages(async (after) => (await query(shop, ORDERS_PAGE, { search, after })).orders)
}

/** One page of the orders that still want something, and where the next begins; null after the last. */
export async function openOrdersPage(
  shop: string,
  after: string | null,
): Promise<{ ids: string[]; next: string | null }> {
  const { orders } = await query(shop, ORDERS_PAGE, { search: 'status:open', after })
  const { hasNextPage, endCursor } = orders.pageInfo
  return { ids: orders.nodes.map((o) => o.id), next: hasNextPage ? endCursor : null }
}

type Whole = Extract<
  NonNullable<AnswerTo<typeof ORDERS_FOR_SETTLING>['nodes'][number]>,
  { __typename: 'Order' }
>

/** What Shopify shows of orders, each by its id: the first page of every list. */
async function firstPages(shop: string, ids: string[]): Promise<Map<string, Whole>> {
  const { nodes } = await query(shop, ORDERS_FOR_SETTLING, { ids })
  return new Map(nodes.flatMap((node) => (node && node.__typename === 'Order' ? [[node.id, node]] : [])))
}

/** Pages of an order that changes between them do not fit together: it is read again, a few times. */
async function wholeOrder(shop: string, order: Whole, tries = 3): Promise<Whole | null> {
  const { id } = order
  let changed = false
  const same = <Page extends { updatedAt: string }>(page: Page | null) => {
    changed ||= page?.updatedAt !== order.updatedAt
    return page
  }
  await complete(
    order.lineItems,
    async (after) => same((await query(shop, ORDER_LINES_PAGE, { id, after })).order)?.lineItems,
  )
  await complete(
    order.fulfillmentOrders,
    async (after) =>
      same((await query(shop, FULFILLMENT_ORDERS_PAGE, { id, after })).order)?.fulfillmentOrders,
  )
  await completeInner(shop, order)
  if (!changed || tries === 1) return order
  const again = (await firstPages(shop, [id])).get(id)
  return again ? wholeOrder(shop, again, tries - 1) : null
}

async function completeInner(shop: string, order: Whole): Promise<void> {
  const page = async (id: string, after: string) => (await query(shop, INNER_LINES_PAGE, { id, after })).node
  for (const { id, fulfillmentLineItems: lines } of order.fulfillments) {
    await complete(lines, async (after) => {
      const node = await page(id, after)
      return node?.__typename === 'Fulfillment' ? node.fulfillmentLineItems : null
    })
  }
  for (const { id, refundLineItems: lines } of order.refunds) {
    await complete(lines, async (after) => {
      const node = await page(id, after)
      return node?.__typename === 'Refund' ? node.refundLineItems : null
    })
  }
  for (const { id, lineItems: lines } of order.fulfillmentOrders.nodes) {
    await complete(lines, async (after) => {
      const node = await page(id, after)
      return node?.__typename === 'FulfillmentOrder' ? node.lineItems : null
    })
  }
}
