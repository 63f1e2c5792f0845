import type { Quantity } from '../core/quantity.ts'

/** Where a stock-take stands. Only what is open is counted; what has ended stays as it ended. */
export type StockTakeState =
  | { readonly kind: 'open' }
  | { readonly kind: 'posted'; readonly at: string; readonly by: string; readonly uncounted: Uncounted }
  | { readonly kind: 'abandoned'; readonly at: string; readonly by: string }

/** What becomes of items that nobody counted: nothing, or none of them are there. */
export const UNCOUNTED = ['left-out', 'zero'] as const
export type Uncounted = (typeof UNCOUNTED)[number]

/** Why more or less lies there than the ledger told. */
export const REASONS = ['counting-error', 'lost', 'broken', 'theft', 'found', 'other'] as const
export type Reason = (typeof REASONS)[number]

/** Which items a stock-take is about. */
export type Selection =
  | { readonly by: 'everything' }
  | { readonly by: 'search'; readonly search: string }
  | { readonly by: 'supplier'; readonly supplier: string }
  | { readonly by: 'codes'; readonly codes: readonly string[] }
  | { readonly by: 'age'; readonly days: number }
  | { readonly by: 'item'; readonly item: string }

/** What the ledger tells of a shelf: how much lies there, and the last of its rows. */
export type Shelf = { readonly onHand: Quantity; readonly position: bigint }

/** What was counted of an item, and what the ledger told then. */
export type Count = {
  readonly counted: Quantity
  readonly expected: Quantity
  readonly position: bigint
  /** Goods moved between two scans: what was counted before may have left since. */
  readonly moved: boolean
}

/** One scan adds, what is typed replaces, and what is undone takes back what it had added. */
export type Step =
  | { readonly did: 'add'; readonly units: number }
  | { readonly did: 'set'; readonly units: Quantity }
  | { readonly did: 'undo'; readonly before: Quantity | null; readonly after: Quantity | null }

/**
 * What is counted of an item after a step; null when it is as if nobody had counted it. Each step compares with the
 * ledger as it is then, so that what ships or comes later is no difference.
 */
export function nextCount(before: Count | null, step: Step, shelf: Shelf): Count | null {
  switch (step.did) {
    case 'set':
      return {
        counted: Math.max(0, step.units),
        expected: shelf.onHand,
        position: shelf.position,
        moved: false,
      }
    case 'add':
      return counted(before, (before?.counted ?? 0) + step.units, shelf)
    case 'undo': {
      const units = (before?.counted ?? 0) - ((step.after ?? 0) - (step.before ?? 0))
      return step.before === null && units <= 0 ? null : counted(before, units, shelf)
    }
  }
}

function counted(before: Count | null, units: number, { onHand, position }: Shelf): Count {
  const moved = before !== null && (before.moved || before.expected !== onHand)
  return { counted: Math.max(0, units), expected: onHand, position, moved }
}

/**
 * By how much a shelf is to be moved: what was counted less what the ledger told then, less what another stock-take
 * has corrected since. Goods that shipped or came meanwhile stay out of it.
 */
export function differenceOf(
  { counted: units, expected }: Pick<Count, 'counted' | 'expected'>,
  corrected: number,
): number {
  return units - expected - corrected
}

/** The reason that stands for a difference until a person chooses another. */
export function presumedReason(difference: number): Reason {
  return difference > 0 ? 'found' : 'lost'
}

/** The codes of a pasted list: one each line, or between commas, semicolons, tabs. Each once. */
export function codesIn(text: string): string[] {
  const codes = text.split(/[\r\n,;\t]+/).map((code) => code.trim())
  return [...new Set(codes.filter((code) => code !== ''))]
}

/**
 * How a code that was scanned or typed may stand in the catalogue: SKUs are typed in any case, and a scanner drops or
 * adds the zero that makes a UPC an EAN.
 */
export function spellingsOf(code: string): string[] {
  const text = code.trim()
  const zeros = /^\d{12}$/.test(text) ? [`0${text}`] : /^0\d{12}$/.test(text) ? [text.slice(1)] : []
  return [...new Set([text, text.toUpperCase(), text.toLowerCase(), ...zeros])]
}

/** Shopify takes at most 250 values in one list: more differences are told in several calls. */
export const LINES_A_CALL = 250
