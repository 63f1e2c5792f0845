import { z } from 'zod'
import { now } from '#app/clock.server.ts'
import { aloneInShop, type Tx } from '#app/db.server.ts'
import { planEffect, tryAgain } from '#app/effects/effect.server.ts'
import type { Elsewhere, Moving } from '#app/orders/elsewhere.ts'
import { note } from '#app/shop/audit.server.ts'
import type { BookOrder } from './books.ts'
import { elsewhereOf } from './elsewhere.ts'
import { openBooks } from './open-books.server.ts'

/** What a move of units to another place is about, until Shopify has answered. */
export const MovePayload = z.object({
  order: z.string(),
  name: z.string(),
  line: z.string(),
  title: z.string(),
  fulfillmentOrder: z.string(),
  from: z.string(),
  to: z.string(),
  place: z.string(),
  quantity: z.number().int().positive(),
  /** Units of the line that were to be fulfilled from there before: with the quantity, what shows that it was moved. */
  before: z.number().int(),
})

export type Moves = { readonly offers: Elsewhere[]; readonly moving: Moving[] }

/** What an order could have from another place, and what Shopify is being asked for already. */
export async function movesOffered(tx: Tx, shop: string, order: string): Promise<Moves> {
  const books = await openBooks(tx, shop, now(), { orders: [order] })
  const ours = books?.orders.get(order)
  const moving = await underway(tx, shop, order)
  if (!books || !ours || ours.state !== 'open') return { offers: [], moving }
  const asked = new Set(moving.map(({ line }) => line))
  return { offers: elsewhereOf(books, ours).filter(({ line }) => !asked.has(line)), moving }
}

async function underway(tx: Tx, shop: string, order: string): Promise<z.infer<typeof MovePayload>[]> {
  const rows = await tx.effect.findMany({
    where: {
      ...{ shop, kind: 'shopify-move', state: { in: ['due', 'trying', 'unknown'] } },
      payload: { path: ['order'], equals: order },
    },
    orderBy: { createdAt: 'asc' },
    select: { payload: true },
  })
  return rows.flatMap(({ payload }) => MovePayload.safeParse(payload).data ?? [])
}

type Wanted = { readonly order: string; readonly line: string; readonly from: string; readonly to: string }
export type AskedToMove = { readonly kind: 'done' } | { readonly kind: 'gone' | 'not-started' | 'not-found' }

/** Asks Shopify to fulfill units of an order from another place, as a person clicked: never by itself. */
export async function askToMove(shop: string, wanted: Wanted, who: string): Promise<AskedToMove> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<AskedToMove> => {
    const books = await openBooks(tx, shop, at, { orders: [wanted.order] })
    const ours = books?.orders.get(wanted.order)
    const row = await tx.shop.findUnique({ where: { shop }, select: { startedAt: true } })
    if (!books || !ours) return { kind: 'not-found' }
    if (!row?.startedAt) return { kind: 'not-started' }
    const { offers } = await movesOffered(tx, shop, ours.id)
    const offer = offers.find(
      (one) => one.line === wanted.line && one.from === wanted.from && one.to === wanted.to,
    )
    if (!offer) return { kind: 'gone' }
    const { free: _, ...move } = offer
    const payload = { ...move, order: ours.id, name: ours.name, before: unitsAt(ours, offer.line, offer.to) }
    // While the order is fulfilled from the same places, asking for the same again is one effect.
    const key = `move:${offer.fulfillmentOrder}:${offer.line}:${offer.to}:${offer.quantity}:${payload.before}`
    const effect = await planEffect(tx, shop, { key, kind: 'shopify-move', payload })
    if (effect) await tryAgain(tx, shop, effect)
    const detail = { quantity: offer.quantity, title: offer.title, place: offer.place }
    await note(tx, shop, { at, who, action: 'move-asked', subject: ours.id, detail })
    return { kind: 'done' }
  })
}

/** Units of a line that Shopify wants fulfilled from a place. */
export function unitsAt({ routing }: Pick<BookOrder, 'routing'>, line: string, location: string): number {
  return (routing ?? [])
    .filter((one) => one.location === location && one.status !== 'cancelled' && one.status !== 'closed')
    .flatMap((one) => one.lines)
    .reduce((sum, l) => sum + (l.line === line ? l.remaining : 0), 0)
}
