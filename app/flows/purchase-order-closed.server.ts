import { now } from '#app/clock.server.ts'
import { aloneInShop } from '#app/db.server.ts'
import type { LineProgress, PurchaseOrderState } from '#app/purchasing/purchase-order.ts'
import { isOpen, toCome } from '#app/purchasing/purchase-order.ts'
import { note } from '#app/shop/audit.server.ts'
import { sumOf } from '#app/core/quantity.ts'
import { closeBooks } from './close-books.server.ts'
import type { Books } from './books.ts'
import { decided, place } from './books.ts'
import { bringOrders, openBooks } from './open-books.server.ts'
import { progressOf } from './purchase-order-progress.ts'
import { saveProgress } from './save-progress.server.ts'

export type Closed = { kind: 'done' } | { kind: 'goods-came' | 'not-open' | 'not-found' }

/** Cancels a sent purchase order of which nothing came; its units are to be found elsewhere. */
export async function cancelPurchaseOrder(shop: string, id: string, who: string): Promise<Closed> {
  return close(shop, id, who, 'cancelled')
}

/** Closes a purchase order short: what has not come will not come, and is to be found elsewhere. */
export async function closeShort(shop: string, id: string, who: string): Promise<Closed> {
  return close(shop, id, who, 'closed-short')
}

async function close(
  shop: string,
  id: string,
  who: string,
  state: 'cancelled' | 'closed-short',
): Promise<Closed> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<Closed> => {
    const order = await tx.purchaseOrder.findUnique({
      where: { shop_id: { shop, id } },
      include: { lines: { include: { claims: true } } },
    })
    if (!order) return { kind: 'not-found' }
    if (!isOpen(order.state as PurchaseOrderState)) return { kind: 'not-open' }
    if (state === 'cancelled' && order.lines.some((l) => l.received > 0)) return { kind: 'goods-came' }
    const books = (await openBooks(tx, shop, at, { items: order.lines.map((l) => l.item) }))!
    await bringOrders(
      tx,
      books,
      order.lines.flatMap((l) => l.claims.map((c) => c.orderId)),
    )
    for (const line of order.lines) giveUp(books, line.id, order.number!)
    await saveProgress(
      tx,
      shop,
      order.lines.map((l) => ({ id: l.id, progress: giveUpRest(progressOf(l)) })),
    )
    await tx.purchaseOrder.update({ where: { shop_id: { shop, id } }, data: { state, closedAt: at } })
    await closeBooks(tx, books, `${state}:${id}`, who)
    await note(tx, shop, {
      at,
      who,
      action: `purchase-order-${state}`,
      subject: id,
      detail: { number: order.number },
    })
    return { kind: 'done' }
  })
}

function giveUpRest(line: LineProgress): LineProgress {
  return { ...line, short: line.short + toCome(line) }
}

function giveUp(books: Books, poLine: string, ref: string): void {
  const incoming = books.incoming.get(poLine)
  if (!incoming) return
  books.incoming.set(poLine, { ...incoming, progress: giveUpRest(incoming.progress) })
  for (const line of [...books.lines.values()]) {
    const quantity = sumOf(
      line.places.claims.filter((c) => c.poLine === poLine),
      (c) => c.quantity,
    )
    if (quantity === 0) continue
    const claims = line.places.claims.filter((c) => c.poLine !== poLine)
    const places = { ...line.places, claims, unsourced: line.places.unsourced + quantity }
    place(books, line, { places }, [
      decided(books, { did: 'unclaimed', quantity, because: 'purchase-order-closed', ref }),
    ])
  }
}
