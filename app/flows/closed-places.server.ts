import type { Tx } from '#app/db.server.ts'
import type { RaisedTask } from '#app/tasks/task.ts'
import { NOTHING_SAID, saidOf, type Said } from '#app/tasks/tasks.server.ts'
import type { Books } from './books.ts'
import { ordersAt } from './places-changed.server.ts'

/** Says of closed locations how many orders Shopify still wants shipped from there and how many purchase orders go there. */
export async function stillAtClosed(tx: Tx, { shop, closed }: Books): Promise<Said> {
  if (closed.size === 0) return NOTHING_SAID
  const rows = await tx.$queryRaw<{ id: string; name: string; purchases: number }[]>`
    SELECT p.id, p.name,
      (SELECT count(*)::int FROM purchase_order po WHERE po.shop = p.shop AND po.location = p.id
        AND po.state IN ('sent', 'partly-confirmed', 'confirmed', 'partly-received')) AS purchases
    FROM location p WHERE p.shop = ${shop} AND p.id = ANY(${[...closed]})`
  const there = await ordersAt(tx, shop, [...closed])
  const raised = rows.flatMap(({ id, name, purchases }): RaisedTask[] => {
    const orders = there.filter(({ location }) => location === id).length
    if (orders + purchases === 0) return []
    const params = { name, orders, purchases }
    return [{ key: `closed-location:${id}`, kind: 'closed-location', subject: id, params }]
  })
  return saidOf(
    raised,
    rows.map((r) => `closed-location:${r.id}`),
  )
}
