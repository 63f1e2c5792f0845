import { randomUUID } from 'node:crypto'
import { now } from '#app/clock.server.ts'
import type { Tx } from '#app/db.server.ts'
import { aloneInShop } from '#app/db.server.ts'
import { setAside } from '#app/deliveries/picking.ts'
import type { PickList } from '#app/documents/document.ts'
import { note } from '#app/shop/audit.server.ts'
import { raiseTasks } from '#app/tasks/tasks.server.ts'
import type { Books, LocationId } from './books.ts'
import { decided, freeOn, levelKey, moveStock, place, placeName } from './books.ts'
import { closeBooks } from './close-books.server.ts'
import { openBooks } from './open-books.server.ts'
import { pickListOf, type PrintedPaper } from './papers-overtaken.server.ts'
import { unreserve } from './rebalance.ts'
import { tellQuantities } from './quantities-told.server.ts'

/** What was found of a line of the pick list, and why not all of it. */
export type Found = {
  readonly line: string
  readonly found: number
  readonly reason: 'not-found' | 'damaged'
}

export type PickedShort =
  | { kind: 'done'; short: number }
  | { kind: 'more-than-listed'; line: string }
  | { kind: 'not-found' | 'nothing-to-do' }

/**
 * Takes down what whoever picked did not find, or found broken: those units go aside until they are counted, in our
 * books and in Shopify, the order's shortage is decided anew, and what was found can be delivered.
 */
export async function takeShortPick(
  shop: string,
  { order, found }: { order: string; found: readonly Found[] },
  who: string,
): Promise<PickedShort> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<PickedShort> => {
    const list = await pickListOf(tx, shop, order)
    const books = list && !list.voided && (await openBooks(tx, shop, at, { orders: [order] }))
    if (!list || !books || !books.orders.has(order)) return { kind: 'not-found' }
    const listed = new Map(list.content.lines.map((l) => [l.line as string, l]))
    const over = found.find((f) => f.found > ((listed.get(f.line) as Listed | undefined)?.quantity ?? 0))
    if (over) return { kind: 'more-than-listed', line: over.line }
    const id = randomUUID()
    const from = { id, at: (list.content as PickList).location }
    const shorts = found.flatMap((f) => shortOf(books, from, f, listed.get(f.line) as Listed))
    if (shorts.length === 0) return { kind: 'nothing-to-do' }
    await saveShorts(tx, books, list, { id, shorts, who })
    await closeBooks(tx, books, `short-pick:${id}`, who)
    await say(tx, books, list, { id, shorts, who })
    return { kind: 'done', short: shorts.reduce((sum, s) => sum + s.quantity, 0) }
  })
}

type Listed = PickList['lines'][number]
type Short = {
  readonly line: string
  readonly item: string
  readonly location: LocationId
  readonly name: string
  readonly quantity: number
  readonly alsoFree: number
  readonly reason: Found['reason']
}

// Units that are held no more since the list was printed are missing of nobody.
function shortOf(
  books: Books,
  { id, at }: { id: string; at: string },
  { line: lineId, found, reason }: Found,
  listed: Listed,
): Short[] {
  const line = books.lines.get(lineId)
  const held = line?.places.reserved.find((h) => !h.provisional && placeName(books, h.location) === at)
  if (!line?.item || !held) return []
  const { item } = line
  const { location } = held
  const free = freeOn(books.levels.get(levelKey(location, item))!)
  const { short, alsoFree } = setAside({
    listed: Math.min(listed.quantity, held.quantity),
    found,
    reason,
    free,
  })
  if (short === 0) return []
  const why = decided(books, { did: 'released', quantity: short, because: 'short-pick' })
  place(books, line, { places: unreserve(line.places, location, short) }, [why])
  moveStock(books, {
    ...{ location, item, account: 'unavailable', quantity: short + alsoFree },
    ...{ kind: reason === 'damaged' ? 'lost' : 'counted', cause: `short-pick:${id}` },
  })
  return [{ line: lineId, item, location, name: line.sku ?? line.title, quantity: short, alsoFree, reason }]
}

type Taken = { readonly id: string; readonly shorts: readonly Short[]; readonly who: string }

async function saveShorts(
  tx: Tx,
  books: Books,
  list: PrintedPaper,
  { id, shorts, who }: Taken,
): Promise<void> {
  const { shop, at } = books
  await tx.shortPick.createMany({
    data: shorts.map(({ line, name: _, ...short }) => ({
      ...{ shop, id, at, who, orderId: list.order, pickList: list.id, lineId: line },
      ...short,
    })),
  })
  const key = `short-pick:${id}`
  await tellQuantities(tx, shop, {
    ...{ about: 'short-pick', id, name: list.number, subject: key, location: shorts[0]!.location },
    reason: shorts.every((s) => s.reason === 'damaged') ? 'damaged' : 'quality_control',
    lines: shorts.map((s) => ({
      ...{ item: s.item, onHand: 0, unavailable: s.quantity + s.alsoFree },
      as: s.reason === 'damaged' ? 'damaged' : 'quality_control',
    })),
  })
}

async function say(tx: Tx, books: Books, list: PrintedPaper, { id, shorts, who }: Taken): Promise<void> {
  const { shop, at } = books
  const order = list.content.order.name
  const toCount = shorts.filter((s) => s.reason === 'not-found')
  await raiseTasks(
    tx,
    shop,
    toCount.map((s) => ({
      ...{ key: `to-count:${s.location}:${s.item}`, kind: 'to-count' as const, subject: s.item },
      params: {
        ...{ order, number: list.number, sku: s.name, place: (list.content as PickList).location },
        quantity: s.quantity + s.alsoFree,
      },
    })),
    at,
  )
  const detail = {
    ...{ number: list.number, shortPick: id },
    goods: shorts.map((s) => `${s.quantity} × ${s.name}`).join(', '),
  }
  await note(tx, shop, { at, who, action: 'picked-short', subject: list.order, detail })
}
