// Every operation that Carnet's Shopify side needs, each asked once over HTTP: it answers with state, as the schema says.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asking, type Asking } from '../asking.ts'
import { money } from './operations.documents.ts'
import * as documents from './operations.documents.ts'

let ask: Asking
beforeAll(async () => {
  ask = await asking()
})
afterAll(() => ask.close())

const variant = async (sku: string) => {
  const { productVariants } = await ask(documents.variants, { query: `sku:${sku}` })
  const [node] = productVariants.nodes
  const level = node.inventoryItem.inventoryLevels.nodes[0]
  const quantity = (name: string) =>
    level.quantities.find((one: { name: string }) => one.name === name).quantity as number
  return {
    id: node.id as string,
    item: node.inventoryItem.id as string,
    location: level.location.id as string,
    quantity,
  }
}
const placed = (quantity = 4) => {
  const { gid, id } = ask.store.control.placeOrder({
    buyer: 'Le Panier Vert',
    lines: [{ sku: 'RIZ-CAMARGUE', quantity }],
  })
  return { gid, id, read: async () => (await ask(documents.order, { id: gid })).order }
}

test('the shop, its locations and what its stock is made of', async () => {
  const { shop, currentAppInstallation, shopLocales, paymentTermsTemplates } = await ask(documents.shop)
  expect(shop.entitlements.markets.b2b.catalogs).toEqual({ enabled: true, limit: 3 })
  expect(currentAppInstallation.accessScopes.length).toBeGreaterThan(20)
  expect(shopLocales[0]).toMatchObject({ locale: 'fr', primary: true })
  expect(paymentTermsTemplates[3]).toMatchObject({ name: 'Net 30', dueInDays: 30 })
  expect((await ask(documents.locations)).locations.nodes).toHaveLength(2)
  const { inventoryProperties } = await ask(documents.quantityNames)
  expect(
    inventoryProperties.quantityNames.find(({ name }: { name: string }) => name === 'on_hand'),
  ).toMatchObject({
    comprises: expect.arrayContaining(['available', 'committed', 'reserved']) as unknown,
  })
})

test('an order, its further lines, what changed lately, and what is to be shipped', async () => {
  const order = placed()
  await ask.store.control.idle()
  const read = await order.read()
  expect(read.lineItems.nodes[0]).toMatchObject({ sku: 'RIZ-CAMARGUE', quantity: 4 })
  expect((await ask(documents.changedOrders, { query: `name:${read.name}` })).orders.nodes).toHaveLength(1)
  const open = await ask(documents.openFulfillmentOrders)
  expect(open.fulfillmentOrders.nodes.some((one: { orderId: string }) => one.orderId === order.gid)).toBe(
    true,
  )
  const { fulfillmentOrder } = await ask(documents.locationsForMove, {
    id: read.fulfillmentOrders.nodes[0].id,
  })
  expect(fulfillmentOrder.locationsForMove.nodes).toHaveLength(2)
})

test('stock is moved, adjusted, set and begun, and an item has its cost', async () => {
  const before = await variant('HUILE-50')
  const at = { inventoryItemId: before.item, locationId: before.location }
  const end = (name: string, ledger: string | null) => ({
    locationId: before.location,
    name,
    changeFromQuantity: null,
    ...(ledger ? { ledgerDocumentUri: ledger } : {}),
  })
  await ask(documents.moveStock, {
    key: 'm1',
    input: {
      reason: 'reservation_created',
      referenceDocumentUri: 'gid://carnet/Quote/1',
      changes: [
        {
          inventoryItemId: before.item,
          quantity: 2,
          from: end('available', null),
          to: end('reserved', 'gid://carnet/Reservation/1'),
        },
      ],
    },
  })
  await ask(documents.adjustStock, {
    key: 'a1',
    input: {
      name: 'available',
      reason: 'received',
      changes: [{ ...at, delta: 5, changeFromQuantity: null }],
    },
  })
  const after = await variant('HUILE-50')
  expect(after.quantity('reserved')).toBe(before.quantity('reserved') + 2)
  expect(after.quantity('on_hand')).toBe(before.quantity('on_hand') + 5)
  await ask(documents.setStock, {
    key: 's1',
    input: {
      name: 'on_hand',
      reason: 'correction',
      quantities: [{ ...at, quantity: 40, changeFromQuantity: null }],
    },
  })
  expect((await ask(documents.level, at)).inventoryItem.inventoryLevel.quantities).toContainEqual({
    name: 'on_hand',
    quantity: 40,
  })
  await ask(documents.stockAt, { ...at, key: 'l1' })
  const { inventoryItemUpdate } = await ask(documents.setCost, { id: before.item, input: { cost: '4.20' } })
  expect(inventoryItemUpdate.inventoryItem.unitCost.amount).toBe('4.2')
})

