// A shop whose points fill at a tenth of what the work needs: everything takes longer, and nothing is lost.
import type { Points } from '#store/graphql/bucket.ts'
import { pointsOf } from '#store/graphql/bucket.ts'
import type { TestServer } from '#tests/support/database.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { diceOf } from './dice.ts'
import { atLeast, exactly, type Goal, type SimulationAsked } from './goal.ts'
import { brokenChecks, deedsOf, differencesNow } from './losses.ts'
import { openStage, type Stage } from './stage.ts'

const ORDERS = 60
/** The dearest query must fit: Shopify's own bucket is at least twice as large. */
const SIZE = 1_000
const PATIENCE_MS = 45 * 60_000

type Phase = { readonly seconds: number; readonly points: number; readonly throttled: number }

/** Two stretches of the same shop's life: the first with points enough, the second with a tenth of what that one took. */
export async function simulateThrottle(
  { seed, size, say }: SimulationAsked,
  server?: TestServer,
): Promise<readonly Goal[]> {
  const orders = size ?? ORDERS
  const stage = await openStage(diceOf(seed), server)
  const { startWorker } = await import('#app/worker/main.ts')
  const worker = await startWorker()
  try {
    stage.store.control.setAppUrl({ url: stage.intakeUrl })
    stage.store.control.webhookMode({ mode: 'once' })
    const free = await play(stage, orders, stage.store.world.points, 1, say)
    const need = free.points / free.seconds
    say(`  … ${free.points} points in ${free.seconds.toFixed(1)} s: ${need.toFixed(0)} a second are needed`)
    const tenth = pointsOf({ size: SIZE, restoreRate: need / 10 })
    const slow = await play(stage, orders, tenth, 2, say)
    say(`  … ${slow.points} points in ${slow.seconds.toFixed(1)} s, ${slow.throttled} answers "throttled"`)
    const end = await endOf(stage, say)
    return [
      atLeast('times-as-long', Math.round((slow.seconds / free.seconds) * 10) / 10, 3),
      exactly('events-lost', end.waiting + end.dead, 0),
      exactly('attempts-burnt', end.burnt, 0),
      exactly('comparisons-ended', end.compared, 2),
      exactly('differences', end.differences, 0),
      exactly('broken-checks', end.broken, 0),
    ]
  } finally {
    await worker.stop()
    await stage.close()
  }
}

/** Plays the lives of orders with a worker beside them, and waits until all is worked through. */
async function play(
  stage: Stage,
  orders: number,
  points: Points,
  comparisons: number,
  say: SimulationAsked['say'],
): Promise<Phase> {
  const counted = counting(points)
  stage.store.world.points = counted.points
  const since = Date.now()
  for (const deed of deedsOf(stage, orders, stage.scene.dice)) deed()
  await stage.store.control.idle({ timeoutMs: 120_000 })
  await askForComparison(stage)
  await settled(stage, comparisons, say)
  return { seconds: (Date.now() - since) / 1_000, ...counted.sums() }
}

function counting(points: Points) {
  const sums = { points: 0, throttled: 0 }
  const has: Points['has'] = (shop, wanted) => {
    const there = points.has(shop, wanted)
    if (!there) sums.throttled++
    return there
  }
  const take: Points['take'] = (shop, taken) => {
    sums.points += taken
    return points.take(shop, taken)
  }
  return { points: { has, take }, sums: () => ({ ...sums }) }
}

// Background work competes for the same points: a comparison of everything, tried three times at most.
async function askForComparison({ carnet, scene: { shop } }: Stage): Promise<void> {
  const { enqueue } = await import('#app/worker/enqueue.server.ts')
  const options = { queue: `shop:${shop}`, key: `night:${shop}`, attempts: 3 }
  await carnet.withShop(shop, (tx) => enqueue(tx, 'compare-everything', { shop }, options))
}

async function settled(
  { carnet, scene: { shop } }: Stage,
  comparisons: number,
  say: SimulationAsked['say'],
): Promise<void> {
  const left = () =>
    carnet.withShop(shop, async (tx) => ({
      due: await tx.inboxEvent.count({ where: { shop, state: 'due' } }),
      comparing: await tx.comparison.count({ where: { shop, kind: 'everything', endedAt: { not: null } } }),
    }))
  for (let waited = 0; waited < PATIENCE_MS; waited += 1_000) {
    const { due, comparing } = await left()
    if (due === 0 && comparing >= comparisons) return
    if (waited % 30_000 === 0) say(`  … ${due} events wait`)
    await sleep(1_000)
  }
}

async function endOf(stage: Stage, say: SimulationAsked['say']) {
  const { carnet, scene } = stage
  const { shop } = scene
  const counts = await carnet.withShop(shop, async (tx) => {
    const events = await tx.inboxEvent.aggregate({ where: { shop }, _sum: { attempts: true }, _count: true })
    return {
      waiting: await tx.inboxEvent.count({ where: { shop, state: 'due' } }),
      dead: await tx.inboxEvent.count({ where: { shop, state: 'dead' } }),
      burnt: (events._sum.attempts ?? 0) - events._count,
      compared: await tx.comparison.count({ where: { shop, kind: 'everything', endedAt: { not: null } } }),
    }
  })
  const differing = await differencesNow(stage)
  for (const { of, shopify, carnet: ours } of differing.slice(0, 10)) say(`${of}\n  ${shopify}\n  ${ours}`)
  return { ...counts, differences: differing.length, broken: await brokenChecks(stage, say) }
}
