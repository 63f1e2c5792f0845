import { isAway, type AdminError } from '#app/adapters/shopify/admin-error.server.ts'
import { now } from '#app/clock.server.ts'
import type { Tx } from '#app/db.server.ts'
import { aloneInShop, withShop } from '#app/db.server.ts'
import type { ClaimedEvent, EventEnd } from '#app/inbox/claim.server.ts'
import { BATCH, claimEvents, endEvents, LAST_ATTEMPT, unclaimEvents } from '#app/inbox/claim.server.ts'
import { readEvent, saysAll } from '#app/inbox/read-event.ts'
import type { Reading } from '#app/inbox/readings.server.ts'
import { log } from '#app/log.server.ts'
import { snapshotOf } from '#app/orders/snapshot-json.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'
import { drainOf, enqueue, keyOfMany } from '#app/worker/enqueue.server.ts'
import { saveAsked } from './asked-saved.server.ts'
import type { Asked } from './events-asked.server.ts'
import { ask } from './events-asked.server.ts'
import { readLevelsLater } from './levels-read.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import type { Told } from './order-settled.server.ts'
import { settleOrders } from './order-settled.server.ts'

const OUTSIDE_PAUSE_MS = 15_000

/**
 * Works through a shop's inbox: a batch of events in one transaction. A batch that fails is redone one by one, so that
 * one bad event blocks no other; an event that failed too often is dead, and a task says so. What Shopify has to be
 * asked is asked before, outside any transaction; when it has no points for that, or cannot be asked at all, the events
 * stay as they were, and `throttled` or `parked` is thrown.
 */
export async function drainInbox(shop: string, atMost = BATCH): Promise<void> {
  const events = await withShop(shop, (tx) => claimEvents(tx, shop, atMost))
  if (events.length === 0) return
  const { pause, away } = await work(shop, events)
  if (away) throw away
  await withShop(shop, async (tx) => {
    const left = await tx.inboxEvent.findFirst({ where: { shop, state: 'due' }, select: { id: true } })
    if (left)
      await enqueue(
        tx,
        'drain-inbox',
        { shop },
        { ...drainOf(shop), ...(pause ? { runAt: new Date(Date.now() + pause) } : {}) },
      )
  })
}

/** How long to wait before going on, and what says that Shopify itself tells when. */
type Worked = { readonly pause: number; readonly away: AdminError | null }

/** Works on events together; when that fails, one by one. */
async function work(shop: string, events: readonly ClaimedEvent[]): Promise<Worked> {
  try {
    await settleEvents(shop, events)
    return { pause: 0, away: null }
  } catch (error) {
    if (isAway(error)) return withoutOutside(shop, events, error)
    if (events.length === 1) return { pause: await bury(shop, events[0]!, error), away: null }
    log.warn({ shop, err: error, events: events.length }, 'the batch failed: its events one by one')
    let worked: Worked = { pause: 0, away: null }
    for (const event of events) {
      const one = await work(shop, [event])
      worked = { pause: one.pause || worked.pause, away: one.away ?? worked.away }
    }
    return worked
  }
}

// What Shopify must be asked for waits, its attempt given back; an uninstall or a privacy request behind it does not.
async function withoutOutside(
  shop: string,
  events: readonly ClaimedEvent[],
  error: AdminError,
): Promise<Worked> {
  const alone = events.filter((event) => saysAll(readEvent(event)))
  const waiting = alone.length < events.length ? events.filter((event) => !alone.includes(event)) : events
  const ids = waiting.map((event) => event.id)
  await withShop(shop, (tx) => unclaimEvents(tx, shop, ids))
  log.warn({ shop, err: error, events: waiting.length }, 'Shopify cannot be asked now')
  const worked = alone.length > 0 && waiting !== events ? await work(shop, alone) : null
  if (error.failure.kind === 'unreachable') return { pause: OUTSIDE_PAUSE_MS, away: null }
  // What was done may be why nothing more has to be asked.
  return worked ?? { pause: 0, away: error }
}

// The event stays due until its last attempt; then a person decides.
async function bury(shop: string, event: ClaimedEvent, error: unknown): Promise<number> {
  const why = error instanceof Error ? error.message.slice(0, 500) : String(error)
  log.error({ shop, err: error, event: event.id.toString(), attempts: event.attempts }, 'an event failed')
  if (event.attempts < LAST_ATTEMPT) return 1_000 * 2 ** event.attempts
  await withShop(shop, (tx) => endDead(tx, shop, event, why))
  return 0
}

