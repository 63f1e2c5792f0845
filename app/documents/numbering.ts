import type { Day } from '../core/day.ts'
import type { DocumentKind } from './document.ts'

/** How a kind of document is numbered: its format, and whether the count starts anew each year. */
export type SeriesRule = { readonly format: string; readonly yearly: boolean }

/** The series a shop starts with. `{year}` is the period, `{no:6}` the number with leading zeros. */
export const SERIES: Readonly<Record<DocumentKind, SeriesRule>> = {
  'pick-list': { format: 'PL-{year}-{no:5}', yearly: true },
  'delivery-note': { format: 'BL-{year}-{no:5}', yearly: true },
  invoice: { format: 'F-{year}-{no:6}', yearly: true },
  'transfer-note': { format: 'BT-{year}-{no:5}', yearly: true },
  'purchase-order': { format: 'CF-{no}', yearly: false },
}

/** The period a document of that day is counted in: its year, or "" in a series that never starts anew. */
export function periodOf(kind: DocumentKind, day: Day): string {
  return SERIES[kind].yearly ? day.slice(0, 4) : ''
}

/** The number as it is printed: F-2026-000318. */
export function numberText(format: string, period: string, no: number): string {
  return format
    .replace('{year}', period)
    .replace(/\{no(?::(\d+))?\}/, (_, width: string | undefined) =>
      String(no).padStart(Number(width ?? 1), '0'),
    )
}
