import { createHash } from 'node:crypto'
import type { BoardRow, ByHand, Shift } from '#app/allocation/board.ts'
import { moveTo, standingWith, type Priorities } from '#app/allocation/turns.ts'
import { now } from '#app/clock.server.ts'
import { canonicalJson } from '#app/core/canonical-json.ts'
import { aloneInShop, type Tx } from '#app/db.server.ts'
import { noteAll, type AuditNote } from '#app/shop/audit.server.ts'
import { rowsOf, shiftsOf, standingsIn } from './board-of.ts'
import type { BookLine, Books, LocationId } from './books.ts'
import { keepBooks, rebalanceAll } from './close-books.server.ts'
import { dealAnew } from './deal-anew.ts'
import { freshCause } from './fresh-cause.server.ts'
import { giveUnits } from './give-units.ts'
import { BY_HAND, inverseOf, lastByHand, type ByHandDetail } from './last-by-hand.server.ts'
import { rebalance } from './rebalance.ts'
import {
  bringClaimants,
  openWanted,
  savePriorities,
  setPriorities,
  type WantedItem,
} from './wanted-item.server.ts'

/** What a person wants to change of an item's units, and who he is. */
export type Wish = { readonly item: string; readonly byHand: ByHand; readonly who: string }

/** Who has what after a change by hand, and whose dates move by it. `seen` names exactly this. */
export type Preview = { readonly rows: BoardRow[]; readonly shifts: Shift[]; readonly seen: string }

type Refused =
  | { readonly kind: 'not-found' | 'nothing-to-do' }
  /** Not so many units may be given: `may` is how many. */
  | { readonly kind: 'cannot-give'; readonly may: number }
export type Previewed = { readonly kind: 'preview'; readonly preview: Preview } | Refused
export type Dealt =
  { readonly kind: 'done' } | { readonly kind: 'changed'; readonly preview: Preview } | Refused

/** Shows what a change by hand would do to everybody concerned, without changing anything. */
export async function previewByHand(shop: string, wish: Wish): Promise<Previewed> {
  return aloneInShop(shop, async (tx): Promise<Previewed> => {
    const judged = await judge(tx, shop, wish)
    return judged.kind === 'judged' ? { kind: 'preview', preview: judged.preview } : judged
  })
}

/**
 * Changes by hand whose turn it is, or gives units of one order to another, if it still does exactly what was `seen`;
 * else nothing is changed and the new preview answered.
 */
export async function dealByHand(shop: string, wish: Wish, seen: string): Promise<Dealt> {
  return aloneInShop(shop, async (tx): Promise<Dealt> => {
    const judged = await judge(tx, shop, wish)
    if (judged.kind !== 'judged') return judged
    const { books, preview, change } = judged
    if (preview.seen !== seen) return { kind: 'changed', preview }
    if (change.kind === 'turns') await savePriorities(tx, shop, change.priorities)
    await keepBooks(tx, books, freshCause(`${change.kind}:${wish.item}`), wish.who)
    await noteAll(tx, shop, notesOf(books, wish, change))
    return { kind: 'done' }
  })
}

type Gift = ByHand & { readonly kind: 'gift' }
type Change = { readonly kind: 'turns'; readonly priorities: Priorities; readonly earlier: Priorities } | Gift
type Judged = { kind: 'judged'; books: Books; preview: Preview; change: Change }

async function judge(tx: Tx, shop: string, { item, byHand, who }: Wish): Promise<Judged | Refused> {
  const wanted = await openWanted(tx, shop, now(), item)
  if (!wanted) return { kind: 'not-found' }
  const { books, picked } = wanted
  const change = await changeOf(tx, wanted, byHand)
  if (!('from' in change) && change.kind !== 'turns') return change
  if (change.kind === 'turns') await bringClaimants(tx, books, [...change.priorities.keys()])
  // What time alone has moved is no consequence of the click.
  await rebalanceAll(tx, books)
  const before = new Map(books.lines)
  if (change.kind === 'turns') {
    setPriorities(books, change.priorities)
    dealAnew(books, item, picked, who)
  } else {
    const location = change.location as LocationId
    const may = giveUnits(books, { ...change, item, who, location }, picked)
    if (may < change.quantity) return { kind: 'cannot-give', may }
    rebalance(books)
  }
  return { kind: 'judged', books, change, preview: previewOf(wanted, before) }
}

