import { now } from '#app/clock.server.ts'
import { minorOfMillionths, toDecimal } from '#app/core/money.ts'
import { aloneInShop, withShop, type Tx } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'
import {
  movesOfAdjustment,
  shopifyReason,
  wrongIn,
  type Adjustment,
  type Did,
} from '#app/stock/adjustment.ts'
import { costOf, hasFollowed, saveAdjustment } from '#app/stock/adjustments.server.ts'
import { resolveTasks } from '#app/tasks/tasks.server.ts'
import { tellQuantities } from './quantities-told.server.ts'
import type { Books, LocationId, StockMove } from './books.ts'
import { freeOn, levelKey, moveStock } from './books.ts'
import { closeBooks, rebalanceAll } from './close-books.server.ts'
import { givenBack, type GivenBack } from './given-back.ts'
import { movesOf, type Moved } from './moved-dates.ts'
import { openBooks } from './open-books.server.ts'

type Wrong = NonNullable<ReturnType<typeof wrongIn>>

export type AdjustmentPreview = {
  readonly kind: 'preview'
  readonly onHand: number
  readonly free: number
  /** A decimal text; null when nobody knows what a unit costs. */
  readonly value: string | null
  readonly givenBack: GivenBack[]
  readonly moves: Moved[]
}
export type AdjustmentRefused = { kind: 'wrong'; why: Wrong } | { kind: 'not-found' | 'not-started' }

/** What a loss, breakage or find would do, without doing it: who loses units, and which dates move. */
export async function previewAdjustment(
  shop: string,
  adjustment: Adjustment,
): Promise<AdjustmentPreview | AdjustmentRefused> {
  return withShop(shop, async (tx) => {
    const judged = await judge(tx, shop, adjustment)
    if (judged.kind !== 'judged') return judged
    const { books, value } = judged
    move(books, adjustment, 'adjustment', 1)
    await rebalanceAll(tx, books)
    const level = books.levels.get(levelKey(adjustment.location, adjustment.item))!
    return {
      kind: 'preview',
      onHand: level.onHand,
      free: freeOn(level),
      value,
      givenBack: givenBack(books),
      moves: movesOf(books, books.opened),
    }
  })
}

/** Notes a loss, breakage or find, once: the shelf moves, what nobody holds any more is handed out, Shopify is told. */
export async function adjustStock(
  shop: string,
  adjustment: Adjustment,
  who: string,
): Promise<{ kind: 'done' } | AdjustmentRefused> {
  return aloneInShop(shop, async (tx) => {
    const adjusted = await adjustIn(tx, shop, adjustment, who)
    return adjusted.kind === 'again' ? { kind: 'done' } : adjusted
  })
}

/** The same in a transaction that is alone in the shop; `again` when it was made before. */
export async function adjustIn(
  tx: Tx,
  shop: string,
  adjustment: Adjustment,
  who: string,
): Promise<{ kind: 'done' } | { kind: 'again' } | AdjustmentRefused> {
  const { id, item, did, quantity, reason } = adjustment
  if (await tx.stockAdjustment.findUnique({ where: { shop_id: { shop, id } } })) return { kind: 'again' }
  const judged = await judge(tx, shop, adjustment)
  if (judged.kind !== 'judged') return judged
  const { books, unitCost, value, title, place } = judged
  const { at } = books
  await saveAdjustment(tx, shop, adjustment, { at, who, unitCost })
  move(books, adjustment, 'adjustment', 1)
  await closeBooks(tx, books, `adjustment:${id}`, who)
  await tell(tx, shop, adjustment, title, 1)
  const detail = { id, did, quantity, reason, location: place, ...(value && { value }) }
  await note(tx, shop, { at, who, action: `stock-${did}`, subject: item, detail })
  return { kind: 'done' }
}

export type Undone = { kind: 'done' } | { kind: 'followed' | 'not-told' | 'not-found' }

/**
 * Takes an adjustment back by a movement the other way, while nothing else moved on its shelf. One that Shopify
 * refused, or may not have heard of, is settled first.
 */
