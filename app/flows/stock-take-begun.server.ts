import { now } from '#app/clock.server.ts'
import { aloneInShop, withShop } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { openFullTake, saveAbandoned, saveBegun, unknownCodes } from '#app/stock/save-stock-take.server.ts'
import type { Selection } from '#app/stock/stock-take.ts'

export type TakeWanted = {
  /** Chosen when the form was drawn: the same form, sent twice, is one stock-take. */
  readonly id: string
  readonly name: string
  readonly location: string
  readonly selection: Selection
}

export type Begun =
  | { kind: 'done'; items: number }
  | { kind: 'unknown-codes'; codes: string[] }
  | { kind: 'counted-already'; take: string }
  | { kind: 'nothing-to-count' | 'not-found' }

/** Begins to count a place, whole or in part: orders keep flowing meanwhile. */
export async function beginStockTake(shop: string, wanted: TakeWanted, who: string): Promise<Begun> {
  const { id, name, location, selection } = wanted
  const at = now()
  return aloneInShop(shop, async (tx): Promise<Begun> => {
    const lines = await tx.stockTakeLine.count({ where: { shop, stockTake: id } })
    if (lines > 0) return { kind: 'done', items: lines }
    const place = await tx.location.findUnique({ where: { shop_id: { shop, id: location } } })
    if (!place) return { kind: 'not-found' }
    if (selection.by === 'codes') {
      const codes = await unknownCodes(tx, shop, selection.codes)
      if (codes.length > 0) return { kind: 'unknown-codes', codes }
    }
    const open = selection.by === 'everything' ? await openFullTake(tx, shop, location) : null
    if (open) return { kind: 'counted-already', take: open }
    const items = await saveBegun(tx, shop, { id, name: name || place.name, location, selection, at, who })
    if (items === 0) {
      await tx.stockTake.delete({ where: { shop_id: { shop, id } } })
      return { kind: 'nothing-to-count' }
    }
    const detail = { items, location: place.name }
    await note(tx, shop, { at, who, action: 'stock-take-begun', subject: id, detail })
    return { kind: 'done', items }
  })
}

/** Gives a stock-take up: what was counted stays to be read, and moves nothing. */
export async function abandonStockTake(
  shop: string,
  id: string,
  who: string,
): Promise<{ kind: 'done' } | { kind: 'nothing-to-do' }> {
  const at = now()
  return withShop(shop, async (tx) => {
    if (!(await saveAbandoned(tx, shop, { id, at, who }))) return { kind: 'nothing-to-do' }
    await note(tx, shop, { at, who, action: 'stock-take-abandoned', subject: id })
    return { kind: 'done' }
  })
}
