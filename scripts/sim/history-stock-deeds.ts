// What people do in a history with what lies there: they move it between places, count it, lose it, find it, and keep
// it for a customer until he calls.
import { randomUUID } from 'node:crypto'
import type { Adjustment } from '#app/stock/adjustment.ts'
import type { CountWanted } from '#app/flows/stock-take-counted.server.ts'
import type { Fate } from '#app/deliveries/transfer.ts'
import { type Deed, send, sentBefore, told, WHO, type World } from './history-world.ts'

type Flows = World['flows']
type Form<Flow extends keyof Flows> = Flows[Flow] extends (
  shop: string,
  form: infer F,
  who: string,
) => unknown
  ? F
  : never

const someUnits = ({ scene: { dice } }: World, most: number) =>
  dice.chance(0.1) ? most + 1 : dice.int(0, most)

/** Each kind of deed by its name. */
export const STOCK_DEEDS: Readonly<Record<string, Deed>> = {
  transfer,
  send: sendOne,
  arrive,
  cancelTransfer: (world) =>
    aTransfer(world, (id) => told(world.flows.cancelTransfer(world.scene.shop, id, WHO))),
  take: begin,
  scan,
  post,
  abandon: (world) => aTake(world, (id) => told(world.flows.abandonStockTake(world.scene.shop, id, WHO))),
  adjust,
  undo: (world) => {
    const made = sentBefore<Adjustment>(world, 'adjust')
    const { dice, shop } = world.scene
    return made.length > 0 ? told(world.flows.undoAdjustment(shop, dice.pick(made).id, WHO)) : null
  },
  keep,
  call,
  cancelCall: (world) => {
    const made = sentBefore<Form<'callUnits'>>(world, 'call')
    const { dice, shop } = world.scene
    return made.length > 0 ? told(world.flows.cancelCall(shop, dice.pick(made), WHO)) : null
  },
}

type Draft = Form<'draftTransfer'> & { readonly lines: readonly { item: string; quantity: number }[] }

// Some of what is free at one place is to go to another, most often at once.
async function transfer(world: World): Promise<string | null> {
  const { flows, scene } = world
  const { shop, dice } = scene
  const goAtOnce = dice.chance(0.7)
  const fill = async (): Promise<Draft | null> => {
    const shelves = (await flows.shelves(shop)).filter(({ free }) => free > 0)
    if (shelves.length === 0) return null
    const { location: origin } = dice.pick(shelves)
    const destination = (await flows.places(shop)).find((id) => id !== origin)!
    const there = dice
      .shuffled(shelves.filter(({ location }) => location === origin))
      .slice(0, dice.int(1, 2))
    const lines = there.map(({ item, free }) => ({ item, quantity: Math.max(1, someUnits(world, free)) }))
    return { id: randomUUID(), origin, destination, lines }
  }
  return send(world, 'transfer', fill, async ({ lines, ...form }) => {
    const drafted = await flows.draftTransfer(shop, form, WHO)
    for (const line of lines) await flows.setTransferLine(shop, { transfer: form.id, ...line }, WHO)
    return goAtOnce ? flows.sendTransfer(shop, form.id, WHO) : drafted
  })
}

async function aTransfer(
  world: World,
  act: (id: string) => Promise<string | null>,
  states?: readonly string[],
): Promise<string | null> {
  const { flows, scene } = world
  const drafted = sentBefore<Draft>(world, 'transfer').map(({ id }) => id)
  const ids = states ? await flows.transfersIn(scene.shop, drafted, states) : drafted
  return ids.length > 0 ? act(scene.dice.pick(ids)) : null
}

function sendOne(world: World): Promise<string | null> {
  return aTransfer(world, (id) => told(world.flows.sendTransfer(world.scene.shop, id, WHO)))
}

const UNDER_WAY = ['sent', 'partly-received']

// Goods arrive in part or in full; of others it turns out that they are lost, or never left.
function arrive(world: World): Promise<string | null> {
  const { flows, scene } = world
  const { shop, dice } = scene
  const fate = dice.pick<Fate>(['arrived', 'arrived', 'arrived', 'lost', 'never-left'])
  const fill = async (): Promise<Form<'settleTransfer'> | null> => {
    let said: Form<'settleTransfer'> | null = null
    await aTransfer(
      world,
      async (id) => {
        const lines = (await flows.onTheirWay(shop, id)).map(({ item, quantity }) => ({
          item,
          quantity: someUnits(world, quantity),
        }))
        said = { transfer: id, step: randomUUID(), fate, lines, reason: 'tombé du camion' }
        return null
      },
      UNDER_WAY,
    )
    return said
  }
  return send(world, 'arrive', fill, async (form) => flows.settleTransfer(shop, form, WHO))
}

