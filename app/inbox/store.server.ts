import pg from 'pg'
import { env } from '../env.server.ts'
import { log } from '../log.server.ts'

/** A webhook as it is stored. */
export type Arrived = {
  readonly shop: string
  readonly topic: string
  readonly eventId: string
  readonly webhookId: string | null
  readonly apiVersion: string | null
  readonly triggeredAt: Date | null
  readonly receivedAt: Date
  readonly body: Buffer
}

// Shopify gives up after 5 s: better to say 503 before, so that it tries again.
const PATIENCE_MS = 3_500
// So many at once, and no more bytes, but always one: bodies are a few kilobytes, and may be megabytes.
const TOGETHER = 200
const BYTES_TOGETHER = 4 * 1024 * 1024

type Waiting = {
  readonly arrived: Arrived
  readonly since: number
  stored(isNew: boolean): void
  failed(error: unknown): void
}

const waiting: Waiting[] = []
let storing = false

/**
 * Stores a webhook and asks for its shop's inbox to be drained; says whether it is new. Those that arrive while others
 * are being stored are stored together next: one commit for all of them, and one after the other for a shop's drain.
 */
export function storeWebhook(arrived: Arrived): Promise<boolean> {
  return new Promise((stored, failed) => {
    waiting.push({ arrived, since: performance.now(), stored, failed })
    if (!storing) setImmediate(() => void storeWaiting())
  })
}

/** Closes the connections; a process does it before it ends. */
export async function closeInbox(): Promise<void> {
  await pool?.end()
  pool = null
}

async function storeWaiting(): Promise<void> {
  if (storing) return
  storing = true
  while (waiting.length > 0) await storeOrRefuse(waiting.splice(0, next()))
  storing = false
}

function next(): number {
  let bytes = 0
  const most = waiting.findIndex(({ arrived }) => (bytes += arrived.body.length) > BYTES_TOGETHER)
  return most < 0 ? TOGETHER : Math.min(TOGETHER, Math.max(1, most))
}

async function storeOrRefuse(batch: readonly Waiting[]): Promise<void> {
  const late = batch.filter(({ since }) => performance.now() - since > PATIENCE_MS)
  for (const { failed } of late) failed(new Error('the database takes too long'))
  const inTime = batch.filter((one) => !late.includes(one))
  if (inTime.length === 0) return
  try {
    const news = await storeAll(inTime.map(({ arrived }) => arrived))
    inTime.forEach(({ stored }, n) => stored(news[n]!))
  } catch (error) {
    // What PostgreSQL refuses of one must not be refused of the others.
    if (inTime.length > 1 && isRefusal(error)) for (const one of inTime) await storeOrRefuse([one])
    else for (const { failed } of inTime) failed(error)
  }
}

// Data it cannot take and constraints (classes 22 and 23); all else is about the database, not about what came.
function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '')
}

// A plain pool beside Prisma's: one round trip, and a busy page never makes Shopify wait.
let pool: pg.Pool | null = null

function inboxPool(): pg.Pool {
  if (pool) return pool
  pool = new pg.Pool({
    connectionString: env().DATABASE_RUNTIME_URL,
    max: 2,
    connectionTimeoutMillis: PATIENCE_MS,
    statement_timeout: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  })
  pool.on('error', (error) => log.warn({ err: error }, 'an idle connection of the inbox ended'))
  return pool
}

// Shop by shop, so that processes which store at once take their locks in one order. Bodies go as one piece, as the bytes
// they are: an array of them would be sent as text.
async function storeAll(arrived: readonly Arrived[]): Promise<boolean[]> {
  const sorted = arrived
    .map((one, at) => ({ one, at }))
    .sort((a, b) => (a.one.shop < b.one.shop ? -1 : a.one.shop > b.one.shop ? 1 : 0))
  const column = <K extends keyof Arrived>(name: K) => sorted.map(({ one }) => one[name])
  const bodies = column('body')
  const { rows } = await inboxPool().query<{ is_new: boolean }>({
    name: 'receive-webhooks',
    text: `SELECT receive_webhook(w.shop, w.topic, w.event, w.webhook, w.version, w.triggered, w.received,
        substring($10::bytea FROM w.start FOR w.length)) AS is_new
      FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::int[], $9::int[])
        AS w (shop, topic, event, webhook, version, triggered, received, start, length)`,
    values: [
      column('shop'),
      column('topic'),
      column('eventId'),
      column('webhookId'),
      column('apiVersion'),
      column('triggeredAt').map((at) => at?.toISOString() ?? null),
      column('receivedAt').map((at) => at.toISOString()),
      startsOf(bodies),
      bodies.map((body) => body.length),
      Buffer.concat(bodies),
    ],
  })
  const news = new Array<boolean>(arrived.length)
  sorted.forEach(({ at }, n) => (news[at] = rows[n]!.is_new))
  return news
}

// PostgreSQL counts from 1.
function startsOf(bodies: readonly Buffer[]): number[] {
  let next = 1
  return bodies.map(({ length }) => (next += length) - length)
}
