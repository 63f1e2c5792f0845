// What people do to an order in Shopify: at each moment one of the deeds that Shopify would then allow.
import { act } from '#store/change.ts'
import { cancelFulfillment } from '#store/orders/fulfill.ts'
import { isOpen } from '#store/orders/fulfillment-order.ts'
import { currentOf, figures, fulfillableOf, shippedOf } from '#store/orders/figures.ts'
import type { PracticeStore } from '#store/practice-store.ts'
import { findOrder } from '#store/state/find.ts'
import type { Order, OrderLine } from '#store/state/order.ts'
import type { Shop } from '#store/state/shop.ts'
import type { Dice } from './dice.ts'

export type Scene = {
  readonly store: PracticeStore
  readonly shop: string
  readonly skus: readonly string[]
  readonly buyers: readonly string[]
  readonly dice: Dice
}

/** What was done, in words that name neither ids nor numbers; `act` does it. */
type Deed = { readonly said: string; readonly weight: number; readonly act: () => unknown }

/** Somebody places an order; its name is answered. */
export function place({ store, shop, skus, buyers, dice }: Scene): { name: string; said: string } {
  const several = dice.shuffled(skus).slice(0, dice.int(1, Math.min(3, skus.length)))
  // Two lines of the same goods compete for them.
  const lines = (dice.chance(0.3) ? [several[0]!, ...several] : several).map((sku) => ({
    ...{ sku, quantity: dice.int(1, 6), price: `${dice.int(2, 40)}.${dice.int(10, 99)}` },
    ...(dice.chance(0.3) ? { discount: '0.75' } : {}),
  }))
  const buyer = dice.chance(0.7) ? dice.pick(buyers) : null
  const { name } = store.control.placeOrder({
    shop,
    buyer,
    lines,
    ...(dice.chance(0.5) ? { shipping: '9.90' } : {}),
  })
  return {
    name,
    said: `place ${lines.map((l) => `${l.quantity} ${l.sku} at ${l.price}`).join(', ')} for ${buyer}`,
  }
}

/** Routes an order unless Shopify did already; says what it did, null when there is nothing to route. */
export function route({ store, shop }: Scene, name: string): string | null {
  const order = orderIn(store, shop, name)
  if (order.routed || order.cancelledAt) return null
  store.control.routeOrder({ shop, order: name })
  return 'route'
}

export type DeedKind = 'paperwork' | 'edit' | 'cancel' | 'fulfill' | 'refund'
const ANYTHING: readonly DeedKind[] = ['paperwork', 'edit', 'cancel', 'fulfill', 'refund']

/** Somebody does something to an order that was placed; says what, null when nothing of these kinds can be done. */
export function doSomething(scene: Scene, name: string): string
export function doSomething(scene: Scene, name: string, kinds: readonly DeedKind[]): string | null
export function doSomething(scene: Scene, name: string, kinds = ANYTHING): string | null {
  const shop = scene.store.world.state.shops[scene.shop]!
  const order = orderIn(scene.store, scene.shop, name)
  const deeds = kinds.flatMap((kind) => deedsOf(scene, shop, order, kind))
  if (deeds.length === 0) return null
  const deed = scene.dice.pick(deeds.flatMap((one) => Array.from({ length: one.weight }, () => one)))
  deed.act()
  return deed.said
}

function deedsOf(scene: Scene, shop: Shop, order: Order, kind: DeedKind): Deed[] {
  switch (kind) {
    case 'paperwork':
      return paperwork(scene, order)
    case 'edit':
      return order.cancelledAt ? [] : edits(scene, order)
    case 'cancel':
      return order.cancelledAt ? [] : cancels(scene, order)
    case 'fulfill':
      return order.cancelledAt ? [] : deliveries(scene, shop, order)
    case 'refund':
      return refunds(scene, order)
  }
}

/** Whether Shopify has routed the order. */
export function isRouted({ store, shop }: Scene, name: string): boolean {
  return orderIn(store, shop, name).routed
}

function orderIn(store: PracticeStore, shop: string, name: string): Order {
  return findOrder(store.world.state.shops[shop]!, name)!
}

function paperwork({ store, shop, dice }: Scene, order: Order): Deed[] {
  const to = { shop, order: order.name }
  const note = `note ${dice.int(1, 99)}`
  return [
    { said: 'write a note', weight: 1, act: () => store.control.updateOrder({ ...to, note }) },
    ...(figures(order).outstanding > 0n
      ? [{ said: 'pay', weight: 2, act: () => store.control.payOrder(to) }]
      : []),
  ]
}

