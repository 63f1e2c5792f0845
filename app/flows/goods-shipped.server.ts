import { randomUUID } from 'node:crypto'
import { now } from '#app/clock.server.ts'
import type { Day } from '#app/core/day.ts'
import type { Gid } from '#app/core/gid.ts'
import { sumOf } from '#app/core/quantity.ts'
import type { Tx } from '#app/db.server.ts'
import { aloneInShop } from '#app/db.server.ts'
import type { DeliveryNote } from '#app/documents/document.ts'
import { issue } from '#app/documents/issue.server.ts'
import { planEffect } from '#app/effects/effect.server.ts'
import { openUnits, shippedMore } from '#app/orders/line-units.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { settleLine } from '#app/orders/settle-line.ts'
import { deliveryNoteMail } from '#app/paper/mail-text.ts'
import { note } from '#app/shop/audit.server.ts'
import { enqueue } from '#app/worker/enqueue.server.ts'
import { closeBooks } from './close-books.server.ts'
import type { BookLine, BookOrder, Books, LocationId } from './books.ts'
import { decided, linesOf, moveStock, place } from './books.ts'
import { fileName } from './document-drawn.server.ts'
import type { FulfillmentPayload } from './fulfillment-told.server.ts'
import { openBooks } from './open-books.server.ts'
import { recountShipments } from './open-orders.server.ts'
import { customerMail } from './order-confirmed.server.ts'
import type { OrderFacts } from './order-facts.server.ts'
import { documentHead, orderFacts } from './order-facts.server.ts'
import { callServed, orderServices, orderShippable } from './order-shippable.ts'

type Wish = { readonly line: Gid<'LineItem'>; readonly quantity: number }

export type Delivered =
  | { kind: 'done'; document: string; number: string; shipment: string }
  | { kind: 'held'; until: Day | null }
  | { kind: 'more-than-reserved'; line: string }
  | { kind: 'waits-for-call' | 'not-routed' | 'nothing-to-do' | 'not-started' | 'not-found' }

/**
 * Delivers: the delivery note is issued, the units are shipped and leave the shelf in our books, and Shopify is told by
 * an effect. Without lines: all that may leave now from one place, and the services to be fulfilled there with it. Units
 * stay shipped until Shopify tells the fulfillment back or refuses it.
 */
export async function deliver(
  shop: string,
  wanted: { order: string; lines?: readonly Wish[] },
  who: string,
): Promise<Delivered> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<Delivered> => {
    const facts = await orderFacts(tx, shop, wanted.order)
    const books = facts && (await openBooks(tx, shop, at, { orders: [wanted.order] }))
    const order = books?.orders.get(wanted.order)
    if (!facts || !books || !order) return { kind: 'not-found' }
    if (!facts.shop.startedAt) return { kind: 'not-started' }
    const chosen = choose(books, order, orderServices(books, order, facts.snapshot), wanted.lines)
    if (chosen.kind !== 'now') return chosen
    const shipment = randomUUID()
    const made = await issueNote(tx, books, facts, order, { ...chosen, shipment, who })
    await saveShipment(tx, books, order, { ...chosen, shipment, note: made.id })
    for (const wish of chosen.lines)
      ship(books, facts.snapshot, wish, { location: chosen.location, shipment, number: made.number })
    await recountShipments(tx, books, [order.id])
    await closeBooks(tx, books, `shipment:${shipment}`, who)
    const payload: FulfillmentPayload = { shipment, order: order.id, number: made.number }
    await planEffect(tx, shop, { key: `fulfillment:${shipment}`, kind: 'shopify-fulfillment', payload })
    await mailNote(tx, facts, made)
    await note(tx, shop, { at, who, action: 'delivered', subject: order.id, detail: { number: made.number } })
    await enqueue(tx, 'draw-document', { shop, document: made.id })
    return { kind: 'done', document: made.id, number: made.number, shipment }
  })
}

type Chosen = { readonly kind: 'now'; readonly location: LocationId; readonly lines: readonly Wish[] }

