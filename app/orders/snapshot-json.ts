import { canonicalJson } from '../core/canonical-json.ts'
import type { OrderSnapshot } from './order.ts'

// The fields of a snapshot that are minor units: JSON has no bigint, so they stand as digits in text.
const AMOUNTS = new Set(['total', 'currentTotal', 'totalTax', 'unitPrice', 'charged', 'amount'])

/** The canonical text of a snapshot: same content, same text, whatever order the source had its fields in. */
export function snapshotText(snapshot: OrderSnapshot): string {
  return canonicalJson(snapshot)
}

/** Reads a stored snapshot back. It was written by `snapshotText`, so its shape is known. */
export function snapshotOf(stored: unknown): OrderSnapshot {
  return revive(stored) as OrderSnapshot
}

function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, v]) => [
      key,
      AMOUNTS.has(key) && typeof v === 'string' ? BigInt(v) : revive(v),
    ]),
  )
}
