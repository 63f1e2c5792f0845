import { z } from 'zod'
import type { Day } from '../core/day.ts'
import type { Quantity } from '../core/quantity.ts'

const count = z.number().int()

const Turn = z.object({
  priority: count,
  promisedOn: z.string().nullable(),
  placedAt: z.string(),
  order: z.string(),
  line: z.string(),
})

const Rival = z.object({ name: z.string(), turn: Turn, wanted: count, got: count })

// What decided how many units a line got of one source: stock/contest.ts says how, and decides it again.
const Contest = z.object({
  source: z.object({
    kind: z.enum(['shelf', 'incoming', 'receipt', 'order']),
    id: z.string(),
    name: z.string(),
    there: count,
    held: count,
    kept: count,
    b2bOnly: count,
  }),
  turn: Turn,
  b2b: z.boolean(),
  wanted: count,
  got: count,
  aheadUnits: count,
  ahead: z.array(Rival).readonly(),
  behind: z.array(Rival).readonly(),
})

// Who took units from which order for which, and whether he might: allocation/gift.ts decides it again.
const Gift = z.object({
  from: z.string(),
  to: z.string(),
  place: z.string(),
  held: count,
  picked: count,
  wanted: count,
  quantity: count,
  who: z.string(),
})

const Decision = z.object({
  /** When it was decided, ISO 8601. */
  at: z.string(),
  did: z.enum(['reserved', 'claimed', 'unsourced', 'released', 'unclaimed', 'shipped', 'unstocked']),
  quantity: count,
  because: z.enum([
    'on-shelf',
    'incoming',
    'nothing-left',
    'needs-no-stock',
    'unknown-variant',
    'removed',
    'archived',
    'counted',
    'short-pick',
    'moved',
    'received',
    'purchase-order-closed',
    'delivery-note',
    'fulfilled',
    'served-elsewhere',
    'shared',
    'given',
    'dealt-anew',
  ]),
  /** What it refers to, in words a person knows: a location's name, a purchase order's or a document's number. */
  ref: z.string().optional(),
  /** Who held the shelf before: the orders that came first. */
  before: z.array(z.object({ order: z.string(), quantity: count })).optional(),
  /** What happened: the cause of the transaction that decided. */
  event: z.string().optional(),
  /** By what it was decided whose turn it was, and against whom. */
  rule: z
    .object({
      by: z.enum(['priority', 'promised', 'placed', 'id']),
      against: z.string(),
      first: z.boolean(),
    })
    .optional(),
  /** Of reserved and claimed units: the source they come from and who else asked for its units. */
  contest: Contest.optional(),
  /** Of units that were given by hand, from one order to another: no turn decided it. */
  given: Gift.optional(),
  /** Of unsourced units: what was missing before, and every source that was asked for it. */
  lack: z.object({ missing: count, tried: z.array(Contest).readonly() }).optional(),
})

/** Why units of an order line are where they are: stored when it was decided, never worked out again. */
export type Decision = Readonly<z.infer<typeof Decision>>

/** Some units and the day they are promised or expected for; null when nobody knows. */
export type Dated = { readonly quantity: Quantity; readonly on: Day | null }

const Dates = z.array(z.object({ quantity: count, on: z.string().nullable() }))

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
