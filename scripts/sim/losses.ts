// A tenth of the webhooks lost, a tenth twice, all shuffled: after one sweep Carnet's books are the store's.
import type { Delivery } from '#store/state/state.ts'
import type { TestServer } from '#tests/support/database.ts'
import { differences } from './differences.ts'
import { doSomething, place, route } from './deeds.ts'
import { diceOf, type Dice } from './dice.ts'
import { exactly, type Goal, type SimulationAsked } from './goal.ts'
import { openStage, type Stage } from './stage.ts'
import { readBooks } from './what-books-say.ts'

const ORDERS = 1_000
/** Deeds an order sees after it was placed and routed. */
const DEEDS = 4
/** So many deeds are done before the next webhooks arrive. */
const ROUND = 25

export async function simulateLosses(
  { seed, size, say }: SimulationAsked,
  server?: TestServer,
): Promise<readonly Goal[]> {
  const dice = diceOf(seed)
  const stage = await openStage(dice, server)
  try {
    const orders = size ?? ORDERS
    const post = await postOf(stage, dice)
    for (const [n, deed] of deedsOf(stage, orders, dice).entries()) {
      deed()
      if ((n + 1) % ROUND > 0) continue
      await post.round(0.5)
      if ((n + 1) % (ROUND * 10) === 0) say(`  … ${n + 1} deeds, ${post.said()}`)
    }
    await post.round(1)
    say(`  … everything happened, ${post.said()}`)
    const before = await differencesNow(stage)
    await sweep(stage)
    const after = await differencesNow(stage)
    say(`  … ${before.length} differences before the sweep, ${after.length} after it`)
    for (const { of, shopify, carnet } of after.slice(0, 20))
      say(`${of}\n    shopify ${shopify}\n    carnet  ${carnet}`)
    const broken = await brokenChecks(stage, say)
    return [
      exactly('orders', stage.store.world.state.shops[stage.scene.shop]!.orders.length, orders),
      exactly('percent-lost', post.percent('lost'), 10),
      exactly('percent-twice', post.percent('twice'), 10),
      exactly('differences', after.length, 0),
      exactly('broken-checks', broken, 0),
      exactly('replay-differences', await replayed(stage, say), 0),
    ]
  } finally {
    await stage.close()
  }
}

/** What happens, in the order it happens: the lives of many orders run into each other, and shelves are counted. */
export function deedsOf({ scene }: Stage, orders: number, dice: Dice): (() => void)[] {
  const { store, shop, skus } = scene
  const steps = dice.shuffled(
    Array.from({ length: orders }, (_, n) => Array.from({ length: DEEDS + 2 }, () => n)).flat(),
  )
  const names = new Map<number, string>()
  const act = (n: number) => {
    const name = names.get(n)
    if (name === undefined) names.set(n, place(scene).name)
    else if (!(dice.chance(0.7) && route(scene, name))) doSomething(scene, name)
  }
  const count = () => {
    const location = dice.pick(['Entrepôt', 'Boutique'])
    store.control.setStock({ shop, sku: dice.pick(skus.slice(0, -1)), location, delta: dice.int(-5, 30) })
  }
  return steps.map((n) => () => {
    if (dice.chance(0.8)) store.control.setClock({ advance: `PT${dice.int(1, 9)}S` })
    if (dice.chance(0.05)) count()
    act(n)
  })
}

/** Carries webhooks from the store to Carnet: some never, some twice, none in its turn. */
async function postOf({ store, intakeUrl }: Stage, dice: Dice) {
  const runJobs = await jobsOf()
  store.control.setAppUrl({ url: intakeUrl })
  const counts = { said: 0, lost: 0, twice: 0 }
  let deck: ('lost' | 'twice' | 'once')[] = []
  let bag: Delivery[] = []
  const draw = () => {
    // A deck of ten, so that a tenth is a tenth however few there are.
    if (deck.length === 0)
      deck = dice.shuffled(['lost', 'twice', ...Array.from({ length: 8 }, () => 'once' as const)])
    return deck.pop()!
  }
  const collect = () => {
    for (const delivery of store.world.state.deliveries.filter(({ state }) => state === 'held')) {
      const fate = draw()
      counts.said++
      if (fate !== 'once') counts[fate]++
      if (fate !== 'lost') bag.push(delivery)
      if (fate === 'twice') bag.push(delivery)
    }
  }
  /** So many of what is under way arrive, late ones before early ones; Carnet works through them. */
  const round = async (share: number) => {
    collect()
    const arriving: Delivery[] = []
    const staying: Delivery[] = []
    for (const delivery of dice.shuffled(bag)) (dice.chance(share) ? arriving : staying).push(delivery)
    bag = staying
    store.world.state.deliveries = [...new Set(arriving)]
    for (const { id } of arriving) store.control.resendWebhook({ id })
    const { idle } = await store.control.idle({ timeoutMs: 120_000 })
    if (!idle) throw new Error('Carnet does not take the webhooks')
    store.world.state.deliveries = []
    await runJobs()
  }
  return {
    round,
    said: () => `${counts.said} webhooks, ${counts.lost} lost, ${counts.twice} twice`,
    percent: (what: 'lost' | 'twice') => Math.round((100 * counts[what]) / counts.said),
  }
}

/** Works through the queue as a worker does, one job after the other, until nothing is due. */
async function jobsOf(): Promise<() => Promise<void>> {
  const { Logger, runOnce } = await import('graphile-worker')
  const { tasks } = await import('#app/worker/tasks.server.ts')
  const options = {
    connectionString: process.env.DATABASE_URL!,
    taskList: tasks,
    concurrency: 1,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
  }
  return () => runOnce(options)
}

/** What the worker does every quarter of an hour, and the levels besides. */
async function sweep({ carnet, scene: { shop } }: Stage): Promise<void> {
  const { sweepOrders } = await import('#app/flows/orders-swept.server.ts')
  const { readItems } = await import('#app/flows/items-read.server.ts')
  await sweepOrders(shop)
  const items = await carnet.withShop(shop, (tx) => tx.variant.findMany({ where: { shop, tracked: true } }))
  await readItems(
    shop,
    items.map(({ item }) => item),
  )
}

// Everything that came, read again from nothing, amounts to the same books.
async function replayed({ scene: { shop } }: Stage, say: (line: string) => void): Promise<number> {
  const { replayWebhooks } = await import('#app/flows/webhooks-replayed.server.ts')
  const { webhooks, fetches, differences } = await replayWebhooks(shop)
  say(`  … ${webhooks} webhooks and ${fetches} fetches replayed, ${differences.length} differences`)
  for (const { name, kind, books, told } of differences.slice(0, 20))
    say(`${name} ${kind}: books of ${books}, told of ${told}`)
  return differences.length
}

/** Where the books and the store differ now. */
export async function differencesNow({ carnet, store, scene: { shop } }: Stage) {
  const books = await carnet.withShop(shop, (tx) => readBooks(tx, shop))
  return differences(store.world.state.shops[shop]!, books)
}

/** How many of the books' own checks are broken now; says which. */
export async function brokenChecks(
  { carnet, scene: { shop }, store }: Stage,
  say: (line: string) => void,
): Promise<number> {
  const at = new Date(store.control.clock().now)
  const results = await carnet.verifyShop((work) => carnet.withShop(shop, work), shop, at)
  const broken = results.filter(({ ok }) => !ok)
  for (const { id, name, rows } of broken) say(`${id} ${name}: ${JSON.stringify(rows.slice(0, 5))}`)
  return broken.length
}
