import { setTimeout as sleep } from 'node:timers/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import { Prisma, PrismaClient } from '@prisma/client'
import { env } from './env.server.ts'

/** A database handle inside one shop's transaction: the only one there is. */
export type Tx = Prisma.TransactionClient

export { Prisma }

/** Sorts names as people read them: Épicerie before Maison. Stands behind the column that is sorted or compared. */
export const BY_NAME = Prisma.sql`COLLATE "und-x-icu"`

let opened: PrismaClient | null = null

/** The runtime role's client. Only for what knows no shop (sessions, health): all else goes through `withShop`. */
export function database(): PrismaClient {
  opened ??= new PrismaClient({
    adapter: new PrismaPg({ connectionString: env().DATABASE_RUNTIME_URL, max: 8 }),
  })
  return opened
}

// A connection that was cut right at its commit is never given back, and closing would wait for it for ever.
const CLOSING_MS = 5_000

/** Closes the connections; a process does it before it ends. */
export async function closeDatabase(): Promise<void> {
  await Promise.race([opened?.$disconnect(), sleep(CLOSING_MS, null, { ref: false })])
  opened = null
}

// A batch of a hundred orders, or one of 500 lines, must fit; a lock held longer than this is a bug.
const LIMITS = { maxWait: 15_000, timeout: 30_000 }
const ATTEMPTS = 4

/**
 * Runs `work` in one transaction that sees and writes only `shop`'s rows (row level security). Nothing of the network
 * may be awaited inside. A deadlock or serialization failure redoes the whole of it, so `work` must have no effect
 * outside the database.
 */
export async function withShop<T>(shop: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database().$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('app.shop', ${shop}, true)`
        return await work(tx)
      }, LIMITS)
    } catch (error) {
      if (attempt >= ATTEMPTS || !mayBeRedone(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * 2 ** attempt))
    }
  }
}

/** The same for pages: one transaction that PostgreSQL itself keeps from writing. The only one a route may open. */
export async function readShop<T>(shop: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withShop(shop, async (tx) => {
    await tx.$executeRaw`SET TRANSACTION READ ONLY`
    return work(tx)
  })
}

/**
 * The same, alone in the shop: whoever decides over stock, purchases or numbers waits here, so that decisions of one
 * shop follow each other and no two of them read the same shelf.
 */
export async function aloneInShop<T>(shop: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withShop(shop, async (tx) => {
    await lockShop(tx, shop)
    return work(tx)
  })
}

/** Waits until the running transaction is alone in the shop; it stays so until it ends. */
export async function lockShop(tx: Tx, shop: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${shop}, 0))`
}

const REDO = /40001|40P01|deadlock|could not serialize|P2034/

function mayBeRedone(error: unknown): boolean {
  return error instanceof Error && REDO.test(`${error.message} ${JSON.stringify(error)}`)
}