function choose(
  books: Books,
  order: BookOrder,
  services: ReturnType<typeof orderServices>,
  wishes: readonly Wish[] | undefined,
): Chosen | Exclude<Delivered, { kind: 'done' }> {
  const may = orderShippable(books, order)
  if (may.kind === 'nothing') return services[0] ? { kind: 'now', ...services[0] } : { kind: 'nothing-to-do' }
  if (may.kind !== 'now') return may
  const all = [...may.lines, ...(services.find((s) => s.location === may.location)?.lines ?? [])]
  if (!wishes) return { kind: 'now', location: may.location, lines: all }
  const wished = summed(wishes)
  const over = wished.find(
    (w) =>
      w.quantity >
      sumOf(
        all.filter((l) => l.line === w.line),
        (l) => l.quantity,
      ),
  )
  if (over) return { kind: 'more-than-reserved', line: over.line }
  const lines = wished.filter((w) => w.quantity > 0)
  return lines.length > 0 ? { kind: 'now', location: may.location, lines } : { kind: 'nothing-to-do' }
}

// A line that is named twice is one wish.
function summed(wishes: readonly Wish[]): Wish[] {
  return [...Map.groupBy(wishes, (w) => w.line)].map(([line, same]) => ({
    line,
    quantity: sumOf(same, (w) => w.quantity),
  }))
}

type Leaving = { readonly location: LocationId; readonly shipment: string; readonly number: string }

function ship(
  books: Books,
  snapshot: OrderSnapshot,
  { line: id, quantity }: Wish,
  { location, shipment, number }: Leaving,
): void {
  const line = books.lines.get(id)!
  const units = shippedMore(snapshot, id, line.units.shipped + quantity)
  const places = settleLine(line.places, line.units, units, line.need, [location])
  place(books, line, { units, places }, [
    decided(books, { did: 'shipped', quantity, because: 'delivery-note', ref: number }),
  ])
  if (line.item)
    moveStock(books, {
      location,
      item: line.item,
      account: 'on_hand',
      quantity: -quantity,
      kind: 'shipped',
      cause: `shipment:${shipment}`,
    })
}

type Making = Chosen & { readonly shipment: string; readonly who: string }

async function issueNote(
  tx: Tx,
  books: Books,
  facts: OrderFacts,
  order: BookOrder,
  { lines, location, shipment, who }: Making,
) {
  const build = (issuedOn: Day): DeliveryNote => ({
    kind: 'delivery-note',
    ...documentHead(facts),
    issuedOn,
    location: books.locationNames.get(location) ?? '',
    lines: linesOf(books, order.id).flatMap((l) =>
      noteLine(
        l,
        sumOf(
          lines.filter((w) => w.line === l.id),
          (w) => w.quantity,
        ),
      ),
    ),
  })
  const cause = `shipment:${shipment}`
  const made = await issue(tx, books.shop, {
    kind: 'delivery-note',
    cause,
    order: order.id,
    who,
    at: books.at,
    timeZone: facts.shop.timeZone,
    build,
  })
  return { ...made, content: build(made.issuedOn) }
}

/** Mails a delivery note: one mail a note, and Shopify is asked to send none. */
export async function mailNote(
  tx: Tx,
  facts: OrderFacts,
  made: { id: string; number: string; content: DeliveryNote },
): Promise<void> {
  if (!facts.email) return
  const attachments = [
    { filename: `${made.number}.pdf`, contentType: 'application/pdf', file: fileName(made.id) },
  ]
  const letter = deliveryNoteMail(made.content, made.number, facts.language)
  const payload = customerMail(facts, letter, { kind: 'document', id: made.id }, attachments)
  await planEffect(tx, facts.shop.shop, { key: `mail:document:${made.id}`, kind: 'mail', payload })
}

function noteLine(line: BookLine, shipped: number): DeliveryNote['lines'] {
  const toCome = openUnits(line.units) - shipped
  if (shipped === 0 && toCome === 0) return []
  const expectedOn = toCome > 0 ? (line.expected.at(-1)?.on ?? null) : null
  const ordered = line.units.ordered - line.units.removed - line.units.cancelled
  return [{ line: line.id, sku: line.sku, title: line.title, ordered, shipped, toCome, expectedOn }]
}

async function saveShipment(
  tx: Tx,
  books: Books,
  order: BookOrder,
  { lines, location, shipment, note: deliveryNote }: Chosen & { shipment: string; note: string },
): Promise<void> {
  const { shop, at } = books
  await tx.shipment.create({
    data: {
      shop,
      id: shipment,
      orderId: order.id,
      location,
      deliveryNote,
      told: 'unconfirmed',
      shippedAt: at,
      call: callServed(books, order)?.id ?? null,
    },
  })
  await tx.shipmentLine.createMany({
    data: lines.map((l) => ({
      shop,
      shipment,
      lineId: l.line,
      item: books.lines.get(l.line)?.item ?? null,
      quantity: l.quantity,
    })),
  })
}
