import type { Turn } from '../stock/allocate.ts'
import { byTurn } from '../stock/allocate.ts'

/** An order that wants an item, with the turn of its line that comes first. */
export type Standing = { readonly order: string; readonly turn: Turn }

/** The orders that get another priority, by their id. */
export type Priorities = ReadonlyMap<string, number>

/** Orders as they stand: each by its line whose turn comes first. */
export function standingsOf(turns: readonly Turn[]): Standing[] {
  const first = new Map<string, Turn>()
  for (const turn of [...turns].sort(byTurn)) if (!first.has(turn.order)) first.set(turn.order, turn)
  return [...first].map(([order, turn]) => ({ order, turn }))
}

/**
 * Which priorities put an order at another place among those that want an item: `to` counts from the first. One moved
 * up is raised, one moved down lowered, as little as it takes. Where no number is left between those it then stands
 * between, those ahead are raised too, as few and as little as it takes; those behind are never lowered: they would
 * wait behind every order that is still to come.
 */
export function moveTo(standings: readonly Standing[], order: string, to: number): Priorities {
  const mine = standings.find((s) => s.order === order)
  const others = standings.filter((s) => s.order !== order)
  const place = Math.max(0, Math.min(to, others.length))
  if (!mine || standings.indexOf(mine) === place) return new Map()
  const priority = between(mine.turn, others[place - 1]?.turn, others[place]?.turn)
  const changed = new Map<string, number>([[order, priority]])
  let next: Turn = { ...mine.turn, priority }
  for (const one of others.slice(0, place).toReversed()) {
    if (byTurn(one.turn, next) < 0) break
    next = { ...one.turn, priority: justAhead(one.turn, next) }
    changed.set(one.order, next.priority)
  }
  return new Map([...changed].filter(([id, now]) => priorityOf(standings, id) !== now))
}

/** The orders with other priorities, in the order in which they stand then. */
export function standingWith(standings: readonly Standing[], priorities: Priorities): Standing[] {
  return standings
    .map(({ order, turn }) => ({
      order,
      turn: { ...turn, priority: priorities.get(order) ?? turn.priority },
    }))
    .sort((a, b) => byTurn(a.turn, b.turn))
}

function priorityOf(standings: readonly Standing[], order: string): number | undefined {
  return standings.find((s) => s.order === order)?.turn.priority
}

// The priority nearest to its own by which a turn comes between two others. Without room it comes ahead of the second.
function between(turn: Turn, ahead: Turn | undefined, behind: Turn | undefined): number {
  const least = behind ? justAhead(turn, behind) : -Infinity
  const most = ahead ? justBehind(turn, ahead) : Infinity
  return Math.max(least, Math.min(most, turn.priority))
}

// The lowest priority by which a turn comes before another, and the highest by which it comes after.
function justAhead(turn: Turn, other: Turn): number {
  return byTurn({ ...turn, priority: other.priority }, other) < 0 ? other.priority : other.priority + 1
}

function justBehind(turn: Turn, other: Turn): number {
  return byTurn(other, { ...turn, priority: other.priority }) < 0 ? other.priority : other.priority - 1
}
