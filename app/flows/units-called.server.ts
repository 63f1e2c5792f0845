import { now } from '#app/clock.server.ts'
import type { Day } from '#app/core/day.ts'
import type { Gid } from '#app/core/gid.ts'
import { sumOf } from '#app/core/quantity.ts'
import { aloneInShop, type Tx } from '#app/db.server.ts'
import { callable } from '#app/deliveries/call-off.ts'
import { note } from '#app/shop/audit.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import type { BookOrder, Books } from './books.ts'
import { rebalanceShop } from './items-rebalanced.server.ts'
import { openBooks } from './open-books.server.ts'

/** What a customer calls. Its id was chosen when the form was drawn: the same form, sent twice, is one call. */
export type Wanted = {
  readonly order: string
  readonly call: string
  readonly wishedOn: Day | null
  readonly lines: readonly { readonly line: Gid<'LineItem'>; readonly quantity: number }[]
}

export type Called =
  | { kind: 'done' }
  | { kind: 'more-than-kept'; title: string; kept: number }
  | { kind: 'bad-quantity' | 'not-on-call' | 'not-started' | 'not-found' }

/**
 * Notes that a customer calls units that are kept for him: from then on they may be picked and delivered, by a delivery
 * note of their own. The others stay reserved.
 */
export async function callUnits(shop: string, wanted: Wanted, who: string): Promise<Called> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<Called> => {
    const row = await tx.shop.findUnique({ where: { shop }, select: { startedAt: true } })
    const books = await openBooks(tx, shop, at, { orders: [wanted.order] })
    const order = books?.orders.get(wanted.order)
    if (!row || !books || !order) return { kind: 'not-found' }
    if (!row.startedAt) return { kind: 'not-started' }
    if (await tx.deliveryCall.findUnique({ where: { shop_id: { shop, id: wanted.call } } }))
      return { kind: 'done' }
    const wrong = judge(books, order, wanted)
    if (wrong) return wrong
    const lines = wanted.lines.filter((l) => l.quantity > 0)
    await saveCall(tx, shop, { ...wanted, lines }, { at, who })
    await rebalanceShop(tx, shop, at, { orders: [order.id] }, freshCause(`called:${wanted.call}`), who)
    const units = sumOf(lines, (l) => l.quantity)
    const detail = { units, ...(wanted.wishedOn && { wishedOn: wanted.wishedOn }) }
    await note(tx, shop, { at, who, action: 'called', subject: order.id, detail })
    return { kind: 'done' }
  })
}

function judge(books: Books, order: BookOrder, { lines }: Wanted): Called | null {
  if (!order.callOff || order.state !== 'open') return { kind: 'not-on-call' }
  const once = new Set(lines.map((l) => l.line)).size === lines.length
  const whole = lines.every((l) => Number.isSafeInteger(l.quantity) && l.quantity >= 0)
  if (!once || !whole || lines.every((l) => l.quantity === 0)) return { kind: 'bad-quantity' }
  for (const { line: id, quantity } of lines) {
    const line = books.lines.get(id)
    if (line?.order !== order.id) return { kind: 'bad-quantity' }
    const held = sumOf(line.places.reserved, (h) => h.quantity)
    const kept = callable(id, held, order.calls)
    if (quantity > kept) return { kind: 'more-than-kept', title: line.title, kept }
  }
  return null
}

async function saveCall(
  tx: Tx,
  shop: string,
  { call, order, wishedOn, lines }: Wanted,
  { at, who }: { readonly at: Date; readonly who: string },
): Promise<void> {
  await tx.deliveryCall.create({
    data: { shop, id: call, orderId: order, wishedOn: wishedOn && new Date(wishedOn), calledAt: at, who },
  })
  await tx.deliveryCallLine.createMany({
    data: lines.map(({ line, quantity }) => ({ shop, call, lineId: line, quantity })),
  })
}

export type CallCancelled = { kind: 'done' } | { kind: 'nothing-to-do' | 'not-found' }

/** Takes a call back, as far as it was not delivered: its units are kept on. */
export async function cancelCall(
  shop: string,
  { order: id, call }: { readonly order: string; readonly call: string },
  who: string,
): Promise<CallCancelled> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<CallCancelled> => {
    const order = (await openBooks(tx, shop, at, { orders: [id] }))?.orders.get(id)
    if (!order) return { kind: 'not-found' }
    const open = order.calls.find((one) => one.id === call)
    if (!open) return { kind: 'nothing-to-do' }
    await tx.deliveryCall.update({ where: { shop_id: { shop, id: call } }, data: { cancelledAt: at } })
    await rebalanceShop(tx, shop, at, { orders: [id] }, freshCause(`call-cancelled:${call}`), who)
    const detail = { units: sumOf(open.lines, (l) => l.quantity) }
    await note(tx, shop, { at, who, action: 'call-cancelled', subject: id, detail })
    return { kind: 'done' }
  })
}
