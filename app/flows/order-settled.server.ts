import type { Tx } from '#app/db.server.ts'
import type { Gid } from '#app/core/gid.ts'
import { sumOf } from '#app/core/quantity.ts'
import { takenBelowShipped } from '#app/orders/below-shipped.ts'
import type { OrderLine, OrderSnapshot, Routing } from '#app/orders/order.ts'
import type { Need } from '#app/orders/settle-line.ts'
import type { RaisedTask } from '#app/tasks/task.ts'
import { saidOf } from '#app/tasks/tasks.server.ts'
import { itemsOfVariants } from '#app/catalog/variants.server.ts'
import { closeBooks } from './close-books.server.ts'
import { creditDue } from './credit-due.server.ts'
import type { Books } from './books.ts'
import { readingsLeft } from './items-gone.server.ts'
import type { LevelReading } from './levels-read.server.ts'
import { readLevels } from './levels-read.server.ts'
import { settleOrderLine } from './order-line-settled.ts'
import { bringOrders, openBooks } from './open-books.server.ts'
import { bringItems } from './open-items.server.ts'
import { loadOrders, recountShipments } from './open-orders.server.ts'
import { knownOf, newest, refuseForeignLines, type Newer, type VariantRow } from './known-orders.server.ts'
import { saveOrders, saveRouting } from './save-orders.server.ts'
import { ordersAlike } from './orders-alike.server.ts'
import { papersOvertaken } from './papers-overtaken.server.ts'
import { putBack, shelvesLeft } from './shipment-undone.ts'
import { knownFulfillments, ourShipments } from './shipments-matched.server.ts'
import type { OurShipment } from './shipments-matched.ts'
import { cancelledShipments, confirmedShipments } from './shipments-matched.ts'
import { ordersOfVariants } from './variants-changed.server.ts'

/** A state of an order as it reached us: told by a webhook, or fetched. Routing is known only when fetched. */
export type Told = {
  readonly snapshot: OrderSnapshot
  readonly fetched: boolean
  readonly routing: Routing | null
}

export type Settled = {
  /** Orders of which two bodies of one time disagree: only a fetch can tell. */
  readonly contradictions: readonly Gid<'Order'>[]
  /** Shelves to be read again: an effect of ours was under way, or goods came back and may be counted already. */
  readonly unclear: readonly { readonly location: string; readonly item: string }[]
}

/**
 * Brings our record of orders to the newest of the told snapshots plus our own effects that Shopify has not confirmed,
 * counts the levels that were read, and hands free units out. The caller is alone in the shop. Telling the same twice,
 * or something older, changes nothing; but open orders of `variants`, which need other stock than before, are settled
 * again, and units of `orders` are placed anew.
 */
export async function settleOrders(
  tx: Tx,
  shop: string,
  told: readonly Told[],
  levels: readonly LevelReading[],
  cause: string,
  at: Date,
  { variants = [], orders = [] }: { variants?: readonly string[]; orders?: readonly string[] } = {},
): Promise<Settled> {
  const again = await ordersOfVariants(tx, shop, variants)
  const ids = [...new Set([...told.map((t) => t.snapshot.id), ...again.map((s) => s.id)])]
  const items = [...levels.map((l) => l.item), ...(await itemsOfVariants(tx, shop, variants))]
  const [books, { held, owners, variants: sold }] = await Promise.all([
    openBooks(tx, shop, at, {}),
    knownOf(tx, shop, [...told.map((t) => t.snapshot), ...again]),
  ])
  if (!books) return { contradictions: [], unclear: [] }
  const { wanted, contradictions } = newest(held, told)
  refuseForeignLines(wanted, owners)
  const snapshots = [
    ...wanted.map((w) => w.snapshot),
    ...again.filter((s) => !wanted.some((w) => w.snapshot.id === s.id)),
  ]
  const known = [...held.keys()]
  const [fulfilled, shipments] = await Promise.all([
    knownFulfillments(tx, shop, known),
    ourShipments(tx, shop, known),
    bringOrders(tx, books, [...known, ...orders]),
  ])
  const left: Left = { fulfilled, shipments }
  const billed = snapshots.filter((s) => held.has(s.id))
  const [, due, alike] = await Promise.all([
    saveTold(tx, books, wanted, told),
    creditDue(tx, shop, billed),
    ordersAlike(tx, shop, snapshots, billed),
    bringItems(tx, books, [
      ...items,
      ...[...books.lines.values()].flatMap((line) => line.item ?? []),
      ...[...sold.values()].flatMap((v) => (v.tracked ? v.item : [])),
    ]),
  ])
  const tasks: RaisedTask[] = []
  const back: OurShipment[] = []
  for (const snapshot of snapshots) back.push(...(await settleOne(tx, books, snapshot, sold, left, tasks)))
  if (shipments.size > 0) await recountShipments(tx, books, ids)
  const readings = await readingsLeft(tx, books, levels, cause)
  const unclear = [...(await readLevels(tx, books, readings)), ...back.flatMap(shelvesLeft)]
  const overtaken = await papersOvertaken(tx, books, billed)
  const said = [saidOf(tasks, mayBeSaid(snapshots)), due, overtaken, alike]
  await closeBooks(tx, books, cause, 'shopify', said)
  return { contradictions, unclear }
}