test('goods are announced, sent and received: incoming becomes available', async () => {
  const { item, location, quantity } = await variant('OLIVE-SEAU')
  const transfer = await ask(documents.createTransfer, {
    key: 't1',
    input: {
      destinationLocationId: location,
      referenceName: 'BC-7',
      lineItems: [{ inventoryItemId: item, quantity: 6 }],
    },
  })
  const { id: movementId } = transfer.inventoryTransferCreate.inventoryTransfer
  const sent = await ask(documents.sendShipment, {
    key: 't2',
    input: { movementId, lineItems: [{ inventoryItemId: item, quantity: 6 }] },
  })
  const { id, lineItems } = sent.inventoryShipmentCreateInTransit.inventoryShipment
  expect((await variant('OLIVE-SEAU')).quantity('incoming')).toBe(6)
  const received = await ask(documents.receiveShipment, {
    key: 't3',
    id,
    lines: [
      { shipmentLineItemId: lineItems.nodes[0].id, quantity: 5, reason: 'ACCEPTED' },
      { shipmentLineItemId: lineItems.nodes[0].id, quantity: 1, reason: 'REJECTED' },
    ],
  })
  expect(received.inventoryShipmentReceive.inventoryShipment).toMatchObject({
    status: 'RECEIVED',
    totalAcceptedQuantity: 5,
    totalRejectedQuantity: 1,
  })
  const now = await variant('OLIVE-SEAU')
  expect([now.quantity('incoming'), now.quantity('available')]).toEqual([0, quantity('available') + 5])
})

test('a fulfillment order is split, held, released, moved, shipped, tracked and undone', async () => {
  const order = placed()
  await ask.store.control.idle()
  const [first] = (await order.read()).fulfillmentOrders.nodes
  const part = (quantity: number) => [{ id: first.lineItems.nodes[0].id, quantity }]
  const split = await ask(documents.split, {
    splits: [{ fulfillmentOrderId: first.id, fulfillmentOrderLineItems: part(1) }],
  })
  const rest = split.fulfillmentOrderSplit.fulfillmentOrderSplits[0].remainingFulfillmentOrder
  const held = await ask(documents.hold, {
    id: rest.id,
    hold: { reason: 'INVENTORY_OUT_OF_STOCK', handle: 'later' },
  })
  expect(held.fulfillmentOrderHold.fulfillmentOrder.status).toBe('ON_HOLD')
  await ask(documents.release, { id: rest.id })
  const other = ask.store.world.state.shops[ask.shop]!.locations[1]!.id
  const moved = await ask(documents.move, { id: rest.id, location: `gid://shopify/Location/${other}` })
  expect(moved.fulfillmentOrderMove.movedFulfillmentOrder.assignedLocation.location.id).toContain(other)
  const shipped = await ask(documents.fulfill, {
    fulfillment: {
      lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: first.id, fulfillmentOrderLineItems: part(2) }],
    },
  })
  const { id } = shipped.fulfillmentCreate.fulfillment
  await ask(documents.track, { id, tracking: { company: 'DHL', number: 'JD1' } })
  const undone = await ask(documents.cancelFulfillment, { id })
  expect(undone.fulfillmentCancel.fulfillment.status).toBe('CANCELLED')
})

