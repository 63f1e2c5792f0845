import type { ToldLevel } from './parse-levels.ts'

/** Units that counting added to one of our figures of a shelf, so that it says what Shopify says. */
export type Counted = {
  readonly location: string
  readonly item: string
  readonly account: 'on_hand' | 'unavailable'
  readonly quantity: number
}

/** A shelf of ours, with goods on it. */
export type Shelf = { readonly location: string; readonly item: string; readonly onHand: number }

export type LevelDifference = {
  readonly item: string
  readonly location: string
  /** `shelf`: Shopify knows no such place of the item. */
  readonly field: 'on-hand' | 'unavailable' | 'shelf'
  readonly ours: number
  readonly theirs: number | null
}

/**
 * What lay differently on our shelves than Shopify says. Our figure is what Shopify should have said, our deliveries
 * and receipts that it has not heard of left out: counting moved it by the difference. A shelf with goods that Shopify
 * does not name differs as a whole, and nobody counts it.
 */
export function compareLevels(
  told: readonly ToldLevel[],
  counted: readonly Counted[],
  ours: readonly Shelf[],
): LevelDifference[] {
  const moved = counted.flatMap(({ location, item, account, quantity }): LevelDifference[] => {
    const level = told.find((l) => l.location === location && l.item === item)
    if (!level || quantity === 0) return []
    const field = account === 'on_hand' ? 'on-hand' : 'unavailable'
    const theirs = account === 'on_hand' ? level.onHand : level.unavailable
    return [{ item, location, field, ours: theirs - quantity, theirs }]
  })
  const unknown = ours.filter(
    ({ location, item, onHand }) =>
      onHand !== 0 && !told.some((l) => l.location === location && l.item === item),
  )
  return [
    ...moved,
    ...unknown.map(({ item, location, onHand }): LevelDifference => {
      return { item, location, field: 'shelf', ours: onHand, theirs: null }
    }),
  ]
}
