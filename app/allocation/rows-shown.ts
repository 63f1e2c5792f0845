import type { BoardRow, ByHand, Shift } from './board.ts'

/** How many orders a board shows at first, and how many more at each asking. */
export const ROWS_AT_ONCE = 50

// More moved dates than these nobody reads before a click: the worst stand first.
const SHIFTS_AT_ONCE = 30

/** How many rows an address asks for. */
export function rowsAsked(text: string | null): number {
  const asked = Number(text)
  return Number.isSafeInteger(asked) && asked > ROWS_AT_ONCE ? asked : ROWS_AT_ONCE
}

/** The first rows in turn, and those of `named` orders wherever they stand. */
export function rowsShown(
  rows: readonly BoardRow[],
  first: number,
  named: readonly (string | null)[],
): BoardRow[] {
  return rows.filter(({ order, place }) => place < first || named.includes(order))
}

/** What a change by hand would do, as much of it as is shown; `moved` counts all lines whose dates move. */
export type Looked = {
  readonly rows: BoardRow[]
  readonly shifts: Shift[]
  readonly moved: number
  /** Names exactly this: all of it. */
  readonly seen: string
}

/** Cuts a preview to what its board shows: the first rows, the orders that were moved, and the worst of what moves. */
export function lookedAt(
  {
    rows,
    shifts,
    seen,
  }: { readonly rows: readonly BoardRow[]; readonly shifts: readonly Shift[]; seen: string },
  byHand: ByHand,
  first: number,
): Looked {
  const shown = rowsShown(rows, first, ordersIn(byHand))
  return { rows: shown, shifts: shifts.slice(0, SHIFTS_AT_ONCE), moved: shifts.length, seen }
}

function ordersIn(byHand: ByHand): string[] {
  if (byHand.kind === 'turns') return byHand.moves.map(({ order }) => order)
  return byHand.kind === 'gift' ? [byHand.from, byHand.to] : []
}
