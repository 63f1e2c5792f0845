import { now } from '#app/clock.server.ts'
import type { Accepted } from '#app/core/accepted.ts'
import { aloneInShop } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import { rebalanceShop } from './items-rebalanced.server.ts'

export type CustomerTerms = {
  readonly id: string
  /** Null: as the shop's setting for its kind says. */
  readonly accepts: Accepted | null
  readonly maxShipments: number | null
  /** Its orders are kept until it calls their units, unless something else was said of one. */
  readonly callOff: boolean
  readonly language: string | null
  readonly siren: string | null
  readonly vatNumber: string | null
}

/** Changes what a customer accepts and how it is written to; the dates of its open orders follow. */
export async function changeCustomer(
  shop: string,
  { id, ...terms }: CustomerTerms,
  who: string,
): Promise<{ kind: 'done' } | { kind: 'not-found' }> {
  const at = now()
  return aloneInShop(shop, async (tx) => {
    const { count } = await tx.customer.updateMany({ where: { shop, id }, data: terms })
    if (count === 0) return { kind: 'not-found' }
    const open = await tx.order.findMany({
      where: { shop, customer: id, state: 'open' },
      select: { id: true },
    })
    await rebalanceShop(tx, shop, at, { orders: open.map((o) => o.id) }, freshCause(`customer:${id}`), who)
    await note(tx, shop, { at, who, action: 'customer-changed', subject: id, detail: { ...terms } })
    return { kind: 'done' }
  })
}
