import { AsyncLocalStorage } from 'node:async_hooks'

/** A piece of work that asks Shopify: how long it may stand in line altogether, and what it heard of the connection. */
export type Turn = {
  /** It stands behind whatever a person or an order waits for, and leaves them half the points. */
  readonly background: boolean
  readonly patienceMs: number
  waitedMs: number
  /** How many of its calls stand in line now, and since when one does. */
  standing: number
  since: number
  /** The API version that answered last; null while nothing did. */
  version: string | null
  /** Why Shopify can no longer be asked; null while it can. */
  parked: string | null
}

/** How long work stands in line that did not have to come back yet, and all that is no job. */
export const PATIENCE_MS = 10_000

/** A turn that begins now. */
export function newTurn({ background = false, patienceMs = PATIENCE_MS } = {}): Turn {
  return { background, patienceMs, waitedMs: 0, standing: 0, since: 0, version: null, parked: null }
}

const turns = new AsyncLocalStorage<Turn>()

/** Does a piece of work: every call to Shopify that it makes is of this turn. */
export function inTurn<T>(turn: Turn, work: () => Promise<T>): Promise<T> {
  return turns.run(turn, work)
}

/** The turn of the work that runs now; what runs in none has one for itself. */
export function thisTurn(): Turn {
  return turns.getStore() ?? newTurn()
}

/** How much longer the work may stand in line: calls that stand beside each other wait together. */
export function patienceLeft({ patienceMs, waitedMs, standing, since }: Turn): number {
  return patienceMs - waitedMs - (standing > 0 ? Date.now() - since : 0)
}

/** Counts how long a call of a turn stands in line. */
export async function standing<T>(turn: Turn, place: Promise<T>): Promise<T> {
  if (turn.standing++ === 0) turn.since = Date.now()
  try {
    return await place
  } finally {
    if (--turn.standing === 0) turn.waitedMs += Date.now() - turn.since
  }
}
