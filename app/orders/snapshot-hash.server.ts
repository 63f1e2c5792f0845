import { createHash } from 'node:crypto'
import { likenessOf } from './likeness.ts'
import type { OrderSnapshot } from './order.ts'
import { snapshotText } from './snapshot-json.ts'

/** SHA-256 of a snapshot's canonical text: the same content has the same hash, whichever way it came. */
export function snapshotHash(snapshot: OrderSnapshot): string {
  return textHash(snapshotText(snapshot))
}

/** The same of the canonical text itself, which whoever saves a snapshot needs too. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** A hash of what an order orders, to find others that order the same; null when nothing is left of it. */
export function likenessHash(snapshot: OrderSnapshot): string | null {
  const likeness = likenessOf(snapshot)
  return likeness && createHash('sha256').update(likeness).digest('hex').slice(0, 32)
}
