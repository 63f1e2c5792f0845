import { z } from 'zod'

/** What lies of an item at one location, as Shopify tells it. */
export type ToldLevel = {
  readonly item: string
  readonly location: string
  readonly onHand: number
  /** On hand, but nobody may have it: reserved by somebody at Shopify, damaged, safety stock, quality control. */
  readonly unavailable: number
}

const Told = z.object({
  id: z.string(),
  inventoryLevels: z.object({
    nodes: z.array(
      z.object({
        isActive: z.boolean().default(true),
        location: z.object({ id: z.string() }),
        quantities: z.array(z.object({ name: z.string(), quantity: z.number().int() })),
      }),
    ),
  }),
})

const UNAVAILABLE = new Set(['reserved', 'damaged', 'safety_stock', 'quality_control'])

/** Reads the levels of an inventory item as GraphQL answers them; none when it is no item. */
export function parseLevels(answer: unknown): ToldLevel[] {
  const read = Told.safeParse(answer)
  if (!read.success) return []
  // An inactive level is none: the item is not stocked there any more.
  const stocked = read.data.inventoryLevels.nodes.filter((level) => level.isActive)
  return stocked.map(({ location, quantities }) => ({
    item: read.data.id,
    location: location.id,
    onHand: quantities.find((q) => q.name === 'on_hand')?.quantity ?? 0,
    unavailable: quantities
      .filter((q) => UNAVAILABLE.has(q.name))
      .reduce((sum, q) => sum + Math.max(0, q.quantity), 0),
  }))
}
