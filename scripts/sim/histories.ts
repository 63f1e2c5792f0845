// Random histories of a shop: after each step every invariant of the books holds, and what was written stays written.
import fc from 'fast-check'
import type { TestServer } from '#tests/support/database.ts'
import { diceOf } from './dice.ts'
import { differences } from './differences.ts'
import { atLeast, exactly, type Goal, type SimulationAsked } from './goal.ts'
import { place, route } from './deeds.ts'
import { DEEDS, IN_SHOPIFY } from './history-deeds.ts'
import { loadFlows } from './history-flows.ts'
import { loadStockFlows } from './history-stock-flows.ts'
import type { World } from './history-world.ts'
import { openTheatre, type Theatre } from './stage.ts'
import { readBooks } from './what-books-say.ts'

/** A deed and what its dice begin with: a history that breaks something shrinks to fewer and simpler ones. */
export type Step = { readonly deed: string; readonly seed: number }
type Plot = { readonly stock: number; readonly steps: readonly Step[] }

const HISTORIES = 100
const STEPS = 40
/** So little lies on a shelf that orders wait for each other's goods. */
const SHELF = 8
const OFTEN = [
  'order',
  'order',
  'route',
  'edit',
  'fulfill',
  'count',
  'hear',
  'hear',
  'hear',
  'ship',
  'ship',
  'buy',
  'receive',
  'work',
  'transfer',
  'transfer',
  'arrive',
  'arrive',
  'take',
  'scan',
  'scan',
  'post',
  'keep',
  'call',
  'call',
]

/** A plot: what lies on the shelves at first, and what happens. Deeds that move units come more often. */
function plots(steps: number): fc.Arbitrary<Plot> {
  const seed = fc.nat(2 ** 31 - 1)
  const step = fc.record({ deed: fc.constantFrom(...Object.keys(DEEDS), ...OFTEN), seed })
  return fc.record({
    stock: seed,
    steps: fc.array(step, { minLength: steps / 2, maxLength: steps, size: 'max' }),
  })
}

/** Plays histories; `steps` is how long one is at most. */
export async function simulateHistories(
  { seed, size, say }: SimulationAsked,
  { steps = STEPS, server }: { steps?: number; server?: TestServer } = {},
): Promise<readonly Goal[]> {
  const theatre = await openTheatre(server)
  const flows = { ...(await loadFlows(theatre)), ...(await loadStockFlows(theatre)) }
  const wanted = size ?? HISTORIES
  const counts = { histories: 0, done: 0 }
  const kinds = new Map<string, number>()
  try {
    const play = async (plot: Plot) => {
      const { done, broken } = await playOut(theatre, flows, plot)
      counts.histories++
      counts.done += done.length
      for (const deed of done) kinds.set(deed, (kinds.get(deed) ?? 0) + 1)
      if (counts.histories % 10 === 0) say(`  … ${counts.histories} histories, ${counts.done} deeds`)
      if (broken.length === 0) return
      say(`  … one of ${plot.steps.length} deeds breaks: ${broken.at(-1)}`)
      throw new Error(broken.join('\n'))
    }
    const result = await fc.check(fc.asyncProperty(plots(steps), play), { seed, numRuns: wanted })
    if (result.failed) say(told(result))
    say(`  … ${[...kinds].map(([deed, times]) => `${times} ${deed}`).join(', ')}`)
    return [
      atLeast('histories', counts.histories, wanted),
      atLeast('deeds', counts.done, Math.floor((wanted * steps) / 6)),
      atLeast('kinds-of-deeds', kinds.size, wanted < HISTORIES ? 1 : Object.keys(DEEDS).length),
      exactly('broken', result.failed ? 1 : 0, 0),
    ]
  } finally {
    await theatre.close()
  }
}

function told({
  seed,
  counterexamplePath,
  counterexample,
  errorInstance,
  numShrinks,
}: fc.RunDetails<[Plot]>): string {
  const [plot] = counterexample ?? []
  const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance)
  return `seed ${seed}, path ${counterexamplePath}, shrunk ${numShrinks} times:\n${JSON.stringify(plot)}\n${why}`
}

