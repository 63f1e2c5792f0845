import { now } from '#app/clock.server.ts'
import { aloneInShop } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import { rebalanceShop } from './items-rebalanced.server.ts'
import { sayKeptLong } from './kept-long.server.ts'
import { openBooks } from './open-books.server.ts'

export type CallOffSet = { kind: 'done' } | { kind: 'not-open' | 'nothing-to-do' | 'not-found' }

/**
 * Keeps an order's units until its customer calls them, or ends that: then the rest is delivered as any order, and
 * calls that were not served yet are part of it.
 */
export async function setCallOff(
  shop: string,
  { order: id, on }: { readonly order: string; readonly on: boolean },
  who: string,
): Promise<CallOffSet> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<CallOffSet> => {
    const books = await openBooks(tx, shop, at, { orders: [id] })
    const order = books?.orders.get(id)
    if (!order) return { kind: 'not-found' }
    if (order.state !== 'open') return { kind: 'not-open' }
    if (order.callOff === on) return { kind: 'nothing-to-do' }
    await tx.order.update({ where: { shop_id: { shop, id } }, data: { callOff: on } })
    if (!on)
      await tx.deliveryCall.updateMany({
        where: { shop, id: { in: order.calls.map((call) => call.id) } },
        data: { cancelledAt: at },
      })
    const action = on ? 'call-off-begun' : 'call-off-ended'
    await rebalanceShop(tx, shop, at, { orders: [id] }, freshCause(`${action}:${id}`), who)
    await sayKeptLong(tx, shop, at)
    await note(tx, shop, { at, who, action, subject: id })
    return { kind: 'done' }
  })
}