export async function undoAdjustment(shop: string, id: string, who: string): Promise<Undone> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<Undone> => {
    const made = await tx.stockAdjustment.findUnique({ where: { shop_id: { shop, id } } })
    if (!made) return { kind: 'not-found' }
    if (made.undoneAt) return { kind: 'done' }
    // Goods that were sent back are with their supplier.
    if (made.did === 'sent-back' || (await hasFollowed(tx, shop, made))) return { kind: 'followed' }
    const state = { in: ['failed', 'unknown'] }
    const stuck = await tx.effect.findFirst({ where: { shop, key: `adjustment:${id}`, state } })
    if (stuck) return { kind: 'not-told' }
    const adjustment = made as unknown as Adjustment
    const books = (await openBooks(tx, shop, at, { items: [made.item] }))!
    await tx.stockAdjustment.update({
      where: { shop_id: { shop, id } },
      data: { undoneAt: at, undoneBy: who },
    })
    move(books, adjustment, 'adjustment-undone', -1)
    await closeBooks(tx, books, `adjustment-undone:${id}`, who)
    await resolveTasks(tx, shop, [wrongGoodsKey(id)], at, who)
    const title = (await titleOf(tx, shop, made.item)) ?? made.item
    await tell(tx, shop, adjustment, title, -1)
    const detail = { id, quantity: made.quantity }
    await note(tx, shop, { at, who, action: 'stock-adjustment-undone', subject: made.item, detail })
    return { kind: 'done' }
  })
}

/** The task on goods that nobody ordered, by the adjustment that put them aside. */
export function wrongGoodsKey(id: string): string {
  return `wrong-goods:${id}`
}

type Judged = {
  kind: 'judged'
  books: Books
  unitCost: bigint | null
  value: string | null
  title: string
  place: string
}

async function judge(tx: Tx, shop: string, adjustment: Adjustment): Promise<Judged | AdjustmentRefused> {
  const { location, item, quantity } = adjustment
  const seller = await tx.shop.findUnique({ where: { shop }, select: { startedAt: true, currency: true } })
  const place = await tx.location.findUnique({ where: { shop_id: { shop, id: location } } })
  const title = await titleOf(tx, shop, item)
  if (!seller || !place || title === null) return { kind: 'not-found' }
  if (!seller.startedAt) return { kind: 'not-started' }
  const books = (await openBooks(tx, shop, now(), { items: [item] }))!
  const lying = books.levels.get(levelKey(location, item)) ?? { onHand: 0, unavailable: 0 }
  const why = wrongIn(adjustment, lying)
  if (why) return { kind: 'wrong', why }
  const unitCost = await costOf(tx, shop, item, seller.currency)
  const minor = unitCost === null ? null : minorOfMillionths(unitCost * BigInt(quantity), seller.currency)
  const value = minor === null ? null : toDecimal(minor, seller.currency)
  return { kind: 'judged', books, unitCost, value, title, place: place.name }
}

async function titleOf(tx: Tx, shop: string, item: string): Promise<string | null> {
  const variant = await tx.variant.findFirst({ where: { shop, item }, select: { title: true } })
  return variant?.title ?? null
}

const KINDS: Readonly<Record<Did, StockMove['kind']>> = {
  gone: 'lost',
  found: 'found',
  'set-aside': 'damaged',
  quarantined: 'quarantined',
  'sent-back': 'sent-back',
}

function move(books: Books, adjustment: Adjustment, about: 'adjustment' | 'adjustment-undone', sign: 1 | -1) {
  const { id, location, item, did } = adjustment
  const kind = sign === 1 ? KINDS[did] : 'undone'
  const place = { location: location as LocationId, item, kind, cause: `${about}:${id}` }
  const { onHand, unavailable } = movesOfAdjustment(adjustment)
  moveStock(books, { ...place, account: 'on_hand', quantity: sign * onHand })
  moveStock(books, { ...place, account: 'unavailable', quantity: sign * unavailable })
}

async function tell(tx: Tx, shop: string, adjustment: Adjustment, name: string, sign: 1 | -1): Promise<void> {
  const { id, location, item, did, reason } = adjustment
  const { onHand, unavailable } = movesOfAdjustment(adjustment)
  const as = reason === 'wrong-goods' ? 'quality_control' : 'damaged'
  await tellQuantities(tx, shop, {
    about: sign === 1 ? 'adjustment' : 'adjustment-undone',
    ...{ id, name, subject: item, location },
    reason: did === 'set-aside' ? 'damaged' : shopifyReason(reason),
    lines: [{ item, onHand: sign * onHand, unavailable: sign * unavailable, as }],
  })
}
