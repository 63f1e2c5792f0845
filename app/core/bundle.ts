import type { Quantity } from './quantity.ts'

/** The bundle of which a line of an order is a component, and how many units of it one bundle holds. */
export type Component = { readonly bundle: string; readonly size: Quantity }

type Part = {
  readonly component: Component | null
  /** Units that are there, and those that are still missing. */
  readonly there: Quantity
  readonly missing: Quantity
}

/**
 * How many units of each line are there in complete bundles: of a component no more than the scarcest of its bundle
 * allows. A line of no bundle, or of one that lacks nothing, has all its units.
 */
export function unitsInSets(lines: readonly Part[]): Quantity[] {
  const sets = new Map<string, Quantity>()
  for (const { component, there, missing } of lines) {
    if (!component || missing === 0) continue
    const mine = Math.floor(there / component.size)
    sets.set(component.bundle, Math.min(mine, sets.get(component.bundle) ?? mine))
  }
  return lines.map(({ component, there }) => {
    const complete = component ? sets.get(component.bundle) : undefined
    return complete === undefined ? there : Math.min(there, complete * component!.size)
  })
}