function edits({ store, shop, skus, dice }: Scene, order: Order): Deed[] {
  const to = { shop, order: order.name }
  const edit = (line: OrderLine, quantity: number, restock: boolean): Deed => ({
    said: `edit line ${order.lines.indexOf(line)} to ${quantity}${restock ? '' : ' without restock'}`,
    weight: 2,
    act: () => store.control.editOrder({ ...to, lines: [{ lineId: line.id, quantity, restock }] }),
  })
  const line = dice.pick(order.lines)
  const most = Math.min(currentOf(line), fulfillableOf(order, line))
  const sku = dice.pick(line.sku && dice.chance(0.5) ? [line.sku] : skus)
  const quantity = dice.int(1, 4)
  return [
    edit(line, currentOf(line) + dice.int(1, 4), true),
    ...(most > 0 ? [edit(line, currentOf(line) - dice.int(1, most), dice.chance(0.8))] : []),
    {
      said: `add ${quantity} ${sku}`,
      weight: 1,
      act: () => store.control.editOrder({ ...to, add: [{ sku, quantity }] }),
    },
  ]
}

function cancels({ store, shop, dice }: Scene, order: Order): Deed[] {
  const restock = dice.chance(0.7)
  const refund = dice.chance(0.5)
  return [
    {
      said: `cancel${restock ? '' : ' without restock'}${refund ? ' and refund' : ''}`,
      weight: 1,
      act: () => store.control.cancelOrder({ shop, order: order.name, restock, refund }),
    },
  ]
}

function deliveries(scene: Scene, shop: Shop, order: Order): Deed[] {
  const { store, dice } = scene
  const open = order.fulfillmentOrders
    .filter(isOpen)
    .filter((one) => one.lines.some((part) => part.remaining > 0))
  if (open.length === 0) return undone(scene, shop, order)
  const to = { shop: shop.domain, order: order.name }
  const from = dice.pick(open)
  const part = dice.pick(from.lines.filter(({ remaining }) => remaining > 0))
  const lines = [{ lineId: part.lineId, quantity: dice.int(1, part.remaining) }]
  const what = `${lines[0]!.quantity} of line ${order.lines.findIndex(({ id }) => id === part.lineId)}`
  const elsewhere = shop.locations.find(({ id }) => id !== from.locationId)
  const mayMove = elsewhere && open.find((one) => one.locationId !== elsewhere.id) === from
  return [
    { said: `fulfill ${what}`, weight: 4, act: () => store.control.fulfillOrder({ ...to, lines }) },
    { said: 'fulfill the rest', weight: 1, act: () => store.control.fulfillOrder(to) },
    ...(mayMove
      ? [
          {
            said: `move ${what} to ${elsewhere.name}`,
            weight: 1,
            act: () => store.control.moveOrder({ ...to, lines, location: elsewhere.id }),
          },
          {
            said: `move all to ${elsewhere.name}`,
            weight: 1,
            act: () => store.control.moveOrder({ ...to, location: elsewhere.id }),
          },
        ]
      : []),
    ...undone(scene, shop, order),
  ]
}

// A fulfillment is undone only while nothing of it came back.
function undone({ store, dice }: Scene, shop: Shop, order: Order): Deed[] {
  const back = (lineId: string) => returnable(order, lineId) < shippedOf(order, lineId)
  const standing = order.fulfillments.filter(
    ({ status, lines }) => status === 'SUCCESS' && !lines.some(({ lineId }) => back(lineId)),
  )
  if (standing.length === 0) return []
  const fulfillment = dice.pick(standing)
  return [
    {
      said: `undo fulfillment ${order.fulfillments.indexOf(fulfillment)}`,
      weight: 2,
      act: () => act(store.world, shop, (change) => cancelFulfillment(change, order, fulfillment)),
    },
  ]
}

function refunds({ store, shop, dice }: Scene, order: Order): Deed[] {
  const line = dice.pick(order.lines)
  const index = order.lines.indexOf(line)
  const refund = (restockType: 'cancel' | 'return' | 'no_restock', most: number): Deed[] => {
    if (most <= 0) return []
    const quantity = dice.int(1, most)
    const lines = [{ lineId: line.id, quantity, restockType }]
    return [
      {
        said: `refund ${quantity} of line ${index} as ${restockType}`,
        weight: 2,
        act: () => store.control.refundOrder({ shop, order: order.name, lines }),
      },
    ]
  }
  return [
    ...(order.cancelledAt ? [] : refund('cancel', Math.min(currentOf(line), fulfillableOf(order, line)))),
    ...refund('return', Math.min(currentOf(line), returnable(order, line.id))),
    ...refund('no_restock', currentOf(line)),
  ]
}

/** Units of a line that left and did not come back. */
function returnable(order: Order, lineId: string): number {
  const line = order.lines.find(({ id }) => id === lineId)!
  return shippedOf(order, lineId) - Math.max(0, line.refunded - line.removed)
}
