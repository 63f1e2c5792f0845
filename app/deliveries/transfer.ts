import type { Quantity } from '../core/quantity.ts'
import { sumOf } from '../core/quantity.ts'

/** Units of one item on a transfer: what neither arrived, nor was lost, nor never left is in transit. */
export type TransferUnits = {
  readonly quantity: Quantity
  readonly arrived: Quantity
  readonly lost: Quantity
  readonly neverLeft: Quantity
}

const TRANSFER_STATES = ['draft', 'cancelled', 'sent', 'partly-received', 'received', 'closed'] as const
/**
 * Where a transfer stands. From the first receipt on, what is still in transit is disputed, until somebody says what
 * became of it: `closed` when some of it was lost or never left, else `received`.
 */
export type TransferState = (typeof TRANSFER_STATES)[number]

type Note = { readonly id: string; readonly number: string }

/** A transfer as its state allows it: goods that were sent have a note, goods of a draft have none. */
export type TransferStatus =
  | { readonly state: 'draft' }
  | { readonly state: 'cancelled'; readonly endedAt: string }
  | { readonly state: 'sent' | 'partly-received'; readonly note: Note; readonly sentAt: string }
  | {
      readonly state: 'received' | 'closed'
      readonly note: Note
      readonly sentAt: string
      readonly endedAt: string
    }

/** Reads a stored transfer's status; the database keeps what a state must have. */
export function statusOf(row: {
  readonly state: string
  readonly note: Note | null
  readonly sentAt: string | null
  readonly endedAt: string | null
}): TransferStatus {
  const { note, sentAt, endedAt } = row
  const state = TRANSFER_STATES.find((one) => one === row.state)
  if (state === 'sent' || state === 'partly-received') return { state, note: note!, sentAt: sentAt! }
  if (state === 'received' || state === 'closed')
    return { state, note: note!, sentAt: sentAt!, endedAt: endedAt! }
  return state === 'cancelled' ? { state, endedAt: endedAt! } : { state: 'draft' }
}

/** What may become of units in transit. */
export const FATES = ['arrived', 'lost', 'never-left'] as const
export type Fate = (typeof FATES)[number]

const COUNTED = { arrived: 'arrived', lost: 'lost', 'never-left': 'neverLeft' } as const

/** Units that left their origin and of which nobody has said yet what became of them. */
export function inTransit({ quantity, arrived, lost, neverLeft }: TransferUnits): Quantity {
  return quantity - arrived - lost - neverLeft
}

/** Whether goods of it may still arrive. */
export function isUnderWay(state: TransferState): boolean {
  return state === 'sent' || state === 'partly-received'
}

/** Says of units in transit what became of them. */
export function settleUnits<Line extends TransferUnits>(line: Line, fate: Fate, quantity: Quantity): Line {
  const field = COUNTED[fate]
  return { ...line, [field]: line[field] + quantity }
}

/** The state of goods that were sent, by where their units are. */
export function stateAfter(lines: readonly TransferUnits[]): Exclude<TransferState, 'draft' | 'cancelled'> {
  if (sumOf(lines, inTransit) === 0)
    return lines.some((l) => l.lost + l.neverLeft > 0) ? 'closed' : 'received'
  return lines.some((l) => l.arrived + l.lost + l.neverLeft > 0) ? 'partly-received' : 'sent'
}

/** One line's wish to move units, by a person who counts or scans them. */
export type WantedUnits = { readonly item: string; readonly quantity: Quantity }

/** Which lines want more than there is for them. */
export function beyond(
  wanted: readonly WantedUnits[],
  thereIs: (item: string) => Quantity,
): (WantedUnits & { readonly thereIs: Quantity })[] {
  return wanted.flatMap(({ item, quantity }) => {
    const most = Math.max(0, thereIs(item))
    return quantity > most ? [{ item, quantity, thereIs: most }] : []
  })
}

/** Whether a list of units can be read as one: whole numbers, each item once, at least one unit. */
export function isCount(wanted: readonly WantedUnits[]): boolean {
  const items = new Set(wanted.map((w) => w.item))
  return (
    items.size === wanted.length &&
    wanted.every((w) => Number.isSafeInteger(w.quantity) && w.quantity >= 0 && w.quantity <= 1_000_000) &&
    wanted.some((w) => w.quantity > 0)
  )
}
