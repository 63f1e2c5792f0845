import type { BoardRow, BoardShelf } from '#app/allocation/board.ts'
import { rowsShown } from '#app/allocation/rows-shown.ts'
import { now } from '#app/clock.server.ts'
import { gid } from '#app/core/gid.ts'
import { readShop } from '#app/db.server.ts'
import { comingOf, type StockItemPage } from '#app/stock/read-stock-item.server.ts'
import { rowsOf, shelvesIn } from './board-of.ts'
import { lastByHand, type LastByHand } from './last-by-hand.server.ts'
import { openWanted } from './wanted-item.server.ts'

/** All that is known of an item where it is scarce: what lies and comes, and everybody who wants it, in turn. */
export type Board = {
  readonly item: string
  readonly title: string
  readonly sku: string | null
  readonly shelves: BoardShelf[]
  readonly coming: StockItemPage['coming']
  /** The first of those who want it, and whom the board was asked for. */
  readonly rows: BoardRow[]
  /** How many want it in all. */
  readonly wanting: number
  readonly last: LastByHand | null
}

/** The allocation board of an item, by its id or the digits of its id; null when unknown. */
export async function showBoard(
  shop: string,
  idOrDigits: string,
  { first, wantedFor }: { readonly first: number; readonly wantedFor: string | null },
): Promise<Board | null> {
  return readShop(shop, async (tx) => {
    const variant = await tx.variant.findFirst({
      where: { shop, item: { in: [idOrDigits, gid('InventoryItem', idOrDigits)] } },
      orderBy: [{ deletedAt: { sort: 'desc', nulls: 'first' } }, { id: 'asc' }],
    })
    const wanted = variant && (await openWanted(tx, shop, now(), variant.item))
    if (!wanted) return null
    const { item, title, sku } = variant
    const rows = rowsOf(wanted.books, item, wanted)
    return {
      ...{ item, title, sku },
      shelves: shelvesIn(wanted.books, item),
      coming: await comingOf(tx, shop, item),
      rows: rowsShown(rows, first, [wantedFor]),
      wanting: rows.length,
      last: await lastByHand(tx, shop, item),
    }
  })
}