async function changeOf(tx: Tx, { books, item }: WantedItem, byHand: ByHand): Promise<Change | Refused> {
  if (byHand.kind === 'turns') return turnsOf(books, movedBy(books, item, byHand.moves))
  if (byHand.kind === 'gift') return giftOf(books, byHand)
  const last = await lastByHand(tx, books.shop, item)
  if (last?.entry !== byHand.entry) return { kind: 'nothing-to-do' }
  const inverse = inverseOf(last.detail)
  return inverse.kind === 'gift' ? giftOf(books, inverse) : turnsOf(books, inverse.priorities)
}

function movedBy(
  books: Books,
  item: string,
  moves: readonly { readonly order: string; readonly to: number }[],
): Priorities {
  const wanted = new Map<string, number>()
  let standings = standingsIn(books, item)
  for (const { order, to } of moves) {
    const priorities = moveTo(standings, order, to)
    for (const [id, priority] of priorities) wanted.set(id, priority)
    standings = standingWith(standings, priorities)
  }
  return wanted
}

function turnsOf(books: Books, wanted: Priorities): Change | Refused {
  const priorities = new Map(
    [...wanted].filter(([id, priority]) => (books.orders.get(id)?.priority ?? priority) !== priority),
  )
  const earlier = new Map([...priorities.keys()].map((id) => [id, books.orders.get(id)!.priority]))
  return priorities.size === 0 ? { kind: 'nothing-to-do' } : { kind: 'turns', priorities, earlier }
}

function giftOf(books: Books, gift: Gift): Change | Refused {
  const { from, to, quantity } = gift
  if (!books.orders.has(from) || !books.orders.has(to) || from === to) return { kind: 'not-found' }
  return Number.isSafeInteger(quantity) && quantity > 0 ? gift : { kind: 'nothing-to-do' }
}

function previewOf(wanted: WantedItem, before: ReadonlyMap<string, BookLine>): Preview {
  const rows = rowsOf(wanted.books, wanted.item, wanted)
  const shifts = shiftsOf(wanted.books, before)
  // Why and when it was decided is new at every look.
  const told = { rows: rows.map(({ why: _, ...row }) => row), shifts }
  return { rows, shifts, seen: createHash('sha256').update(canonicalJson(told)).digest('hex') }
}

// The item's history can take it back; the orders' own histories say it.
function notesOf(books: Books, { item, who }: Wish, change: Change): AuditNote[] {
  const at = books.at
  const nameOf = (order: string) => books.orders.get(order)?.name ?? order
  if (change.kind === 'gift') {
    const { from, to, location, quantity } = change
    const names = { fromName: nameOf(from), toName: nameOf(to) }
    const detail: ByHandDetail = { kind: 'gift', from, to, location, quantity, ...names }
    const said = { at, who, action: 'units-given', detail: { quantity, from: nameOf(from), to: nameOf(to) } }
    return [
      { at, who, action: BY_HAND, subject: item, detail },
      { ...said, subject: from },
      { ...said, subject: to },
    ]
  }
  const { priorities, earlier } = change
  const orders = [...priorities.keys()].map(nameOf).join(', ')
  const detail: ByHandDetail = { kind: 'turns', orders, earlier: [...earlier] }
  return [
    { at, who, action: BY_HAND, subject: item, detail },
    ...[...priorities].map(([subject, to]) => ({
      ...{ at, who, action: 'priority-set', subject },
      detail: { from: earlier.get(subject)!, to },
    })),
  ]
}
