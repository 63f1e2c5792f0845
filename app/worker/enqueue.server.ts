import { createHash } from 'node:crypto'
import type { Tx } from '../db.server.ts'

/** What a job carries: its shop and ids, never data. */
export type Tasks = {
  'drain-inbox': { shop: string }
  'run-effect': { shop: string; id: string }
  'import-shop': { shop: string }
  'sweep-orders': { shop: string }
  'compare-everything': { shop: string }
  'tell-low-stock': { shop: string }
  'compare-page': { shop: string; comparison: string }
  'fetch-orders': { shop: string; orders: string[] }
  'read-levels': { shop: string; items: string[] }
  'draw-document': { shop: string; document: string }
  'keep-token': { shop: string }
  'wake-shop': { shop: string }
}

export type JobOptions = {
  /** Jobs of one queue run one after the other. */
  queue?: string
  /** One waiting job a key: asking again moves it. */
  key?: string
  runAt?: Date
  /** How often a job that throws is tried; 25 without. */
  attempts?: number
}

/** Asks for a job in the given transaction: it exists when the transaction commits, and only then. */
export async function enqueue<T extends keyof Tasks>(
  tx: Tx,
  task: T,
  payload: Tasks[T],
  { queue, key, runAt, attempts = 25 }: JobOptions = {},
): Promise<void> {
  await tx.$executeRaw`SELECT enqueue(${task}, ${JSON.stringify(payload)}::json, ${queue ?? null}::text,
    ${key ?? null}::text, ${runAt ?? null}::timestamptz, ${attempts}::integer)`
}

/** The queue in which a shop's decisions follow each other, and the key of its one waiting drain. */
export const drainOf = (shop: string): JobOptions => ({ queue: `shop:${shop}`, key: `drain:${shop}` })

/** The key of a job about many ids: the queue takes keys of at most 512 characters. */
export function keyOfMany(about: string, ids: readonly string[]): string {
  return `${about}:${createHash('sha256').update(ids.join()).digest('hex')}`
}

/** The next slice of a shop's import: one at a time, and its webhooks between them. */
export const importOf = (shop: string): JobOptions => ({ queue: `shop:${shop}`, key: `import:${shop}` })
