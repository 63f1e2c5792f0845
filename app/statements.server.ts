import { AsyncLocalStorage } from 'node:async_hooks'
import type { Socket } from 'node:net'
import process from 'node:process'
import { PrismaPg } from '@prisma/adapter-pg'
import { Prisma } from '@prisma/client'
import pg from 'pg'

// Prisma's way of a raw statement costs this process 0.44 ms, and PostgreSQL plans it anew each time. A transaction
// sends its own straight to its connection, where it is prepared once: 0.08 ms, and 0.05 instead of 0.17 for PostgreSQL.
// Statements that do not wait for each other are sent together, and done in the order in which they were sent.

/** The connection of a running transaction; `over` once it was committed or rolled back. */
type Running = { client: pg.PoolClient | null; over: boolean }

const running = new AsyncLocalStorage<Running>()

/** Prisma's adapter, which tells a transaction that was begun by `withStatements` what its connection is. */
export function openAdapter(connectionString: string): PrismaPg {
  const adapter = new PrismaPg({ connectionString, max: 8, pipeline: true })
  const connect = adapter.connect.bind(adapter)
  adapter.connect = async () => {
    const connected = await connect()
    const begin = connected.startTransaction.bind(connected)
    connected.startTransaction = async (isolation) => {
      const transaction = await begin(isolation)
      const mine = running.getStore()
      if (mine && !mine.client) follow(mine, transaction)
      return transaction
    }
    return connected
  }
  return adapter
}

type Begun = Awaited<ReturnType<Awaited<ReturnType<PrismaPg['connect']>>['startTransaction']>>

// Prisma ends a transaction that takes too long; its connection is somebody else's then.
function follow(mine: Running, transaction: Begun): void {
  mine.client = (transaction as unknown as { client: pg.PoolClient }).client
  for (const end of ['commit', 'rollback'] as const) {
    const ended = transaction[end].bind(transaction)
    transaction[end] = () => {
      mine.over = true
      return ended()
    }
  }
}

/** Runs `begin`, which opens a transaction and hands it to what `straight` makes of it. */
export function withStatements<T>(
  begin: (straight: (tx: Prisma.TransactionClient) => Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  const mine: Running = { client: null, over: false }
  return running.run(mine, () => begin((tx) => straight(tx, mine)))
}

// The transaction's models are Prisma's; its raw statements go straight to the connection.
function straight(tx: Prisma.TransactionClient, mine: Running): Prisma.TransactionClient {
  const send = (strings: TemplateStringsArray | Prisma.Sql, values: readonly unknown[]) => {
    if (mine.over || !mine.client) throw new Error('the transaction is over')
    const sql = 'raw' in strings ? Prisma.sql(strings, ...values) : strings
    together(mine.client)
    return mine.client.query({ ...named(sql.text), values: sql.values.map(argument), types: TYPES })
  }
  const statements = {
    $queryRaw: async (strings: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await send(strings, values)).rows as unknown,
    $executeRaw: async (strings: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await send(strings, values)).rowCount ?? 0,
  }
  return new Proxy(tx, {
    get: (models, key) =>
      key in statements ? statements[key as keyof typeof statements] : models[key as keyof typeof models],
  })
}

// Statements of one turn of the event loop leave in one packet: each write costs as much as a small statement.
function together(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

// Statements are written in the code, so they are few; what is put together beyond that is not kept.
const MOST_PREPARED = 1_000
const names = new Map<string, string>()

function named(text: string): { text: string; name?: string } {
  const known = names.get(text)
  if (known) return { text, name: known }
  if (names.size >= MOST_PREPARED) return { text }
  const name = `carnet-${names.size}`
  names.set(text, name)
  return { text, name }
}

// An instant is written as it is, whatever this machine's time zone.
function argument(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  return Array.isArray(value) ? value.map(argument) : value
}

// What a column's text becomes, as Prisma has it: whole numbers stay exact, days are midnights in UTC.
const instantIn = (text: string) => new Date(`${text.replace(' ', 'T')}Z`)
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.INT8]: BigInt,
  [pg.types.builtins.NUMERIC]: (text) => new Prisma.Decimal(text),
  [pg.types.builtins.DATE]: (text) => new Date(`${text}T00:00:00Z`),
  [pg.types.builtins.TIMESTAMP]: instantIn,
}
const DATES = 1182
const TYPES = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === DATES)
      return (text: string) => listed(text).map((day) => PARSERS[pg.types.builtins.DATE]!(day))
    return PARSERS[oid] ?? pg.types.getTypeParser(oid, format as 'text')
  }) as typeof pg.types.getTypeParser,
}

const listed = (text: string) => text.slice(1, -1).split(',').filter(Boolean)
