import { sumOf } from '#app/core/quantity.ts'
import { Prisma, type Tx } from '#app/db.server.ts'
import { openUnits } from '#app/orders/line-units.ts'
import { byTurn } from '#app/stock/allocate.ts'
import {
  lateBy,
  parseVictims,
  shelfShortKey,
  type Victim,
  victimsOf,
  victimsText,
} from '#app/stock/shelf-short.ts'
import type { RaisedTask } from '#app/tasks/task.ts'
import type { Said } from '#app/tasks/tasks.server.ts'
import type { BookLine, Books } from './books.ts'
import { freeOn, placeName, turnOf } from './books.ts'

type Lost = { readonly line: BookLine; readonly quantity: number }

/**
 * Says of each item whose shelf held less than was reserved on it who gave units back, last in turn first, how late
 * that makes him, and what can be done; and takes it back once nobody waits for the item any more.
 */
export async function shelfShort(tx: Tx, books: Books): Promise<Said> {
  const { shop } = books
  const lost = Map.groupBy(lostNow(books), ({ line }) => line.item!)
  const raised = [...lost].map(([item, ofItem]): RaisedTask => {
    const victims = victimsOf(parseVictims(books.saidVictims.get(item)), victimsNow(books, ofItem))
    const params = {
      ...{ sku: ofItem[0]!.line.sku ?? ofItem[0]!.line.title, victims: victimsText(victims) },
      ...{ elsewhere: elsewhereOf(books, item), buys: books.sources.has(item) ? 1 : 0 },
      quantity: sumOf(victims, (v) => v.quantity),
    }
    return { key: shelfShortKey(item), kind: 'shelf-short', subject: item, params }
  })
  const others = [...books.saidVictims.keys()].filter((item) => books.items.has(item) && !lost.has(item))
  return { raise: raised, resolve: (await servedOf(tx, shop, others)).map(shelfShortKey) }
}

// A count, or a sale at the till, took units back: decided in these books, not before.
function lostNow(books: Books): Lost[] {
  return [...books.lines.values()].flatMap((line) => {
    const before = new Set(books.opened.get(line.id)?.why)
    const back = line.why.filter((d) => !before.has(d) && d.did === 'released' && d.because === 'counted')
    const quantity = Math.min(
      sumOf(back, (d) => d.quantity),
      sumOf(line.places.claims, (c) => c.quantity) + line.places.unsourced,
    )
    return line.item && quantity > 0 ? [{ line, quantity }] : []
  })
}

function victimsNow(books: Books, lost: readonly Lost[]): Victim[] {
  const lastFirst = [...lost].sort((a, b) => byTurn(turnOf(books, b.line), turnOf(books, a.line)))
  return lastFirst.map(({ line, quantity }) => {
    const before = line.promised.length > 0 ? line.promised : (books.opened.get(line.id)?.expected ?? [])
    const late = lateBy(before, line.expected, openUnits(line.units))
    return { order: books.orders.get(line.order)!.name, quantity, late }
  })
}

// Where else the item lies free: Shopify can be asked to ship from there.
function elsewhereOf(books: Books, item: string): string {
  return [...books.levels.values()]
    .filter((l) => l.item === item && freeOn(l) > 0 && !books.closed.has(l.location))
    .map((l) => `${placeName(books, l.location)} (${freeOn(l)})`)
    .join(', ')
}

async function servedOf(tx: Tx, shop: string, items: readonly string[]): Promise<string[]> {
  if (items.length === 0) return []
  const waiting = await tx.$queryRaw<{ item: string }[]>(Prisma.sql`
    SELECT DISTINCT item FROM order_line WHERE shop = ${shop} AND item = ANY(${[...items]}) AND unsourced > 0`)
  return items.filter((item) => !waiting.some((w) => w.item === item))
}