test('a refund is suggested and made, and a whole order cancelled', async () => {
  const order = placed()
  const paid = await ask(documents.markPaid, { input: { id: order.gid } })
  expect(paid.orderMarkAsPaid.order.displayFinancialStatus).toBe('PAID')
  const line = (await order.read()).lineItems.nodes[0].id
  const lines = [{ lineItemId: line, quantity: 1, restockType: 'CANCEL' }]
  const { order: suggested } = await ask(documents.suggestRefund, { id: order.gid, lines })
  const worth = suggested.suggestedRefund.amountSet.shopMoney.amount
  const [sale] = suggested.suggestedRefund.suggestedTransactions
  const made = await ask(documents.refund, {
    key: 'r1',
    input: {
      orderId: order.gid,
      refundLineItems: lines,
      transactions: [
        {
          orderId: order.gid,
          amount: worth,
          kind: 'REFUND',
          gateway: 'manual',
          parentId: sale.parentTransaction.id,
        },
      ],
    },
  })
  expect(made.refundCreate.refund.totalRefundedSet.shopMoney.amount).toBe(worth)
  const cancelled = await ask(documents.cancel, { id: order.gid })
  expect(cancelled.orderCancel).toMatchObject({ job: { done: true }, orderCancelUserErrors: [] })
  expect((await order.read()).cancellation).toEqual({ staffNote: 'too late' })
})

test('shipped goods come back: a return is opened, and processed with its money', async () => {
  const order = placed()
  await ask.store.control.idle()
  ask.store.control.fulfillOrder({ order: order.id })
  await ask(documents.markPaid, { input: { id: order.gid } })
  const { returnableFulfillments } = await ask(documents.returnable, { id: order.gid })
  const [part] = returnableFulfillments.nodes[0].returnableFulfillmentLineItems.nodes
  expect(part.quantity).toBe(4)
  const opened = await ask(documents.openReturn, {
    input: {
      orderId: order.gid,
      returnLineItems: [
        { fulfillmentLineItemId: part.fulfillmentLineItem.id, quantity: 2, returnReasonNote: 'Abîmé' },
      ],
    },
  })
  const made = opened.returnCreate.return
  expect((await order.read()).returnStatus).toBe('IN_PROGRESS')
  const before = await variant('RIZ-CAMARGUE')
  const processed = await ask(documents.processReturn, {
    input: {
      returnId: made.id,
      returnLineItems: [
        {
          id: made.returnLineItems.nodes[0].id,
          quantity: 2,
          dispositions: [
            {
              reverseFulfillmentOrderLineItemId: made.reverseFulfillmentOrders.nodes[0].lineItems.nodes[0].id,
              quantity: 2,
              dispositionType: 'RESTOCKED',
              locationId: before.location,
            },
          ],
        },
      ],
      financialTransfer: {
        issueRefund: {
          orderTransactions: [
            { parentId: 'gid://shopify/OrderTransaction/1', transactionAmount: money('2.00') },
          ],
        },
      },
    },
  })
  expect(processed.returnProcess.return).toMatchObject({
    status: 'CLOSED',
    refunds: { nodes: [{ totalRefundedSet: { shopMoney: { amount: '2.0' } } }] },
  })
  expect((await variant('RIZ-CAMARGUE')).quantity('available')).toBe(before.quantity('available') + 2)
})

test('an order is edited: sums before the commit are those after it', async () => {
  const order = placed()
  const { calculatedOrder } = (await ask(documents.beginEdit, { id: order.gid })).orderEditBegin
  const line = calculatedOrder.lineItems.nodes[0].id
  const { id } = calculatedOrder
  await ask(documents.setQuantity, { id, line, quantity: 3 })
  await ask(documents.discountLine, { id, line, discount: { description: 'Palier A', percentValue: 10 } })
  const other = await variant('HUILE-75')
  const added = await ask(documents.addVariant, { id, variant: other.id, quantity: 2 })
  const total = added.orderEditAddVariant.calculatedOrder.totalPriceSet.shopMoney.amount
  const done = await ask(documents.commitEdit, { id })
  expect(done.orderEditCommit.order.currentTotalPriceSet.shopMoney.amount).toBe(total)
  expect((await order.read()).lineItems.nodes).toMatchObject([{ currentQuantity: 3 }, { sku: 'HUILE-75' }])
})
