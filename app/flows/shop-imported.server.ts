import { setTimeout as sleep } from 'node:timers/promises'
import { refusalIn } from '#app/adapters/shopify/admin-error.server.ts'
import {
  askBulk,
  badFile,
  bulkObjects,
  bulkState,
  type BulkObject,
} from '#app/adapters/shopify/bulk.server.ts'
import { now } from '#app/clock.server.ts'
import { withShop } from '#app/db.server.ts'
import { hearAgain } from '#app/inbox/claim.server.ts'
import { log } from '#app/log.server.ts'
import { note } from '#app/shop/audit.server.ts'
import type { ImportStep } from '#app/shop/import-step.ts'
import {
  forgetImport,
  importBegan,
  openImport,
  readImport,
  stepAsked,
  stepDone,
  stepFailed,
  stepFound,
  stepLost,
} from '#app/shop/import-steps.server.ts'
import { drainOf, enqueue, importOf } from '#app/worker/enqueue.server.ts'
import { BULK_STEPS, importLocations, type BulkStep } from './import-saved.server.ts'
import { sayDoubtfulSkus } from './skus-doubtful.server.ts'

/** So long a job reads at most: the shop's webhooks have their turn in between. */
const SLICE_MS = 5_000
/** A bulk query that Shopify loses is asked for so often; then a person decides. */
const TRIES = 3
const BUSY_PAUSE_MS = 5_000

type Next = { kind: 'go-on'; waitMs: number } | { kind: 'ended' }
const GO_ON: Next = { kind: 'go-on', waitMs: 0 }
const ENDED: Next = { kind: 'ended' }

/** Does the next slice of a shop's import and asks for the one after it: the job of the queue. */
export async function importSlice(shop: string): Promise<void> {
  const next = await importNext(shop)
  if (next.kind === 'ended') return
  const runAt = new Date(Date.now() + next.waitMs)
  await withShop(shop, (tx) => enqueue(tx, 'import-shop', { shop }, { ...importOf(shop), runAt }))
}

/** Imports a whole shop at once, anew when it was imported before: what the queue does slice by slice. */
export async function importShop(shop: string): Promise<void> {
  await withShop(shop, async (tx) => {
    if ((await readImport(tx, shop)).state === 'done') await forgetImport(tx, shop)
  })
  for (let next = await importNext(shop); next.kind === 'go-on'; next = await importNext(shop)) {
    if (next.waitMs > 0) await sleep(Math.min(next.waitMs, 50))
  }
}

/**
 * Imports the next part of what a shop has: locations, what is sold with its levels, who buys, orders. Shopify writes
 * each as one file, which is read as a stream; each batch is saved together with how far it came. Whatever is cut off,
 * the next slice goes on there. Read again, it changes only what Shopify changed.
 */
async function importNext(shop: string): Promise<Next> {
  const open = await withShop(shop, async (tx) => {
    const row = await tx.shop.findUnique({ where: { shop }, select: { uninstalledAt: true } })
    return row && !row.uninstalledAt ? openImport(tx, shop) : []
  })
  if (open.length === 0 || open.some(({ state }) => state === 'failed')) return ENDED
  const unasked = open.filter((one) => one.state === 'waiting' && one.step !== 'locations')
  for (const one of unasked) {
    const next = await orFail(shop, one, () => askStep(shop, one))
    if (next) return next
  }
  if (unasked.length > 0) return GO_ON
  const step = open.find(({ state }) => state !== 'done')
  if (!step) return finish(shop, open)
  return orFail(shop, step, async () => {
    if (isAsked(step)) return readStep(shop, step)
    await importLocations(shop, step)
    return GO_ON
  })
}

const isAsked = (step: ImportStep): step is Asked => step.state === 'asked' || step.state === 'reading'