// Shopify no longer names the variant of a line once it is deleted: the goods are still those that were ordered.
function withItsVariant(books: Books, line: OrderLine): OrderLine {
  const known = books.lines.get(line.id)?.variant as OrderLine['variant'] | undefined
  return line.variant || !known ? line : { ...line, variant: known }
}

function needOf(line: OrderLine, variant: VariantRow | undefined): Need {
  if (line.giftCard || line.tip || !line.variant) return 'no-stock'
  if (!variant) return 'unknown-variant'
  return variant.tracked ? 'stock' : 'no-stock'
}

/** What of the orders that are settled left until now. */
type Left = {
  readonly fulfilled: ReadonlySet<string>
  readonly shipments: ReadonlyMap<string, OurShipment[]>
}

// Answers the shipments that Shopify has undone: their goods are back.
async function settleOne(
  tx: Tx,
  books: Books,
  snapshot: OrderSnapshot,
  variants: ReadonlyMap<string, VariantRow>,
  { fulfilled, shipments: ofOrders }: Left,
  tasks: RaisedTask[],
): Promise<OurShipment[]> {
  const shipments = ofOrders.get(snapshot.id) ?? []
  const confirmed = confirmedShipments(shipments, snapshot, fulfilled)
  await markConfirmed(tx, books.shop, confirmed)
  const gone = cancelledShipments(shipments, snapshot)
  await undo(tx, books, gone)
  const unseen = shipments.filter(
    (s) => s.told === 'unconfirmed' && !confirmed.has(s.id) && !gone.includes(s),
  )
  for (const [position, told] of snapshot.lines.entries()) {
    const line = withItsVariant(books, told)
    const variant = line.variant ? variants.get(line.variant) : undefined
    const shippedByUs = sumOf(unseen, (s) => s.lines.get(line.id) ?? 0)
    const below = takenBelowShipped(snapshot, told, shippedByUs)
    if (below > 0) tasks.push(belowShipped(snapshot, line, below))
    settleOrderLine(
      books,
      snapshot,
      line,
      position,
      needOf(line, variant),
      variant?.item ?? null,
      shippedByUs,
    )
    // Of what is over nobody has to find the goods.
    const over = snapshot.cancelledAt !== null || snapshot.closedAt !== null
    if (!over && needOf(line, variant) === 'unknown-variant') tasks.push(unknownVariant(snapshot, line))
  }
  if (addressMissing(snapshot))
    tasks.push({
      key: `address:${snapshot.id}`,
      kind: 'incomplete-address',
      subject: snapshot.id,
      params: { order: snapshot.name },
    })
  return gone
}

async function undo(tx: Tx, books: Books, gone: readonly OurShipment[]): Promise<void> {
  if (gone.length === 0) return
  const ids = gone.map((s) => s.id)
  await tx.shipment.updateMany({ where: { shop: books.shop, id: { in: ids } }, data: { told: 'failed' } })
  await bringItems(
    tx,
    books,
    gone.flatMap((s) => s.goods.map((g) => g.item)),
  )
  for (const shipment of gone) putBack(books, shipment)
}

function belowShipped({ id, name }: OrderSnapshot, line: OrderLine, quantity: number): RaisedTask {
  const params = { order: name, title: line.title, sku: line.sku ?? '', quantity }
  return { key: `below-shipped:${line.id}`, kind: 'below-shipped', subject: id, params }
}

function unknownVariant(snapshot: OrderSnapshot, line: OrderLine): RaisedTask {
  const params = { order: snapshot.name, title: line.title, sku: line.sku ?? '' }
  return { key: `variant:${line.id}`, kind: 'unknown-variant', subject: snapshot.id, params }
}

// Goods that go by carrier need a street, a town and a country.
function addressMissing(snapshot: OrderSnapshot): boolean {
  if (
    snapshot.cancelledAt ||
    snapshot.closedAt ||
    snapshot.source === 'pos' ||
    !snapshot.lines.some((l) => l.requiresShipping && l.fulfillable > 0)
  )
    return false
  const to = snapshot.shipTo
  return !to?.address1 || !to.city || !to.countryCode
}

function mayBeSaid(snapshots: readonly OrderSnapshot[]): string[] {
  return snapshots.flatMap(({ id, lines }) => [
    `address:${id}`,
    `order-not-read:${id}`,
    ...lines.flatMap((l) => [`variant:${l.id}`, `below-shipped:${l.id}`]),
  ])
}

async function markConfirmed(
  tx: Tx,
  shop: string,
  confirmed: ReadonlyMap<string, Gid<'Fulfillment'>>,
): Promise<void> {
  for (const [id, fulfillment] of confirmed) {
    await tx.shipment.update({ where: { shop_id: { shop, id } }, data: { told: 'confirmed', fulfillment } })
  }
}

// Orders just saved are read back, so that new ones, their terms and their routing are in the books.
async function saveTold(
  tx: Tx,
  books: Books,
  wanted: readonly Newer[],
  told: readonly Told[],
): Promise<void> {
  const { shop, at } = books
  const ids = new Set(told.map((t) => t.snapshot.id))
  const [, , orders] = await Promise.all([
    saveOrders(tx, shop, wanted, at),
    saveRouting(tx, shop, told, at),
    loadOrders(tx, shop, [...ids]),
  ])
  for (const order of orders) books.orders.set(order.id, order)
}