async function endDead(tx: Tx, shop: string, event: ClaimedEvent, why: string): Promise<void> {
  const at = now()
  await endEvents(tx, shop, [{ id: event.id, state: 'dead', reason: why }], at)
  const id = event.id.toString()
  await raiseTasks(
    tx,
    shop,
    [{ key: `event:${id}`, kind: 'event-dead', subject: id, params: { topic: event.topic, why } }],
    at,
  )
}

async function settleEvents(shop: string, events: readonly ClaimedEvent[]): Promise<void> {
  const readings: Reading[] = events.map((event) => ({ event, reading: readEvent(event) }))
  const known = await withShop(shop, (tx) =>
    tx.shop.findUnique({ where: { shop }, select: { currency: true, uninstalledAt: true } }),
  )
  if (!known) return endIgnored(shop, readings, 'the shop is not installed')
  const left = known.uninstalledAt ? readings.filter(({ reading }) => !saysAll(reading)) : []
  if (left.length > 0) await endIgnored(shop, left, 'the app is uninstalled')
  const settled = readings.filter((one) => !left.includes(one))
  if (settled.length === 0) return
  const asked = await ask(shop, settled, known.currency)
  await aloneInShop(shop, async (tx) => {
    await settleAsked(tx, shop, asked, freshCause(`inbox:${events[0]!.id}-${events.at(-1)!.id}`))
    await endAsked(tx, shop, events, asked.ends)
  })
}

/** Fetches orders and settles what Shopify answers: a fetch decides between bodies that disagree. */
export async function settleFetched(shop: string, orders: readonly string[], what: string): Promise<void> {
  const asked = await ask(shop, [], '', { orders })
  await aloneInShop(shop, (tx) => settleAsked(tx, shop, asked, freshCause(what)))
}

/** Saves and settles what Shopify was asked. The caller is alone in the shop. */
export async function settleAsked(tx: Tx, shop: string, asked: Asked, cause: string): Promise<void> {
  const at = now()
  const { variants, orders } = await saveAsked(tx, shop, asked, at)
  const told = [...asked.told, ...(await deletedOrders(tx, shop, asked.gone.orders, at))]
  const { unclear, contradictions } = await settleOrders(tx, shop, told, asked.levels, cause, at, {
    variants,
    orders,
  })
  await readLevelsLater(tx, shop, unclear)
  for (const items of inLists(asked.later.items))
    await readLevelsLater(
      tx,
      shop,
      items.map((item) => ({ item })),
    )
  for (const ids of [...inLists(contradictions), ...inLists(asked.later.orders)])
    await fetchLater(tx, shop, ids)
}

const A_JOB = 50

function inLists(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / A_JOB) }, (_, n) =>
    ids.slice(n * A_JOB, (n + 1) * A_JOB),
  )
}

async function fetchLater(tx: Tx, shop: string, orders: string[]): Promise<void> {
  const options = { queue: `shop:${shop}`, key: keyOfMany(`fetch:${shop}`, orders) }
  await enqueue(tx, 'fetch-orders', { shop, orders }, options)
}

// Shopify lets only cancelled or archived orders be deleted: what was still open of one is wanted no longer.
async function deletedOrders(tx: Tx, shop: string, ids: readonly string[], at: Date): Promise<Told[]> {
  if (ids.length === 0) return []
  const rows = await tx.order.findMany({ where: { shop, id: { in: [...ids] } }, select: { snapshot: true } })
  return rows.map((row) => {
    const snapshot = snapshotOf(row.snapshot)
    const time = at.toISOString()
    const updatedAt = time > snapshot.updatedAt ? time : snapshot.updatedAt
    const cancelled = { ...snapshot, cancelledAt: snapshot.cancelledAt ?? time, updatedAt }
    return { snapshot: cancelled, fetched: true, routing: null }
  })
}

async function endAsked(
  tx: Tx,
  shop: string,
  events: readonly ClaimedEvent[],
  ends: readonly EventEnd[],
): Promise<void> {
  const at = now()
  await endEvents(
    tx,
    shop,
    ends.filter((e) => e.state !== 'dead'),
    at,
  )
  for (const end of ends) {
    if (end.state === 'dead')
      await endDead(
        tx,
        shop,
        events.find((e) => e.id === end.id)!,
        end.reason,
      )
  }
  const alive = ends.filter((e) => e.state !== 'dead').map((e) => `event:${e.id}`)
  await resolveTasks(tx, shop, alive, at, 'carnet')
}

// Of a shop that is not known nothing is ours, and nothing of it has to be erased; when the app comes back to one that
// it left, an import reads everything anew.
async function endIgnored(shop: string, readings: readonly Reading[], reason: string): Promise<void> {
  const ends = readings.map(({ event }): EventEnd => ({ id: event.id, state: 'ignored', reason }))
  await withShop(shop, (tx) => endEvents(tx, shop, ends, now()))
}
