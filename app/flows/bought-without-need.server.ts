import { sumOf } from '#app/core/quantity.ts'
import type { Tx } from '#app/db.server.ts'
import { toCome } from '#app/purchasing/purchase-order.ts'
import { withoutNeed } from '#app/purchasing/without-need.ts'
import type { RaisedTask } from '#app/tasks/task.ts'
import { NOTHING_SAID, saidOf, type Said } from '#app/tasks/tasks.server.ts'
import type { Books } from './books.ts'

/** Says of sent purchase orders in scope how many units no order needs any more, and takes back what was said before. */
export async function boughtWithoutNeed(tx: Tx, books: Books): Promise<Said> {
  const lines = [...books.incoming.values()].filter((l) => books.items.has(l.item))
  if (lines.length === 0) return NOTHING_SAID
  const { shop } = books
  const ids = lines.map((l) => l.id)
  const demands = await tx.poLineDemand.findMany({ where: { shop, poLine: { in: ids } } })
  const rows = await tx.purchaseOrderLine.findMany({ where: { shop, id: { in: ids } } })
  const raised = lines.flatMap((line): RaisedTask[] => {
    const row = rows.find((r) => r.id === line.id)
    const forShelf = demands.filter((d) => d.poLine === line.id && d.need !== 'order')
    const boughtForShelf = sumOf(forShelf, (d) => d.quantity)
    const claimed = sumOf(line.claims, (c) => c.quantity)
    const quantity = withoutNeed({ toCome: toCome(line.progress), claimed, boughtForShelf })
    if (!row || quantity === 0) return []
    const params = { number: line.number, title: row.title, sku: row.sku ?? '', quantity }
    return [
      { key: `without-need:${line.id}`, kind: 'bought-without-need', subject: row.purchaseOrder, params },
    ]
  })
  return saidOf(
    raised,
    ids.map((id) => `without-need:${id}`),
  )
}
