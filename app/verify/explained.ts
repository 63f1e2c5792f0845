import { isGiven } from '../allocation/gift.ts'
import type { Quantity } from '../core/quantity.ts'
import { sumOf } from '../core/quantity.ts'
import type { Decision } from '../orders/decision.ts'
import { holds, ruleOf } from '../stock/contest.ts'
import type { Found, Offender, RuleCheck } from './check.ts'

/** Where the units of a line are, each place by the id of its source, and the decisions stored with it, oldest first. */
export type ExplainedLine = {
  readonly order: string
  readonly line: string
  readonly reserved: readonly Part[]
  readonly claimed: readonly Part[]
  readonly unsourced: Quantity
  readonly why: readonly Decision[]
}

type Part = { readonly source: string; readonly quantity: Quantity }

export const EXPLAINED: RuleCheck = {
  id: 'I34',
  name: 'every reserved, claimed and unsourced unit has the decision that made it, and deciding again says the same',
}

/** What of a line nobody can explain, or what its stored decisions do not say when they are made again. */
export function unexplained(line: ExplainedLine): Found[] {
  const rows = [
    ...line.reserved.flatMap((part) => wrongHold(line, 'reserved', part)),
    ...line.claimed.flatMap((part) => wrongHold(line, 'claimed', part)),
    ...wrongShortage(line),
  ]
  return rows.map((row) => ({ check: EXPLAINED, row: { order: line.order, line: line.line, ...row } }))
}

function wrongHold({ why }: ExplainedLine, did: 'reserved' | 'claimed', part: Part): Offender[] {
  const decisions = why.filter((d) => d.did === did && sourceOf(d) === part.source)
  const explained = sumOf(decisions, (d) => d.quantity)
  const missing = explained < part.quantity ? [{ did, ...part, explained }] : []
  const wrong = decisions.filter((d) => !isDecidedAgain(d))
  return [...missing, ...wrong.map((d) => ({ did, ...part, at: d.at, says: d.quantity }))]
}

function wrongShortage({ unsourced, why }: ExplainedLine): Offender[] {
  if (unsourced === 0) return []
  const last = why.findLast((d) => d.did === 'unsourced')
  const found = sumOf(last?.lack?.tried ?? [], (contest) => contest.got)
  const again = (last?.lack?.missing ?? 0) - found
  const isTrue = last?.lack?.tried.every((contest) => holds(contest)) === true
  return last?.quantity === unsourced && again === unsourced && isTrue
    ? []
    : [{ did: 'unsourced', quantity: unsourced, says: last?.quantity ?? null, again }]
}

// What was given by hand came from the shelf on which it lay, by nobody's turn.
function sourceOf({ given, contest }: Decision): string | undefined {
  return given ? given.place : contest?.source.id
}

function isDecidedAgain({ did, because, quantity, given, contest, rule }: Decision): boolean {
  if (given)
    return (
      did === 'reserved' &&
      because === 'given' &&
      !contest &&
      !rule &&
      given.quantity === quantity &&
      isGiven(given)
    )
  if (!contest || because === 'given' || contest.got !== quantity) return false
  const again = ruleOf(contest)
  const same = again?.by === rule?.by && again?.against === rule?.against && again?.first === rule?.first
  return holds(contest) && same
}
