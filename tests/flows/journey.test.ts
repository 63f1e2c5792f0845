import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PracticeStore } from '#store/practice-store.ts'
import { quiet as untilQuiet } from '#tests/support/quiet.ts'
import { startStack, type Stack } from '#tests/support/stack.ts'

const SHOP = 'moulin-lyon.myshopify.com'
const WHO = 'Claire Martin'

let stack: Stack
let store: PracticeStore
let flows: Awaited<ReturnType<typeof openFlows>>

// The flows read the environment of the stack, so they are loaded after it has started.
async function openFlows() {
  const [confirmed, sent, answered, picked, shipped, invoiced, received, db, orders] = await Promise.all([
    import('#app/flows/order-confirmed.server.ts'),
    import('#app/flows/purchase-order-sent.server.ts'),
    import('#app/flows/supplier-answered.server.ts'),
    import('#app/flows/goods-picked.server.ts'),
    import('#app/flows/goods-shipped.server.ts'),
    import('#app/flows/invoice-issued.server.ts'),
    import('#app/flows/goods-received.server.ts'),
    import('#app/db.server.ts'),
    import('#app/orders/read-order.server.ts'),
  ])
  return {
    ...confirmed,
    ...sent,
    ...answered,
    ...picked,
    ...shipped,
    ...invoiced,
    ...received,
    ...db,
    ...orders,
  }
}

beforeAll(async () => {
  stack = await startStack()
  store = stack.store
  Object.assign(process.env, stack.env)
  flows = await openFlows()
})
afterAll(async () => {
  await flows?.closeDatabase()
  await stack?.stop()
})

const order = async (name: string) => (await flows.withShop(SHOP, (tx) => flows.readOrder(tx, SHOP, name)))!
const line = async (name: string) => (await order(name)).lines[0]!

const quiet = () => untilQuiet(store, SHOP)

const at = (time: string) => store.control.setClock({ at: time })

