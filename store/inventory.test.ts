import { afterEach, beforeEach, expect, test } from 'vitest'
import { listeningApp, type ListeningApp } from './listening-app.ts'

let app: ListeningApp
beforeEach(async () => {
  app = await listeningApp()
})
afterEach(() => app.close())

/** available, committed and on hand of HUILE-75 in Lyon. */
function lyon() {
  const [level] = app.store.control.stock({ sku: 'HUILE-75' }).levels
  return [level!.available, level!.committed, level!.onHand]
}

const grocerOrders = async (quantity: number) => {
  const placed = app.store.control.placeOrder({
    buyer: 'Épicerie du Port',
    lines: [{ sku: 'HUILE-75', quantity }],
  })
  await app.store.control.idle()
  return { order: placed.name.slice(1) }
}

test('the seeded bottle has 8 on hand, of which 3 belong to #1039', () => {
  expect(lyon()).toEqual([5, 3, 8])
})

test('an order moves available to committed, below zero if it must', async () => {
  const { order } = await grocerOrders(12)
  expect(order).toBe('1042')
  expect(lyon()).toEqual([-7, 15, 8])
})

test('an order goes where its goods are stocked, also when none are left there', async () => {
  app.store.control.disconnect({ sku: 'HUILE-75', location: 'Lyon' })
  const { order } = await grocerOrders(500)
  const levels = app.store.control.stock({ sku: 'HUILE-75' }).levels
  expect(levels).toMatchObject([{ location: 'Boutique Croix-Rousse', committed: 500 }])
  const [routed] = app.store.control.order({ order }).fulfillmentOrders
  expect(routed).toMatchObject({ location: 'Boutique Croix-Rousse' })
})

test('a fulfillment takes from committed and on hand', async () => {
  const order = await grocerOrders(12)
  app.store.control.fulfillOrder({ ...order, lines: [{ sku: 'HUILE-75', quantity: 5 }] })
  expect(lyon()).toEqual([-7, 10, 3])
})

test('cancelling gives unshipped units back, or lets them vanish without restock', async () => {
  const order = await grocerOrders(5)
  app.store.control.fulfillOrder({ ...order, lines: [{ sku: 'HUILE-75', quantity: 2 }] })
  app.store.control.cancelOrder({ ...order, restock: true })
  expect(lyon()).toEqual([3, 3, 6])
  app.store.control.cancelOrder({ order: '1039', restock: false })
  expect(lyon()).toEqual([3, 0, 3])
})

test('each restock type does what Shopify does', async () => {
  const order = await grocerOrders(6)
  app.store.control.fulfillOrder({ ...order, lines: [{ sku: 'HUILE-75', quantity: 3 }] })
  const refund = (quantity: number, restockType: 'cancel' | 'return' | 'no_restock') => {
    const answer = app.store.control.refundOrder({
      ...order,
      lines: [{ sku: 'HUILE-75', quantity, restockType }],
    })
    const [line] = answer.order.line_items as { current_quantity: number; fulfillable_quantity: number }[]
    return [line!.current_quantity, line!.fulfillable_quantity, ...lyon()]
  }
  expect(lyon()).toEqual([-1, 6, 5])
  expect(refund(1, 'cancel')).toEqual([5, 2, 0, 5, 5])
  expect(refund(1, 'return')).toEqual([4, 2, 1, 5, 6])
  expect(refund(1, 'no_restock')).toEqual([3, 2, 1, 5, 6])
})

test('a refused refund changes nothing', async () => {
  const order = await grocerOrders(4)
  const before = app.store.control.order(order)
  const lines = [{ sku: 'HUILE-75', quantity: 2, restockType: 'cancel' as const }]
  expect(() => app.store.control.refundOrder({ ...order, lines, amount: '99.00' })).toThrow('what was paid')
  expect(() => app.store.control.refundOrder({ ...order, lines: [...lines, ...lines, ...lines] })).toThrow()
  expect(app.store.control.order(order)).toEqual(before)
  expect(lyon()).toEqual([1, 7, 8])
})

test('an edit takes units back or commits more of them', async () => {
  const order = await grocerOrders(4)
  app.store.control.editOrder({ ...order, lines: [{ sku: 'HUILE-75', quantity: 1 }] })
  expect(lyon()).toEqual([4, 4, 8])
  const edited = app.store.control.editOrder({
    ...order,
    lines: [{ sku: 'HUILE-75', quantity: 3 }],
    add: [{ sku: 'HUILE-50', quantity: 2 }],
  })
  expect(lyon()).toEqual([2, 6, 8])
  expect(edited.order.line_items).toMatchObject([
    { quantity: 6, current_quantity: 3, fulfillable_quantity: 3 },
    { sku: 'HUILE-50', quantity: 2, price: '6.81' },
  ])
  const { fulfillmentOrders } = app.store.control.order(order)
  expect(fulfillmentOrders[0]!.lines.map(({ sku, remaining }) => [sku, remaining])).toEqual([
    ['HUILE-75', 3],
    ['HUILE-50', 2],
  ])
})

test('a moved fulfillment order takes its commitment along', async () => {
  const order = await grocerOrders(4)
  app.store.control.moveOrder({ ...order, location: 'Boutique' })
  expect(lyon()).toEqual([5, 3, 8])
  const shop = app.store.control.stock({ sku: 'HUILE-75' }).levels[1]
  expect([shop!.available, shop!.committed, shop!.onHand]).toEqual([-4, 4, 0])
})

test('a sale in the shop leaves the shelf there at once', async () => {
  app.store.control.placeOrder({ buyer: null, pos: true, lines: [{ sku: 'HUILE-50', quantity: 2 }] })
  await app.store.control.idle()
  const [warehouse, boutique] = app.store.control.stock({ sku: 'HUILE-50' }).levels
  expect([warehouse!.onHand, boutique!.onHand, boutique!.committed]).toEqual([96, 12, 0])
  expect(app.topics()).toContain('orders/fulfilled')
})
