import { aloneInShop, withShop, type Prisma, type Tx } from '#app/db.server.ts'
import { readEvent } from '#app/inbox/read-event.ts'
import {
  compareReplay,
  fold,
  type HeldOrder,
  type ReplayDifference,
  type ToldOnce,
} from '#app/orders/replay.ts'
import { snapshotHash } from '#app/orders/snapshot-hash.server.ts'

/** What folding everything that was told of a shop's orders from nothing came to, beside the books. */
export type Replayed = {
  /** Stored webhooks that were read, and those of them that are not worked through yet: they are left out. */
  readonly webhooks: number
  readonly waiting: number
  /** What Shopify told when it was asked. */
  readonly fetches: number
  readonly orders: number
  readonly differences: readonly ReplayDifference[]
}

// Bodies reach a megabyte.
const EVENTS_A_PAGE = 100

/**
 * Reads every stored webhook of a shop anew, from nothing, with what Shopify told when it was asked, and compares what
 * it amounts to with the books. Changes nothing. While the books are read nobody else works in the shop, so that what
 * comes meanwhile is no difference.
 */
export async function replayWebhooks(shop: string): Promise<Replayed> {
  const known = new Map<string, ToldOnce>()
  const due: bigint[] = []
  const read = { known, due, webhooks: 0, after: 0n }
  for (let more = true; more;) {
    const page = { where: { shop, id: { gt: read.after }, state: { in: TOLD } }, take: EVENTS_A_PAGE }
    const events = await withShop(shop, (tx) => storedEvents(tx, page))
    foldEvents(known, events)
    due.push(...events.filter((e) => e.state === 'due').map((e) => e.id))
    read.webhooks += events.length
    read.after = events.at(-1)?.id ?? read.after
    more = events.length === EVENTS_A_PAGE
  }
  return aloneInShop(shop, (tx) => endOf(tx, shop, read))
}

// What was ignored came while the app was not installed: the import read everything anew.
const WORKED_ON = ['done', 'dead']
const TOLD = ['due', ...WORKED_ON]

type StoredEvent = Awaited<ReturnType<typeof storedEvents>>[number]

function storedEvents(tx: Tx, which: { where: Prisma.InboxEventWhereInput; take?: number }) {
  const select = { id: true, topic: true, body: true, state: true }
  return tx.inboxEvent.findMany({ ...which, orderBy: { id: 'asc' }, select })
}

function foldEvents(known: Map<string, ToldOnce>, events: readonly StoredEvent[]): void {
  for (const event of events) {
    const reading = event.state === 'due' ? null : readEvent(event)
    if (reading?.kind !== 'order-snapshot') continue
    const { snapshot } = reading
    fold(known, {
      order: snapshot.id,
      name: snapshot.name,
      updatedAt: snapshot.updatedAt,
      hash: snapshotHash(snapshot),
      fetched: false,
      source: `webhook ${event.id}`,
      dead: event.state === 'dead',
    })
  }
}

type Read = { known: Map<string, ToldOnce>; due: readonly bigint[]; webhooks: number; after: bigint }

async function endOf(tx: Tx, shop: string, { known, due, webhooks, after }: Read): Promise<Replayed> {
  const meanwhile = { OR: [{ id: { in: [...due] } }, { id: { gt: after } }], state: { in: WORKED_ON } }
  const since = await storedEvents(tx, { where: { shop, ...meanwhile } })
  foldEvents(known, since)
  const fetches = await fetchesOf(tx, shop)
  for (const told of fetches) fold(known, told)
  const books = await booksOf(tx, shop)
  return {
    webhooks: webhooks + since.filter((e) => e.id > after).length,
    waiting: await tx.inboxEvent.count({ where: { shop, state: 'due' } }),
    fetches: fetches.length,
    orders: books.length,
    differences: compareReplay(known, books),
  }
}

async function fetchesOf(tx: Tx, shop: string): Promise<ToldOnce[]> {
  const rows = await tx.$queryRaw<{ id: bigint; order: string; name: string; at: Date; hash: string }[]>`
    SELECT id, order_id AS order, snapshot->>'name' AS name, updated_at AS at, hash
    FROM order_told WHERE shop = ${shop} AND by = 'fetched' ORDER BY id`
  return rows.map(({ id, at, ...told }) => ({
    ...told,
    updatedAt: at.toISOString(),
    fetched: true,
    source: `fetch ${id}`,
    dead: false,
  }))
}

async function booksOf(tx: Tx, shop: string): Promise<HeldOrder[]> {
  const rows = await tx.order.findMany({
    where: { shop },
    orderBy: [{ placedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, updatedAt: true, snapshotHash: true },
  })
  return rows.map((row) => ({
    order: row.id,
    name: row.name,
    updatedAt: row.updatedAt.toISOString(),
    hash: row.snapshotHash,
  }))
}
