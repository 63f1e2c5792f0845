import type { Quantity } from '../core/quantity.ts'
import { sumOf } from '../core/quantity.ts'
import type { Asked, Turn } from './allocate.ts'
import { byTurn } from './allocate.ts'

/** Who asked for units of the same source, and what he got. `name` is what people call his order. */
export type Rival = {
  readonly name: string
  readonly turn: Turn
  readonly wanted: Quantity
  readonly got: Quantity
}

/** Where units came from: a shelf, an incoming purchase order line, what a receipt brought, or what the order held. */
export type ContestSource = {
  readonly kind: 'shelf' | 'incoming' | 'receipt' | 'order'
  /** The location on whose shelf the units lie, or the purchase order line that brings them. */
  readonly id: string
  readonly name: string
  /** Units that were there; of these, what others held already, what is kept as safety stock, and set aside for businesses. */
  readonly there: Quantity
  readonly held: Quantity
  readonly kept: Quantity
  readonly b2bOnly: Quantity
}

/**
 * How it came that a line got so many units of one source: what was there, whose turn it was, and who else asked.
 * Everything that decided is in it, so that the decision can be made again from what is stored.
 */
export type Contest = {
  readonly source: ContestSource
  readonly turn: Turn
  readonly b2b: boolean
  readonly wanted: Quantity
  readonly got: Quantity
  /** Units that went to those whose turn came before; the nearest of them, and of those after who went short. */
  readonly aheadUnits: Quantity
  readonly ahead: readonly Rival[]
  readonly behind: readonly Rival[]
}

/** By what it was decided whose turn it was, against whom, and whether ours came first. */
export type Rule = {
  readonly by: 'priority' | 'promised' | 'placed' | 'id'
  readonly against: string
  readonly first: boolean
}

const NEAREST = 3

/** What each line asked of a source among all who did, by line; `asked` is in turn. */
export function contestsOver(
  source: ContestSource,
  asked: readonly Asked[],
  nameOf: (order: string) => string,
): Map<string, Contest> {
  const rivals = asked.map(({ by, wanted, got }): Rival => ({
    ...{ name: nameOf(by.order), turn: turnOf(by) },
    ...{ wanted, got },
  }))
  const behind = shortAfter(rivals)
  const contests = new Map<string, Contest>()
  let aheadUnits = 0
  let ahead: readonly Rival[] = []
  for (const [at, { by }] of asked.entries()) {
    const { turn, wanted, got } = rivals[at]!
    const mine = { source, turn, b2b: by.b2b, wanted, got }
    contests.set(by.line, { ...mine, aheadUnits, ahead, behind: behind[at]! })
    aheadUnits += got
    if (got > 0) ahead = [...ahead, rivals[at]!].slice(-NEAREST)
  }
  return contests
}

// For each of those who asked, the next ones after him who got less than they wanted.
function shortAfter(rivals: readonly Rival[]): (readonly Rival[])[] {
  const after: (readonly Rival[])[] = []
  let short: readonly Rival[] = []
  for (const rival of rivals.toReversed()) {
    after.push(short)
    if (rival.got < rival.wanted) short = [rival, ...short].slice(0, NEAREST)
  }
  return after.reverse()
}

function turnOf({ priority, promisedOn, placedAt, order, line }: Turn): Turn {
  return { priority, promisedOn, placedAt, order, line }
}

/** How many units the line gets, decided again from what is stored. */
export function granted({ source, b2b, wanted, aheadUnits }: Contest): Quantity {
  const free = Math.max(0, source.there - source.held - source.kept)
  const left = free - aheadUnits - (b2b ? 0 : source.b2bOnly)
  return Math.min(wanted, Math.max(0, left))
}

/** Whether the contest, decided again, ends as it is stored: the same units, and nobody out of turn. */
export function holds(contest: Contest): boolean {
  const { turn, got, ahead, behind, aheadUnits } = contest
  return (
    granted(contest) === got &&
    ahead.every((rival) => byTurn(rival.turn, turn) < 0) &&
    behind.every((rival) => byTurn(turn, rival.turn) < 0) &&
    sumOf(ahead, (rival) => rival.got) <= aheadUnits
  )
}

/** What decided between the line and its nearest rival: one who went short behind it, else one who was served before. */
export function ruleOf({ turn, ahead, behind, got, wanted }: Contest): Rule | null {
  const served = ahead.findLast((rival) => rival.turn.order !== turn.order)
  const short = behind.find((rival) => rival.turn.order !== turn.order)
  // Who went short wants to know who came before him; who got all, whom he was preferred to.
  const rival = got < wanted ? (served ?? short) : (short ?? served)
  return rival
    ? { by: criterion(turn, rival.turn), against: rival.name, first: byTurn(turn, rival.turn) < 0 }
    : null
}

function criterion(a: Turn, b: Turn): Rule['by'] {
  if (a.priority !== b.priority) return 'priority'
  if (a.promisedOn !== b.promisedOn) return 'promised'
  return a.placedAt !== b.placedAt ? 'placed' : 'id'
}