// What Shopify refuses it would refuse again, and a file that cannot be read stays so: the card says why at once, and a
// person says "try again". Everything else the queue tries again.
async function orFail<T>(shop: string, step: ImportStep, work: () => Promise<T>): Promise<T | Next> {
  try {
    return await work()
  } catch (error) {
    const why = refusalIn(error)
    if (why === null) throw error
    log.error({ shop, err: error, step: step.step }, 'a step of an import failed')
    await withShop(shop, (tx) => stepFailed(tx, shop, step, why))
    return ENDED
  }
}

/** Webhooks about what the files tell; an order's own time says which of the two is newer. */
const AS_IN_FILES = [
  'products/',
  'inventory_items/',
  'customers/',
  'companies/',
  'company_locations/',
  'locations/',
]

type Asked = Extract<ImportStep, { state: 'asked' | 'reading' }>

async function askStep(shop: string, step: ImportStep): Promise<Next | null> {
  const at = now()
  const answer = await askBulk(shop, BULK_STEPS[step.step as BulkStep].query)
  if (answer.kind === 'busy') return { kind: 'go-on', waitMs: BUSY_PAUSE_MS }
  await withShop(shop, (tx) => stepAsked(tx, shop, step, answer.operation, at))
  return null
}

async function readStep(shop: string, step: Asked): Promise<Next> {
  const state = await bulkState(shop, step.operation)
  switch (state.kind) {
    case 'running':
      await withShop(shop, (tx) => stepFound(tx, shop, step, 'asked', state.found))
      return { kind: 'go-on', waitMs: pauseAfter(now().getTime() - step.askedAt.getTime()) }
    case 'lost': {
      const again = step.tries < TRIES ? stepLost : stepFailed
      await withShop(shop, (tx) => again(tx, shop, step, state.why))
      return GO_ON
    }
    case 'denied':
      await withShop(shop, (tx) => stepDone(tx, shop, step, now(), { problem: 'denied' }))
      return GO_ON
    case 'completed': {
      await withShop(shop, (tx) => stepFound(tx, shop, step, 'reading', state.found))
      const read = state.url === null ? step.done : await readSome(shop, step, state.url)
      if (read === null) return GO_ON
      if (read < state.found) throw badFile(`ends after ${read} of ${state.found}`)
      await withShop(shop, (tx) => stepDone(tx, shop, step, now()))
      return GO_ON
    }
  }
}

// Shopify's small answers are there within a second, its large ones take minutes.
function pauseAfter(ms: number): number {
  return Math.min(10_000, Math.max(250, ms / 4))
}

/**
 * Saves batches of a result until the slice is over, or somebody else went on with the step. Answers how many objects
 * are saved in all once the result is at its end, else null.
 */
async function readSome(shop: string, step: Asked, url: string): Promise<number | null> {
  const { save, size } = BULK_STEPS[step.step as BulkStep]
  const until = Date.now() + SLICE_MS
  let { bytes: from, done } = step
  let batch: BulkObject[] = []
  for await (const one of bulkObjects(url, step.bytes)) {
    batch.push(one)
    if (batch.length < size) continue
    if (!(await save(shop, step, { objects: batch, from })) || Date.now() > until) return null
    done += batch.length
    from = one.end
    batch = []
  }
  if (batch.length > 0 && !(await save(shop, step, { objects: batch, from }))) return null
  return done + batch.length
}

async function finish(shop: string, steps: readonly ImportStep[]): Promise<Next> {
  const at = now()
  const counts = Object.fromEntries(steps.map(({ step, done }) => [step, done]))
  await withShop(shop, async (tx) => {
    // What was told of goods and buyers while Shopify's files were written may have been undone by them.
    await hearAgain(tx, shop, AS_IN_FILES, await importBegan(tx, shop))
    await enqueue(tx, 'drain-inbox', { shop }, drainOf(shop))
    await tx.shop.update({ where: { shop }, data: { importedAt: at } })
    await sayDoubtfulSkus(tx, shop, at)
    await note(tx, shop, { at, who: 'carnet', action: 'imported', subject: shop, detail: counts })
  })
  return ENDED
}
