// All orders of arrival of up to six events of one order, stock held fixed, end in one state.
import { createHash } from 'node:crypto'
import type { Tx } from '#app/db.server.ts'
import { parseGraphqlOrder } from '#app/orders/parse-graphql-order.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import type { TestServer } from '#tests/support/database.ts'
import { countOrders, walkArrivals, type Arrivals, type Arriving } from './arrivals.ts'
import { diceOf } from './dice.ts'
import { exactly, type Goal, type SimulationAsked } from './goal.ts'
import { play, type Life } from './life.ts'
import { stock } from './shelves.ts'
import { openStage, type Stage } from './stage.ts'
import { everything, quantitiesAndMoney, readBooks } from './what-books-say.ts'

const LIVES = 50
const EVENTS = 6

/** Plays lives of one order each and lets the events of each arrive in every order. */
export async function simulateLives(
  { seed, size, say }: SimulationAsked,
  { events = EVENTS, server }: { events?: number; server?: TestServer } = {},
): Promise<readonly Goal[]> {
  const stage = await openStage(diceOf(seed), server)
  try {
    const wanted = size ?? LIVES
    const known = new Set<string>()
    let covered = 0
    let mostEnds = 0
    while (known.size < wanted) {
      const life = play(stage, events)
      if (!life || known.has(life.said)) continue
      known.add(life.said)
      const arrivals = await arriveInEveryOrder(stage, life)
      covered += arrivals.covered
      mostEnds = Math.max(mostEnds, arrivals.ends.size)
      say(sentence(known.size, life, arrivals))
    }
    return [
      exactly('lives', known.size, wanted),
      exactly('ends-per-life', mostEnds, 1),
      exactly('orders-covered', covered, wanted * countOrders(events)),
    ]
  } finally {
    await stage.close()
  }
}

async function arriveInEveryOrder(stage: Stage, life: Life): Promise<Arrivals> {
  const { carnet, scene } = stage
  const fetched = await fetchTold(scene.shop, life.order)
  return carnet.database().$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT set_config('app.shop', ${scene.shop}, true)`
      let arrivals: Arrivals | undefined
      await undone(tx, 'life', async () => {
        await stock(tx, stage)
        arrivals = await walkArrivals(arrivingOn(tx, stage, life, fetched))
      })
      return arrivals!
    },
    { maxWait: 60_000, timeout: 600_000 },
  )
}

/** The order as Shopify answers it when asked: every fetch of this life sees its last state. */
async function fetchTold(shop: string, id: string) {
  const { fetchOrders } = await import('#app/adapters/shopify/fetch-orders.server.ts')
  const [found] = await fetchOrders(shop, [id])
  const read = parseGraphqlOrder(found!.order)
  if (read.kind !== 'snapshot') throw new Error(`the fetched order cannot be read: ${read.kind}`)
  return { snapshot: read.snapshot, fetched: true, routing: read.routing }
}
type Fetched = Awaited<ReturnType<typeof fetchTold>>

function arrivingOn(tx: Tx, { carnet, scene, store }: Stage, life: Life, fetched: Fetched): Arriving {
  let arrivals = 0
  const at = new Date(store.control.clock().now)
  const settle = (told: Fetched | { snapshot: OrderSnapshot; fetched: false; routing: null }) =>
    carnet.settleOrders(tx, scene.shop, [told], [], `arrival:${life.order}:${++arrivals}`, at)
  const start = async () => {
    const books = await readBooks(tx, scene.shop)
    return { all: hashOf(everything(books)), comesTo: hashOf(quantitiesAndMoney(books)) }
  }
  const arrive = async (event: number) => {
    const { reading } = life.events[event]!
    const told =
      reading.kind === 'order-snapshot'
        ? ({ snapshot: reading.snapshot, fetched: false, routing: null } as const)
        : fetched
    // Bodies that contradict each other have the order fetched.
    const { contradictions } = await settle(told)
    if (contradictions.length > 0) await settle(fetched)
    return start()
  }
  return { events: life.events.length, start, arrive, undone: (work) => undone(tx, 'arrival', work) }
}

/** Does something and takes it back; savepoints of one name hide each other, the innermost first. */
async function undone(tx: Tx, name: 'life' | 'arrival', work: () => Promise<void>): Promise<void> {
  await tx.$executeRawUnsafe(`SAVEPOINT ${name}`)
  await work()
  await tx.$executeRawUnsafe(`ROLLBACK TO SAVEPOINT ${name}`)
  await tx.$executeRawUnsafe(`RELEASE SAVEPOINT ${name}`)
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function sentence(n: number, { said }: Life, { ends, covered, played }: Arrivals): string {
  const head = `${String(n).padStart(3)}  ${covered} orders of arrival in ${played} steps, `
  if (ends.size === 1) return `${head}one end: ${said}`
  const orders = [...ends.values()].map((order) => order.map((event) => event + 1).join(' '))
  return `${head}${ends.size} ENDS after ${orders.join(' | ')}: ${said}`
}
