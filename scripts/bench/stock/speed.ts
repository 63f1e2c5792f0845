// Settling against what PostgreSQL alone can do and against Medusa's reservation, taken in turns.
import type { Place } from './place.ts'
import type { SimulationAsked } from '../../sim/goal.ts'
import { atLeast, type Goal } from '../../sim/goal.ts'
import { diceOf, type Dice } from '../../sim/dice.ts'
import { prepareLimit, reserveByPgbench } from './limit.ts'
import { median, said, speedOf, type Speed } from './measure.ts'
import type { Medusa } from './medusa.ts'
import { drawing, orderOf, type Spread } from './orders.ts'
import { drain, fillInbox, settle, settledIn } from './settle.ts'
import { setUpShop } from './shop.ts'

export const ITEMS = 1_000
const PLENTY = 100_000_000
const SPREADS: readonly Spread[] = ['uniform', 'hot']

export type Asked = Pick<SimulationAsked, 'say' | 'seed'> & {
  readonly orders: number
  readonly rounds: number
  /** As many at once on every side: Carnet settles one order of a shop at a time, so it is as many shops. */
  readonly clients: number
}

type Rounds = Record<'pgbench' | 'alone' | 'drained', Speed[]> & { readonly medusa: Speed[] }

/** Measures every way in turns, round after round, and answers the goals of their medians. */
export async function measureSpeed(
  { owner, database, server }: Place,
  medusa: Medusa | null,
  asked: Asked,
): Promise<readonly Goal[]> {
  const shops = Array.from({ length: asked.clients }, (_, n) => `speed-${n}.myshopify.com`)
  for (const shop of shops) await setUpShop(shop, ITEMS, PLENTY)
  await prepareLimit(owner, ITEMS)
  const dice = diceOf(asked.seed)
  const numbers = numbersFrom(1)
  const measured = new Map(SPREADS.map((spread) => [spread, emptyRounds()]))
  await warmUp(shops, dice, numbers)
  for (let round = 0; round < asked.rounds; round++)
    for (const spread of SPREADS) {
      const into = measured.get(spread)!
      const draw = drawing(dice, ITEMS, spread)
      const order = () => orderOf(numbers(), draw, dice)
      await owner.query('VACUUM ANALYZE')
      into.pgbench.push(await pgbench(server, database.ownerUrl, spread, asked.clients))
      into.alone.push(await alone(server, shops, asked.orders, order))
      into.drained.push(await drained(server, shops[0]!, asked.orders, order))
      if (medusa) into.medusa.push(await medusa.reserve(server, asked.clients, asked.orders, order))
      for (const [name, speeds] of Object.entries(into))
        if (speeds.length > 0) asked.say(`  ${spread} ${name.padEnd(8)} ${said(speeds.at(-1)!)}`)
    }
  return goalsOf(measured)
}

function goalsOf(measured: ReadonlyMap<Spread, Rounds>): Goal[] {
  const goals = SPREADS.flatMap((spread) => {
    const { pgbench, alone, drained, medusa } = measured.get(spread)!
    const ratio = (of: readonly Speed[], to: readonly Speed[]) =>
      rounded(median(of).perSecond / median(to).perSecond)
    return [
      atLeast(`one-order-of-pgbench-${spread}`, ratio(alone, pgbench), 0.25),
      ...(medusa.length > 0 ? [atLeast(`one-order-of-medusa-${spread}`, ratio(alone, medusa), 4)] : []),
      atLeast(`drained-of-pgbench-${spread}`, ratio(drained, pgbench), 1.5),
    ]
  })
  const speedOfDrain = (spread: Spread) => median(measured.get(spread)!.drained).perSecond
  return [
    ...goals,
    atLeast('drained-hot-of-uniform', rounded(speedOfDrain('hot') / speedOfDrain('uniform')), 0.8),
  ]
}

function emptyRounds(): Rounds {
  return { pgbench: [], alone: [], drained: [], medusa: [] }
}

// Numbers that are never used twice: an order told again would change nothing, and so take no time.
function numbersFrom(first: number): () => number {
  let next = first
  return () => next++
}

async function warmUp(shops: readonly string[], dice: Dice, numbers: () => number): Promise<void> {
  const draw = drawing(dice, ITEMS, 'uniform')
  for (let n = 0; n < 20; n++)
    await Promise.all(shops.map((shop) => settle(shop, orderOf(numbers(), draw, dice))))
}

const SECONDS = 5

async function pgbench(server: number, url: string, spread: Spread, clients: number): Promise<Speed> {
  let made = 0
  const run = await speedOf(server, 1, async () => {
    made = await reserveByPgbench(url, { items: ITEMS, spread, clients, seconds: SECONDS })
  })
  return { perSecond: made / SECONDS, own: 0, postgres: run.postgres / made }
}

type Order = () => ReturnType<typeof orderOf>

function alone(server: number, shops: readonly string[], count: number, order: Order): Promise<Speed> {
  const orders = Array.from({ length: count }, order)
  const work = async (shop: string) => {
    for (let next = orders.shift(); next; next = orders.shift()) await settle(shop, next)
  }
  return speedOf(server, count, () => Promise.all(shops.map(work)))
}

async function drained(server: number, shop: string, count: number, order: Order): Promise<Speed> {
  await fillInbox(shop, Array.from({ length: count }, order))
  const before = await settledIn(shop)
  const speed = await speedOf(server, count, () => drain(shop, count))
  const settled = (await settledIn(shop)) - before
  if (settled !== count) throw new Error(`${settled} of ${count} orders were settled`)
  return speed
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
