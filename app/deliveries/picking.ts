import type { Quantity } from '../core/quantity.ts'

/** A line of a pick list, as it was printed. */
export type Listed = { readonly line: string; readonly quantity: Quantity }

/** What is still wanted of an order line: its open units, and those that left since the list was printed. */
export type StillWanted = { readonly open: Quantity; readonly left: Quantity }

/**
 * What of a pick list has to go back to the shelf: units that were listed and that the order neither wants any more nor
 * has had since. A line the order no longer has is wanted no more.
 */
export function toPutBack(
  listed: readonly Listed[],
  wanted: ReadonlyMap<string, StillWanted>,
): readonly Listed[] {
  return listed.flatMap(({ line, quantity }) => {
    const { open, left } = wanted.get(line) ?? { open: 0, left: 0 }
    const back = quantity - open - left
    return back > 0 ? [{ line, quantity: Math.min(back, quantity) }] : []
  })
}

/** A pick list or a delivery note of one order, as far as it says which of them is still being worked with. */
type Paper = {
  readonly kind: 'pick-list' | 'delivery-note'
  readonly issuedAt: Date
  /** A delivery note that only stands in for another one is no delivery of its own. */
  readonly standsIn: boolean
}

/**
 * The pick list that somebody may be picking: the last one, unless a delivery note followed it. Where a stopped clock
 * gave both one instant, their numbers decide. Papers are told oldest first.
 */
export function openPickList<P extends Paper>(papers: readonly P[]): P | null {
  const lists = papers.filter((p) => p.kind === 'pick-list')
  const notes = papers.filter((p) => p.kind === 'delivery-note' && !p.standsIn)
  const [list, note] = [lists.at(-1), notes.at(-1)]
  if (!list || !note) return list ?? null
  const later = list.issuedAt.getTime() - note.issuedAt.getTime()
  return later > 0 || (later === 0 && lists.length > notes.length) ? list : null
}

/** Units of one shelf of which less was found than listed. */
type ShortFind = {
  readonly listed: Quantity
  readonly found: Quantity
  readonly reason: 'not-found' | 'damaged'
  /** Free units of the same shelf. */
  readonly free: Quantity
}

/**
 * What a short pick sets aside: the units the order does not get, and, where nothing more was to be found, the free
 * units of that shelf as well, for whoever picked would have taken them. Damaged units were there: they alone go aside.
 */
export function setAside({ listed, found, reason, free }: ShortFind): {
  readonly short: Quantity
  readonly alsoFree: Quantity
} {
  const short = Math.max(0, listed - found)
  return { short, alsoFree: short > 0 && reason === 'not-found' ? Math.max(0, free) : 0 }
}
