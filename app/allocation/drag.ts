/** Where a dragged row lies: the row whose middle the pointer has passed takes its place. */
export function placeUnder(middles: readonly number[], y: number): number {
  return middles.filter((middle) => middle < y).length
}

/** A list with one entry moved to another place. */
export function withMoved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from)
  return [...rest.slice(0, to), list[from]!, ...rest.slice(to)]
}
