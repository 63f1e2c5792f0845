import { query } from './admin.server.ts'
import type { AnswerTo } from './document.ts'
import {
  FULFILLMENT_ORDERS_PAGE,
  INNER_LINES_PAGE,
  ORDER_BEHIND,
  ORDER_FOR_SETTLING,
  ORDER_LINES_PAGE,
} from './documents.ts'
import { ORDERS_PAGE } from './documents-shop.ts'
import { complete, inLists, pages } from './page.server.ts'

/** An order as Shopify answers it, every page of it; null when Shopify has no such order (or shows it no longer). */
export type FetchedOrder = { id: string; order: Whole | null }

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

type Whole = NonNullable<AnswerTo<typeof ORDER_FOR_SETTLING>['order']>

/** Pages of an order that changes between them do not fit together: it is read again, a few times. */
async function wholeOrder(shop: string, id: string, tries = 3): Promise<Whole | null> {
  const { order } = await query(shop, ORDER_FOR_SETTLING, { id })
  if (!order) return null
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
  return changed && tries > 1 ? wholeOrder(shop, id, tries - 1) : order
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