async function aTake(world: World, act: (id: string) => Promise<string | null>): Promise<string | null> {
  const begun = sentBefore<Form<'beginStockTake'>>(world, 'take')
  return begun.length > 0 ? act(world.scene.dice.pick(begun).id) : null
}

async function begin(world: World): Promise<string | null> {
  const { flows, scene } = world
  const { shop, dice } = scene
  const fill = async (): Promise<Form<'beginStockTake'>> => {
    const { item, location } = dice.pick(await flows.shelves(shop))
    const selection = dice.chance(0.5) ? ({ by: 'everything' } as const) : ({ by: 'item', item } as const)
    return { id: randomUUID(), name: '', location, selection }
  }
  return send(world, 'take', fill, (form) => flows.beginStockTake(shop, form, WHO))
}

type Counts = { readonly take: string; readonly counts: CountWanted[] }

// Whoever counts finds what lies there, or a little more or less, and takes a step back now and then.
function scan(world: World): Promise<string | null> {
  const { flows, scene } = world
  const { shop, dice } = scene
  const fill = async (): Promise<Counts | null> => {
    const takes = sentBefore<Form<'beginStockTake'>>(world, 'take')
    if (takes.length === 0) return null
    const { id, location } = dice.pick(takes)
    const there = (await flows.shelves(shop)).filter((one) => one.location === location)
    const counts = dice
      .shuffled(there)
      .slice(0, dice.int(1, 3))
      .map(({ item, onHand }) => ({
        ...{ key: randomUUID(), item },
        ...(dice.chance(0.2) ? { add: 1 } : { units: Math.max(0, onHand + dice.int(-2, 2)) }),
      }))
    const earlier = sentBefore<Counts>(world, 'scan').filter(({ take }) => take === id)
    if (earlier.length === 0 || dice.chance(0.7)) return { take: id, counts }
    return { take: id, counts: [{ key: randomUUID(), undo: dice.pick(earlier).counts[0]!.key }] }
  }
  return send(world, 'scan', fill, ({ take, counts }) => flows.countStock(shop, take, counts, WHO))
}

// What was seen before is posted, most often as it still is.
function post(world: World): Promise<string | null> {
  const { flows, scene } = world
  const { shop, dice } = scene
  const fill = async (): Promise<Form<'postStockTake'> | null> => {
    const takes = sentBefore<Form<'beginStockTake'>>(world, 'take')
    if (takes.length === 0) return null
    const { id: take, location } = dice.pick(takes)
    const uncounted = dice.pick(['left-out', 'left-out', 'zero'] as const)
    return { take, uncounted, seen: await flows.differencesOf(shop, { take, location, uncounted }) }
  }
  return send(world, 'post', fill, (form) => flows.postStockTake(shop, form, WHO))
}

function adjust(world: World): Promise<string | null> {
  const { flows, scene } = world
  const { shop, dice } = scene
  const fill = async (): Promise<Adjustment> => {
    const { item, location } = dice.pick(await flows.shelves(shop))
    const [did, reason] = dice.pick([
      ['gone', 'lost'],
      ['set-aside', 'broken'],
      ['found', 'found'],
    ] as const)
    return { id: randomUUID(), location, item, did, reason, quantity: dice.int(1, 3), note: '' }
  }
  return send(world, 'adjust', fill, (form) => flows.adjustStock(shop, form, WHO))
}

async function anOpenOrder(
  { flows, scene: { shop, dice } }: World,
  onCall?: boolean,
): Promise<string | null> {
  const orders = await flows.openOrders(shop, onCall)
  return orders.length > 0 ? dice.pick(orders) : null
}

async function keep(world: World): Promise<string | null> {
  const order = await anOpenOrder(world)
  const on = world.scene.dice.chance(0.8)
  return order && told(world.flows.setCallOff(world.scene.shop, { order, on }, WHO))
}

function call(world: World): Promise<string | null> {
  const { flows, scene } = world
  const { shop, dice } = scene
  const fill = async (): Promise<Form<'callUnits'> | null> => {
    const order = await anOpenOrder(world, true)
    if (order === null) return null
    const wishedOn = dice.chance(0.5) ? null : '2026-12-10'
    return { order, call: randomUUID(), wishedOn, lines: await flows.someOf(shop, order, dice) }
  }
  return send(world, 'call', fill, (form) => flows.callUnits(shop, form, WHO))
}
