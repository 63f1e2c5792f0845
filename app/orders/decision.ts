import { z } from 'zod'
import type { Day } from '../core/day.ts'
import type { Quantity } from '../core/quantity.ts'

const Decision = z.object({
  /** When it was decided, ISO 8601. */
  at: z.string(),
  did: z.enum(['reserved', 'claimed', 'unsourced', 'released', 'unclaimed', 'shipped', 'unstocked']),
  quantity: z.number().int(),
  because: z.enum([
    'on-shelf',
    'incoming',
    'nothing-left',
    'needs-no-stock',
    'unknown-variant',
    'removed',
    'archived',
    'counted',
    'moved',
    'received',
    'purchase-order-closed',
    'delivery-note',
    'fulfilled',
    'served-elsewhere',
  ]),
  /** What it refers to, in words a person knows: a location's name, a purchase order's or a document's number. */
  ref: z.string().optional(),
  /** Who held the shelf before: the orders that came first. */
  before: z.array(z.object({ order: z.string(), quantity: z.number().int() })).optional(),
})

/** Why units of an order line are where they are: stored when it was decided, never worked out again. */
export type Decision = Readonly<z.infer<typeof Decision>>

/** Some units and the day they are promised or expected for; null when nobody knows. */
export type Dated = { readonly quantity: Quantity; readonly on: Day | null }

const Dates = z.array(z.object({ quantity: z.number().int(), on: z.string().nullable() }))

/** Reads the stored decisions of a line, oldest first; what cannot be read is left out. */
export function parseDecisions(stored: unknown): Decision[] {
  if (!Array.isArray(stored)) return []
  return stored.flatMap((one) => {
    const read = Decision.safeParse(one)
    return read.success ? [read.data] : []
  })
}

/** Reads stored dates; none when they cannot be read. */
export function parseDates(stored: unknown): Dated[] {
  const read = Dates.safeParse(stored)
  return read.success ? read.data : []
}
