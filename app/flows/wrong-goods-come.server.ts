import { randomUUID } from 'node:crypto'
import { now } from '#app/clock.server.ts'
import { aloneInShop } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'
import type { Adjustment } from '#app/stock/adjustment.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'
import { adjustIn, wrongGoodsKey, type AdjustmentRefused } from './stock-adjusted.server.ts'

/** Goods that a supplier sent and nobody ordered. The id comes from the form: the same form, sent twice, counts once. */
export type WrongGoods = Pick<Adjustment, 'id' | 'item' | 'quantity'> & { readonly purchaseOrder: string }

const QUARANTINE = { did: 'quarantined', reason: 'wrong-goods' } as const
const BACK = { did: 'sent-back', reason: 'wrong-goods' } as const

/**
 * Takes goods in that came with a purchase order and are not what was ordered: they lie aside, nobody is promised them,
 * what was ordered is still to come, and a task says from whom they are until they were sent back.
 */
export async function putWrongGoodsAside(
  shop: string,
  { id, item, quantity, purchaseOrder }: WrongGoods,
  who: string,
): Promise<{ kind: 'done' } | { kind: 'not-sent' } | AdjustmentRefused> {
  const at = now()
  return aloneInShop(
    shop,
    async (tx): Promise<{ kind: 'done' } | { kind: 'not-sent' } | AdjustmentRefused> => {
      const order = await tx.purchaseOrder.findUnique({
        where: { shop_id: { shop, id: purchaseOrder } },
        include: { of: { select: { name: true } } },
      })
      if (!order) return { kind: 'not-found' }
      // With a closed purchase order goods may still come, with a draft none.
      if (order.number === null) return { kind: 'not-sent' }
      const { number, location } = order
      const adjustment = { id, item, quantity, location, note: number, ...QUARANTINE }
      const adjusted = await adjustIn(tx, shop, adjustment, who)
      if (adjusted.kind === 'again') return { kind: 'done' }
      if (adjusted.kind !== 'done') return adjusted
      const names = await tx.variant.findFirstOrThrow({ where: { shop, item }, orderBy: { id: 'asc' } })
      const place = await tx.location.findUniqueOrThrow({ where: { shop_id: { shop, id: location } } })
      const goods = { quantity, title: names.title, sku: names.sku ?? '' }
      const params = { ...goods, about: 'purchase-order', number, supplier: order.of.name, place: place.name }
      const task = { key: wrongGoodsKey(id), kind: 'wrong-goods', subject: purchaseOrder, params } as const
      await raiseTasks(tx, shop, [{ ...task, params: { ...params, adjustment: id } }], at)
      await note(tx, shop, { at, who, action: 'wrong-goods-aside', subject: purchaseOrder, detail: goods })
      return { kind: 'done' }
    },
  )
}

/** Sends goods back that nobody ordered: they lie here no longer. No more go than still lie aside. */
export async function sendWrongGoodsBack(
  shop: string,
  id: string,
  who: string,
): Promise<{ kind: 'done' } | AdjustmentRefused> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<{ kind: 'done' } | AdjustmentRefused> => {
    const key = wrongGoodsKey(id)
    const task = await tx.task.findFirst({ where: { shop, key, resolvedAt: null } })
    const aside = task && (await tx.stockAdjustment.findUnique({ where: { shop_id: { shop, id } } }))
    if (!aside) return { kind: 'not-found' }
    const { location, item, quantity, note: about } = aside
    const back = { id: randomUUID(), location, item, quantity, note: about, ...BACK }
    const adjusted = await adjustIn(tx, shop, back, who)
    if (adjusted.kind !== 'done') return adjusted.kind === 'again' ? { kind: 'done' } : adjusted
    await resolveTasks(tx, shop, [key], at, who)
    await note(tx, shop, { at, who, action: 'wrong-goods-back', subject: task.subject, detail: { quantity } })
    return { kind: 'done' }
  })
}
