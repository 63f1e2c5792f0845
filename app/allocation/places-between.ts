import type { Quantity } from '../core/quantity.ts'

type Placed = {
  readonly places: readonly {
    readonly location: string
    readonly mayGive: Quantity
    readonly wanted: Quantity
  }[]
}

/** Where one order may give units to another, and at most how many. */
export function placesBetween(
  from: Placed | undefined,
  to: Placed | undefined,
): { readonly location: string; readonly most: Quantity }[] {
  return (from?.places ?? []).flatMap(({ location, mayGive }) => {
    const wanted = to?.places.find((place) => place.location === location)?.wanted ?? 0
    const most = Math.min(mayGive, wanted)
    return most > 0 ? [{ location, most }] : []
  })
}
