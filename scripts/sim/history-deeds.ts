// What happens in a history: people act in Shopify and in Carnet, news arrives late, twice and out of order, work is
// done.
import { randomUUID } from 'node:crypto'
import type { Dice } from './dice.ts'
import { doSomething, isRouted, place, route } from './deeds.ts'
import { STOCK_DEEDS } from './history-stock-deeds.ts'
import { type Deed, send, told, WHO, type World } from './history-world.ts'

function anOrder({ scene: { store, shop, dice } }: World): string | null {
  const { orders } = store.world.state.shops[shop]!
  return orders.length > 0 ? dice.pick(orders).name : null
}

const toAnOrder =
  (act: (world: World, name: string) => Promise<string | null> | string | null): Deed =>
  (world) => {
    const name = anOrder(world)
    return name === null ? null : act(world, name)
  }

const idOf = ({ scene: { store, shop } }: World, name: string) =>
  store.control.order({ shop, order: name }).gid

/** All kinds of deeds. */
export const DEEDS: Readonly<Record<string, Deed>> = {
  order: ({ scene }) => place(scene).said,
  route: toAnOrder(({ scene }, name) => (isRouted(scene, name) ? null : route(scene, name))),
  edit: toAnOrder(({ scene }, name) => doSomething(scene, name, ['edit', 'paperwork'])),
  cancel: toAnOrder(({ scene }, name) => doSomething(scene, name, ['cancel'])),
  fulfill: toAnOrder(({ scene }, name) => doSomething(scene, name, ['fulfill'])),
  refund: toAnOrder(({ scene }, name) => doSomething(scene, name, ['refund'])),
  count,
  hear,
  confirm: toAnOrder((world, name) =>
    told(world.flows.confirmOrder(world.scene.shop, idOf(world, name), WHO)),
  ),
  ship: toAnOrder(ship),
  invoice: toAnOrder((world, name) =>
    told(world.flows.invoiceOrder(world.scene.shop, idOf(world, name), WHO)),
  ),
  buy,
  answer,
  receive,
  giveUp,
  work: async ({ flows, scene }) => `${await flows.doEffects(scene.shop)} effects`,
  read: async ({ flows, scene }) => flows.readShelves(scene.shop),
  sweep: async ({ flows, scene }) => flows.sweepOrders(scene.shop).then(() => 'swept'),
  nextDay: async ({ flows, scene: { store, shop } }) => {
    store.control.setClock({ advance: 'PT26H' })
    await flows.reckonPassedDays(shop)
    return 'a day passes'
  },
  ...STOCK_DEEDS,
}

/** Of these Carnet hears only by a webhook: until then its books are what they were. */
export const IN_SHOPIFY: ReadonlySet<string> = new Set([
  'order',
  'route',
  'edit',
  'cancel',
  'fulfill',
  'refund',
  'count',
])

function count({ scene: { store, shop, skus, dice } }: World): string {
  const [sku, location, delta] = [
    dice.pick(skus.slice(0, -1)),
    dice.pick(['Entrepôt', 'Boutique']),
    dice.int(-6, 9),
  ]
  store.control.setStock({ shop, sku, location, delta })
  return `${delta} ${sku} in ${location}`
}

// Some of what is under way arrives, in any order, some of it twice, and now and then something old once more.
async function hear({ scene: { store, shop, dice }, underway, heard, flows }: World): Promise<string | null> {
  underway.push(...store.world.state.deliveries.splice(0).filter((one) => one.shop === shop))
  const arriving = dice.shuffled(underway.splice(0)).filter((one) => dice.chance(0.7) || !underway.push(one))
  const twins = [...arriving, ...heard].filter(() => dice.chance(0.15))
  if (arriving.length + twins.length === 0) return null
  for (const one of arriving) await flows.store(shop, one, one.eventId ?? randomUUID())
  for (const one of twins) await flows.store(shop, one, dice.chance(0.5) ? (one.eventId ?? '') : randomUUID())
  heard.push(...arriving)
  await flows.drain(shop)
  return `${arriving.length} webhooks and ${twins.length} twins`
}

async function ship(world: World, name: string): Promise<string> {
  const { flows, scene } = world
  const order = idOf(world, name)
  const lines = scene.dice.chance(0.5) ? await flows.someOf(scene.shop, order, scene.dice) : undefined
  return told(flows.deliver(scene.shop, { order, ...(lines ? { lines } : {}) }, WHO))
}

async function buy({ flows, scene: { shop, dice } }: World): Promise<string | null> {
  const drafts = await flows.purchaseOrders(shop, ['draft'])
  return drafts.length === 0 ? null : told(flows.sendPurchaseOrder(shop, dice.pick(drafts).id, WHO))
}

const OPEN = ['sent', 'partly-confirmed', 'confirmed', 'partly-received']

async function answer({ flows, scene: { shop, dice } }: World): Promise<string | null> {
  const open = await flows.purchaseOrders(shop, OPEN)
  if (open.length === 0) return null
  const order = dice.pick(open)
  const lines = order.lines.flatMap(({ id, toCome }) =>
    toCome > 0 ? [{ poLine: id, dates: datesOf(toCome, dice) }] : [],
  )
  return told(flows.acceptAnswer(shop, { purchaseOrder: order.id, lines }, WHO))
}

function datesOf(units: number, dice: Dice): { quantity: number; on: string }[] {
  const first = dice.int(0, units)
  const on = () => `2027-01-${String(dice.int(1, 28)).padStart(2, '0')}`
  return [first, units - first].flatMap((quantity) => (quantity > 0 ? [{ quantity, on: on() }] : []))
}

// Goods come in part, in full or beyond.
function receive(world: World): Promise<string | null> {
  const { flows, scene } = world
  const { shop, dice } = scene
  const fill = async () => {
    const open = await flows.purchaseOrders(shop, OPEN)
    if (open.length === 0) return null
    const order = dice.pick(open)
    const lines = order.lines.map(({ id, toCome }) => ({
      poLine: id,
      quantity: dice.chance(0.2) ? toCome + dice.int(1, 3) : dice.int(0, toCome),
      surplusIs: dice.pick(['kept-free', 'kept-priced', 'refused'] as const),
    }))
    return { purchaseOrder: order.id, receipt: randomUUID(), lines }
  }
  return send(world, 'receive', fill, (came) => flows.receive(shop, came, WHO))
}

async function giveUp({ flows, scene: { shop, dice } }: World): Promise<string | null> {
  const open = await flows.purchaseOrders(shop, OPEN)
  if (open.length === 0) return null
  const { id } = dice.pick(open)
  return told(dice.chance(0.5) ? flows.closeShort(shop, id, WHO) : flows.cancelPurchaseOrder(shop, id, WHO))
}
