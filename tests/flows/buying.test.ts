import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withShop } from '#app/db.server.ts'
import { receive } from '#app/flows/goods-received.server.ts'
import { addDraftLine, setDraftQuantity } from '#app/flows/purchase-order-changed.server.ts'
import { sendPurchaseOrder } from '#app/flows/purchase-order-sent.server.ts'
import { acceptAnswer } from '#app/flows/supplier-answered.server.ts'
import { saveSupplierItem } from '#app/flows/supplier-saved.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { HUILE, LYON, MOULIN_SUD, openTestDatabase, setUpShop } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { draftsIn, levelIn, lineIn, tell, unclean } from '#tests/support/told.ts'

const COOP = '22222222-2222-4222-8222-222222222222'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.drop())

let shops = 0
async function freshShop(options: Parameters<typeof setUpShop>[0] = {}) {
  const shop = `buying-${++shops}.myshopify.com`
  await setUpShop({ shop, onHand: 0, ...options })
  await withShop(shop, async (tx) => {
    const supplier = { shop, id: COOP, name: 'Coopérative', currency: 'EUR', leadDays: 1, cutOff: '14:00' }
    await tx.supplier.create({ data: supplier })
  })
  return shop
}

const soldByCoop = (shop: string, rank: number) =>
  saveSupplierItem(
    shop,
    { supplier: COOP, item: HUILE.item, reference: null, unitCost: 600n, packSize: 1, moq: 1, rank },
    'Anne',
  )

const boughtIn = async (shop: string) =>
  (await draftsIn(shop)).flatMap((d) =>
    d.lines.map((l) => [d.supplier, l.quantity, ...l.demand.map((n) => `${n.need} ${n.quantity}`).sort()]),
  )

test('What a person buys from the second supplier is not bought from the first as well', async () => {
  const shop = await freshShop()
  await soldByCoop(shop, 2)
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 20 })]))
  const line = { supplier: COOP, location: LYON, item: HUILE.item, quantity: 15 }
  expect(await addDraftLine(shop, line, 'Anne')).toEqual({ kind: 'done' })
  expect(await boughtIn(shop)).toEqual([
    [MOULIN_SUD, 12, 'order 5', 'rounding 7'],
    [COOP, 15, 'order 15'],
  ])
  expect(await unclean(shop)).toEqual([])
})

test('A quantity set by hand stays, and is bought once, when another supplier becomes the first', async () => {
  const shop = await freshShop()
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 12 })]))
  const [draft] = await draftsIn(shop)
  await setDraftQuantity(shop, { poLine: draft!.lines[0]!.id, quantity: 18 }, 'Anne')
  await withShop(shop, (tx) => tx.supplierItem.updateMany({ where: { shop }, data: { rank: 2 } }))
  await soldByCoop(shop, 1)
  expect(await boughtIn(shop)).toEqual([[MOULIN_SUD, 18, 'free 6', 'order 12']])
  expect(await unclean(shop)).toEqual([])
})

test('A quantity set by hand follows its need, also when its supplier sells the item no longer', async () => {
  const shop = await freshShop()
  const order = snapshotOf(1, [lineOf('1', { quantity: 12 })])
  await tell(shop, order)
  const [draft] = await draftsIn(shop)
  await setDraftQuantity(shop, { poLine: draft!.lines[0]!.id, quantity: 18 }, 'Anne')
  await withShop(shop, (tx) => tx.supplierItem.deleteMany({ where: { shop } }))
  const updatedAt = '2026-11-24T09:30:00.000Z'
  await tell(shop, {
    ...order,
    lines: [lineOf('1', { quantity: 12, current: 8, fulfillable: 8 })],
    updatedAt,
  })
  expect(await boughtIn(shop)).toEqual([[MOULIN_SUD, 18, 'free 10', 'order 8']])
  expect(await unclean(shop)).toEqual([])
})

test('The answer for the rest, given after a part came, moves the day of the rest', async () => {
  const shop = await freshShop()
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 12 })]))
  const [draft] = await draftsIn(shop)
  const poLine = draft!.lines[0]!.id
  const answer = (...dates: { quantity: number; on: string }[]) =>
    acceptAnswer(shop, { purchaseOrder: draft!.id, lines: [{ poLine, dates }] }, 'Anne')
  await sendPurchaseOrder(shop, draft!.id, 'Anne')
  await answer({ quantity: 6, on: '2026-12-03' }, { quantity: 6, on: '2026-12-01' })
  await receive(shop, { purchaseOrder: draft!.id, lines: [{ poLine, quantity: 6 }] }, 'Anne')
  expect(await answer({ quantity: 7, on: '2027-03-01' })).toEqual({
    kind: 'invalid',
    why: 'more-than-ordered',
  })
  expect(await answer({ quantity: 6, on: '2027-03-01' })).toMatchObject({ kind: 'done' })
  const line = await lineIn(shop, '1')
  expect(line).toMatchObject({ reserved: 6, claimed: 6 })
  expect(line.expected).toContainEqual({ quantity: 6, on: '2027-03-02' })
  expect(await unclean(shop)).toEqual([])
})

test('One receiving form counts once, however often it is sent', async () => {
  const shop = await freshShop()
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 12 })]))
  const [draft] = await draftsIn(shop)
  const poLine = draft!.lines[0]!.id
  await sendPurchaseOrder(shop, draft!.id, 'Anne')
  const form = { purchaseOrder: draft!.id, receipt: randomUUID(), lines: [{ poLine, quantity: 6 }] }
  for (const _ of ['first', 'second'])
    expect(await receive(shop, form, 'Anne')).toEqual({ kind: 'done', receipt: form.receipt })
  expect(await levelIn(shop)).toMatchObject({ onHand: 6 })
  const rest = { ...form, receipt: randomUUID() }
  for (const _ of ['first', 'second'])
    expect(await receive(shop, rest, 'Anne')).toEqual({ kind: 'done', receipt: rest.receipt })
  expect(await levelIn(shop)).toMatchObject({ onHand: 12 })
  expect(await unclean(shop)).toEqual([])
})
