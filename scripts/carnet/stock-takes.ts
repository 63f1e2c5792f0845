import type { Tx } from '#app/db.server.ts'
import { listStockTakes, type ListedTake } from '#app/stock/read-stock-takes.server.ts'
import { table, type Answer } from './answer.ts'
import { allOf } from './all-of.ts'

/** Every stock-take of the shop: those that are counted first, then the newest. */
export async function stockTakesAnswer(tx: Tx, shop: string): Promise<Answer> {
  const takes = await allOf(['open', 'ended'] as const, async (tab, after) => {
    const { takes: list, next } = await listStockTakes(tx, shop, { tab, after, take: 500 })
    return { list, next }
  })
  const data = takes.map(factsOf)
  const rows = data.map((t) => [
    t.name,
    t.state,
    t.location,
    t.kind,
    t.begun,
    t.items,
    t.counted,
    t.up,
    t.down,
  ])
  const head = ['name', 'state', 'location', 'kind', 'begun', 'items', 'counted', 'added', 'taken']
  return { kind: 'answer', data, text: rows.length > 0 ? table(head, rows) : 'no stock-takes' }
}

function factsOf({
  name,
  state,
  locationName,
  kind,
  begunAt,
  endedAt,
  items,
  counted,
  up,
  down,
}: ListedTake) {
  return {
    name,
    state,
    location: locationName,
    kind,
    begun: begunAt,
    ended: endedAt,
    items,
    counted,
    up,
    down,
  }
}