test('Twelve ordered with five free: reserved, promised, bought, delivered in two parts and invoiced to the cent', async () => {
  at('2026-11-24T08:14:00Z')
  store.control.placeOrder({
    buyer: 'Épicerie du Port',
    lines: [{ sku: 'HUILE-75', quantity: 12 }],
    poNumber: 'BC-77',
  })
  await quiet()
  const placed = await order('#1042')
  expect(placed.total).toBe('110.65')
  expect(placed.lines[0]).toMatchObject({ reserved: 5, unsourced: 7 })
  expect(placed.lines[0]!.expected).toEqual([
    { quantity: 5, on: '2026-11-25' },
    { quantity: 7, on: '2026-12-02' },
  ])

  expect(await flows.confirmOrder(SHOP, placed.id, WHO)).toEqual({ kind: 'done', mail: true })
  const draft = (await flows.withShop(SHOP, (tx) =>
    tx.purchaseOrder.findFirst({
      where: { state: 'draft', lines: { some: { sku: 'HUILE-75' } } },
      include: { lines: { include: { demand: true } } },
    }),
  ))!
  expect(draft.lines).toHaveLength(1)
  expect(draft.lines[0]).toMatchObject({ sku: 'HUILE-75', quantity: 12, unitCost: 510n })
  expect(draft.lines[0]!.demand.map((d) => [d.need, d.quantity]).sort()).toEqual([
    ['order', 7],
    ['reorder', 5],
  ])

  at('2026-11-24T08:21:00Z')
  expect(await flows.sendPurchaseOrder(SHOP, draft.id, WHO)).toEqual({ kind: 'done', number: 'CF-31' })
  expect(await line('#1042')).toMatchObject({ reserved: 5, claimed: 7, unsourced: 0 })
  await quiet()
  const { mails } = await store.control.mails({})
  const bought = mails.find((m) => m.subject.includes('CF-31'))!
  expect(bought.attachments.map((a) => a.name)).toEqual(['CF-31.pdf', 'CF-31.csv'])

  at('2026-11-24T09:02:00Z')
  const poLine = draft.lines[0]!.id
  const dates = [
    { quantity: 6, on: '2026-12-01' },
    { quantity: 6, on: '2026-12-03' },
  ]
  const answer = { purchaseOrder: draft.id, lines: [{ poLine, dates }] }
  const preview = await flows.previewAnswer(SHOP, answer)
  expect(preview).toMatchObject({ kind: 'preview', moves: [{ name: '#1042', late: true, days: 2 }] })
  expect((await line('#1042')).promised.at(-1)).toEqual({ quantity: 7, on: '2026-12-02' })
  expect(await flows.acceptAnswer(SHOP, answer, WHO)).toMatchObject({ kind: 'done', told: 1 })
  expect((await line('#1042')).promised).toEqual([
    { quantity: 5, on: '2026-11-25' },
    { quantity: 7, on: '2026-12-04' },
  ])

  at('2026-11-24T09:30:00Z')
  expect(await flows.makePickList(SHOP, placed.id, WHO)).toMatchObject({ kind: 'done' })
  expect(await flows.deliver(SHOP, { order: placed.id }, WHO)).toMatchObject({ kind: 'done' })
  await quiet()
  expect(await line('#1042')).toMatchObject({ shipped: 5, reserved: 0, claimed: 7 })
  expect(store.control.order({ order: '1042' }).order.fulfillments).toHaveLength(1)
  at('2026-11-24T10:00:00Z')
  expect(await flows.invoiceOrder(SHOP, placed.id, WHO)).toMatchObject({
    kind: 'done',
    number: 'F-2026-000318',
  })

  at('2026-11-25T09:00:00Z')
  store.control.fulfillOrder({ order: '1039' })
  await quiet()
  expect(await line('#1039')).toMatchObject({ shipped: 3, reserved: 0 })
  expect(await line('#1042')).toMatchObject({ shipped: 5, claimed: 7 })

  at('2026-12-01T09:00:00Z')
  expect(
    await flows.receive(SHOP, { purchaseOrder: draft.id, lines: [{ poLine, quantity: 6 }] }, WHO),
  ).toMatchObject({ kind: 'done' })
  expect(await line('#1042')).toMatchObject({ reserved: 6, claimed: 1 })
  expect(await flows.makePickList(SHOP, placed.id, WHO)).toEqual({ kind: 'held', until: '2026-12-04' })

  at('2026-12-03T09:00:00Z')
  const seven = { purchaseOrder: draft.id, lines: [{ poLine, quantity: 7 }] }
  expect(await flows.receive(SHOP, seven, WHO)).toEqual({ kind: 'surplus-needs-a-choice', lines: [poLine] })
  const kept = { ...seven, lines: [{ poLine, quantity: 7, surplusIs: 'kept-free' as const }] }
  expect(await flows.receive(SHOP, kept, WHO)).toMatchObject({ kind: 'done' })
  await quiet()
  expect(await line('#1042')).toMatchObject({ reserved: 7, claimed: 0 })
  expect(store.control.stock({ sku: 'HUILE-75' }).levels[0]).toMatchObject({ onHand: 13 })

  at('2026-12-04T08:00:00Z')
  expect(await flows.deliver(SHOP, { order: placed.id }, WHO)).toMatchObject({ kind: 'done' })
  await quiet()
  expect(await flows.invoiceOrder(SHOP, placed.id, WHO)).toMatchObject({
    kind: 'done',
    number: 'F-2026-000319',
  })
  await quiet()
  const invoices = await flows.withShop(SHOP, (tx) =>
    tx.issuedDocument.findMany({ where: { kind: 'invoice' }, orderBy: { no: 'asc' } }),
  )
  expect(invoices.map((i) => [i.net, i.tax, i.total])).toEqual([
    [4370n, 240n, 4610n],
    [6118n, 337n, 6455n],
  ])
  expect(invoices.map((i) => (JSON.parse(i.body) as { dueOn: string }).dueOn)).toEqual([
    '2026-12-24',
    '2027-01-03',
  ])
  expect((await order('#1042')).nextStep).toEqual({ kind: 'done' })
  const level = await flows.withShop(SHOP, (tx) =>
    tx.stockLevel.findFirst({ where: { onHand: { gt: 0 }, item: placed.lines[0]!.item! } }),
  )
  expect(level).toMatchObject({ onHand: 6, reserved: 0 })
}, 120_000)
