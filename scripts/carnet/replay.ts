import { withShop } from '#app/db.server.ts'
import { replayWebhooks } from '#app/flows/webhooks-replayed.server.ts'
import { momentOf, orderThen, ordersThen, shelvesThen } from '#app/insight/known-then.server.ts'
import { section, table, type Answer } from './answer.ts'

/** So many of the newest orders of a moment are listed. */
const LISTED = 200

/** Folds every stored webhook anew and compares with the books; exit code 1 when something differs. */
export async function replayAnswer(shop: string): Promise<Answer> {
  const { differences, ...counts } = await replayWebhooks(shop)
  const ok = differences.length === 0
  const rows = differences.map((d) => [d.name, d.kind, d.books ?? '—', d.told ?? '—', d.source, d.cause])
  const { webhooks, fetches, orders, waiting } = counts
  const text = [
    `Replayed ${webhooks} webhooks and ${fetches} fetches: ${orders} orders in the books, ${differences.length} differences${
      waiting > 0 ? `; ${waiting} webhooks wait to be worked through` : ''
    }`,
    ...section('Differences', ['order', 'the books are', 'books of', 'told of', 'by', 'cause'], rows),
  ].join('\n')
  return { kind: 'answer', data: { ok, shop, ...counts, differences }, text, exitCode: ok ? 0 : 1 }
}

/** What was known at a moment: of one order, or of all of them and of the shelves. */
export async function knownThenAnswer(shop: string, at: string, order: string | null): Promise<Answer> {
  return withShop(shop, async (tx) => {
    const moment = await momentOf(tx, shop, at)
    if (!moment) return { kind: 'mistake', why: `${at} is no moment: write 2026-11-24 or 2026-11-24T09:30` }
    if (!order) {
      const { count, orders } = await ordersThen(tx, shop, moment, LISTED)
      return allAnswer(moment, count, orders, await shelvesThen(tx, shop, moment))
    }
    const known = await orderThen(tx, shop, moment, order)
    if (!known)
      return { kind: 'mistake', why: `nothing was known of an order ${order} at ${moment.toISOString()}` }
    return oneAnswer(moment, known)
  })
}

type Orders = Awaited<ReturnType<typeof ordersThen>>['orders']
type Shelves = Awaited<ReturnType<typeof shelvesThen>>

function allAnswer(moment: Date, count: number, orders: Orders, shelves: Shelves): Answer {
  const at = moment.toISOString()
  const text = [
    `Known at ${at}: ${count} orders${count > orders.length ? `, the newest ${orders.length} of them` : ''}`,
    ...section(
      'Orders',
      ['order', 'state', 'for', 'total', '', 'Shopify of', 'known since', 'by'],
      orders.map((o) => [o.name, o.state, o.buyer, o.total, o.currency, o.updatedAt, o.toldAt, o.by]),
    ),
    ...section(
      'Shelves',
      ['SKU', 'item', 'location', 'on hand', 'unavailable', 'reserved'],
      shelves.map((s) => [s.sku, s.title, s.location, s.onHand, s.unavailable, s.reserved]),
    ),
  ].join('\n')
  return { kind: 'answer', data: { at, count, orders, shelves }, text }
}

type Known = NonNullable<Awaited<ReturnType<typeof orderThen>>>

function oneAnswer(moment: Date, { order, lines, documents }: Known): Answer {
  const at = moment.toISOString()
  const head = ['SKU', 'item', 'ordered', 'removed', 'cancelled', 'shipped', 'returned']
  const rows = lines.map((l) => [l.sku, l.title, l.ordered, l.removed, l.cancelled, l.shipped, l.returned])
  const text = [
    `${order.name} at ${at}: ${order.state}, ${order.total} ${order.currency}, ${order.buyer}`,
    `as of ${order.updatedAt} at Shopify, known since ${order.toldAt}, ${order.by === 'fetched' ? 'asked for' : 'by a webhook'}`,
    '',
    table(head, rows),
    ...section(
      'Documents',
      ['number', 'kind', 'issued'],
      documents.map((d) => [d.number, d.kind, d.issuedAt]),
    ),
  ].join('\n')
  return { kind: 'answer', data: { at, order, lines, documents }, text }
}
