import { setTimeout as sleep } from 'node:timers/promises'
import { Prisma, PrismaClient } from '@prisma/client'
import { env } from './env.server.ts'
import { openAdapter, withStatements } from './statements.server.ts'

/** A database handle inside one shop's transaction: the only one there is. */
export type Tx = Prisma.TransactionClient

export { Prisma }

/** Sorts names as people read them: Épicerie before Maison. Stands behind the column that is sorted or compared. */
export const BY_NAME = Prisma.sql`COLLATE "und-x-icu"`

let opened: PrismaClient | null = null

/** The runtime role's client. Only for what knows no shop (sessions, health): all else goes through `withShop`. */
export function database(): PrismaClient {
  opened ??= new PrismaClient({ adapter: openAdapter(env().DATABASE_RUNTIME_URL) })
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
export function withShop<T>(shop: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction((tx) => tx.$executeRaw`SELECT ${entered(shop)}`, work)
}

// What is read are a few rows of one shop: to start other processes or a compiler for that takes longer than reading.
const entered = (
  shop: string,
) => Prisma.sql`set_config('app.shop', ${shop}, true), set_config('jit', 'off', true),
  set_config('max_parallel_workers_per_gather', '0', true)`

async function transaction<T>(enter: (tx: Tx) => Promise<unknown>, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await withStatements((straight) =>
        database().$transaction(async (begun) => {
          const tx = straight(begun)
          // Statements are done in the order in which they are sent: nobody has to wait until the shop is entered.
          const [, done] = await Promise.all([enter(tx), work(tx)])
          return done
        }, LIMITS),
      )
    } catch (error) {
      if (attempt >= ATTEMPTS || !mayBeRedone(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * 2 ** attempt))
    }
  }
}

/** The same for pages: one transaction that PostgreSQL itself keeps from writing. The only one a route may open. */
export async function readShop<T>(shop: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(
    (tx) => tx.$executeRaw`SELECT ${entered(shop)}, set_config('transaction_read_only', 'on', true)`,
    work,
  )
}

/**
 * The same, alone in the shop: whoever decides over stock, purchases or numbers waits here, so that decisions of one
 * shop follow each other and no two of them read the same shelf.
 */
export async function aloneInShop<T>(shop: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  // Who decides reads a few rows by their keys. Planning that anew each time took longer than doing it, and a plan kept
  // from when a table was small must not read the whole of it when it has grown.
  const enter = (tx: Tx) => tx.$executeRaw`
    SELECT ${entered(shop)}, set_config('plan_cache_mode', 'force_generic_plan', true),
      set_config('enable_seqscan', 'off', true), pg_advisory_xact_lock(hashtextextended(${shop}, 0))`
  return transaction(enter, work)
}

/** Waits until the running transaction is alone in the shop; it stays so until it ends. */
export async function lockShop(tx: Tx, shop: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${shop}, 0))`
}

/**
 * Reads several things in one statement: what each is read for costs less than sending it and hearing back. Rows come
 * as JSON, so days and instants are texts.
 */
export async function readTogether<Rows extends Record<string, object>>(
  tx: Tx,
  parts: { readonly [Name in keyof Rows]: Prisma.Sql },
): Promise<{ [Name in keyof Rows]: Rows[Name][] }> {
  const lists = Object.entries<Prisma.Sql>(parts).map(
    ([name, part]) =>
      Prisma.sql`(SELECT coalesce(jsonb_agg(to_jsonb(part)), '[]') FROM (${part}) part) AS ${Prisma.raw(`"${name}"`)}`,
  )
  const [row] = await tx.$queryRaw<[{ [Name in keyof Rows]: Rows[Name][] }]>`SELECT ${Prisma.join(lists)}`
  return row
}

const REDO = /40001|40P01|deadlock|could not serialize|P2034/

function mayBeRedone(error: unknown): boolean {
  return error instanceof Error && REDO.test(`${error.message} ${JSON.stringify(error)}`)
}