// Plays one history in a shop of its own. Answers how much was done, and what is broken after which deed.
async function playOut(theatre: Theatre, flows: World['flows'], { stock, steps }: Plot) {
  const scene = await theatre.newScene(diceOf(stock), SHELF)
  await flows.start(scene.shop)
  const world: World = { scene, flows, underway: [], heard: [], forms: new Map() }
  await begin(world)
  const memory = remembering(theatre, scene.shop)
  const said: string[] = []
  const done: string[] = []
  for (const { deed, seed } of steps) {
    // Bodies tell whole seconds: now and then two deeds share one.
    if (seed % 4 > 0) theatre.store.control.setClock({ advance: 'PT1S' })
    const did = await DEEDS[deed]!({ ...world, scene: { ...scene, dice: diceOf(seed) } })
    said.push(`${deed}: ${did}`)
    if (did === null) continue
    done.push(deed)
    if (IN_SHOPIFY.has(deed)) continue
    const broken = [...(await brokenIn(theatre, scene.shop)), ...(await memory())]
    if (broken.length > 0) return { done, broken: [...said, ...broken] }
  }
  const apart = await settleDown(theatre, world)
  return { done, broken: apart.length > 0 ? [...said, ...apart] : [] }
}

// Four orders are there, and more is wanted than lies there.
async function begin(world: World): Promise<void> {
  for (let n = 0; n < 4; n++) route(world.scene, place(world.scene).name)
  await DEEDS.hear!(world)
}

async function brokenIn({ carnet, store }: Theatre, shop: string): Promise<string[]> {
  const at = new Date(store.control.clock().now)
  const results = await carnet.withShop(shop, (tx) => carnet.verifyShop((read) => read(tx), shop, at))
  return results
    .filter(({ ok }) => !ok)
    .map(({ id, name, rows }) => `${id} ${name}: ${JSON.stringify(rows.slice(0, 3))}`)
}

type Written = { id: bigint; row: string }

// What only two looks can tell: no ledger row changes or goes (I5), no order goes back in time (I11).
function remembering({ carnet }: Theatre, shop: string): () => Promise<string[]> {
  let written = new Map<bigint, string>()
  let times = new Map<string, Date>()
  return async () => {
    const [rows, orders] = await carnet.withShop(
      shop,
      async (tx) =>
        [
          await tx.$queryRaw<Written[]>`SELECT id, l::text AS row FROM ledger_entry l WHERE shop = ${shop}`,
          await tx.order.findMany({ where: { shop }, select: { id: true, updatedAt: true } }),
        ] as const,
    )
    const now = new Map(rows.map(({ id, row }) => [id, row]))
    const changed = [...written]
      .filter(([id, row]) => now.get(id) !== row)
      .map(([, row]) => `I5 was written: ${row}`)
    const older = orders.filter(({ id, updatedAt }) => (times.get(id)?.getTime() ?? 0) > updatedAt.getTime())
    written = now
    times = new Map(orders.map(({ id, updatedAt }) => [id, updatedAt]))
    return [...changed, ...older.map(({ id }) => `I11 ${id} went back in time`)]
  }
}

const ROUNDS = 3

// Everything arrives and is done; then the books are the store's.
async function settleDown(theatre: Theatre, world: World): Promise<string[]> {
  const { scene, flows } = world
  for (let round = 0; round < ROUNDS; round++) {
    await flows.doEffects(scene.shop)
    await DEEDS.hear!({
      ...world,
      scene: { ...scene, dice: { ...diceOf(round), chance: (share) => share > 0.5 } },
    })
    await flows.sweepOrders(scene.shop)
    await flows.readShelves(scene.shop)
  }
  const books = await theatre.carnet.withShop(scene.shop, (tx) => readBooks(tx, scene.shop))
  const apart = differences(scene.store.world.state.shops[scene.shop]!, books)
  const broken = await brokenIn(theatre, scene.shop)
  return [...broken, ...apart.map(({ of, shopify, carnet }) => `${of}: Shopify ${shopify}, Carnet ${carnet}`)]
}
