// Goods that go from one of the shop's places to another.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gid } from '#app/core/gid.ts'
import { aloneInShop, readShop, withShop } from '#app/db.server.ts'
import { readTransfer } from '#app/deliveries/read-transfers.server.ts'
import type { Fate } from '#app/deliveries/transfer.ts'
import { documentOf } from '#app/documents/chain.ts'
import { setKeptBack } from '#app/flows/kept-back-set.server.ts'
import { settleOrders } from '#app/flows/order-settled.server.ts'
import { dismissTask } from '#app/flows/task-settled.server.ts'
import {
  cancelTransfer,
  draftTransfer,
  scanIntoTransfer,
  setTransferLine,
} from '#app/flows/transfer-drafted.server.ts'
import { sendTransfer } from '#app/flows/transfer-sent.server.ts'
import { settleTransfer } from '#app/flows/transfer-settled.server.ts'
import { quantitiesTold } from '#app/flows/quantities-told.server.ts'
import { printableOf } from '#app/paper/printable.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { BOUTIQUE, HUILE, LYON, openTestDatabase, shopsOf } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { draftsIn, levelIn, lineIn, tell, unclean } from '#tests/support/told.ts'

let db: TestDatabase
let owner: pg.Pool
beforeAll(async () => {
  db = await openTestDatabase()
  owner = new pg.Pool({ connectionString: db.ownerUrl, max: 1 })
})
afterAll(async () => {
  await owner.end()
  await db.drop()
})
const freshShop = shopsOf('transfers')

/** A draft from Lyon to the shop, of so many bottles. */
async function draftOf(shop: string, quantity: number, [origin, destination] = [LYON, BOUTIQUE]) {
  const id = randomUUID()
  const wanted = { id, origin: origin!, destination: destination! }
  expect(await draftTransfer(shop, wanted, 'Marc')).toEqual({ kind: 'done' })
  const line = { transfer: id, item: HUILE.item, quantity }
  expect(await setTransferLine(shop, line, 'Marc')).toEqual({ kind: 'done' })
  return id
}
async function sentOf(shop: string, quantity: number, way?: [string, string]) {
  const id = await draftOf(shop, quantity, way)
  expect(await sendTransfer(shop, id, 'Marc')).toMatchObject({ kind: 'done' })
  return id
}
const say = (shop: string, transfer: string, fate: Fate, quantity: number, more = {}) =>
  settleTransfer(
    shop,
    { transfer, step: randomUUID(), fate, lines: [{ item: HUILE.item, quantity }], ...more },
    'Marc',
  )
const stateOf = async (shop: string, id: string) =>
  (await withShop(shop, (tx) => tx.transfer.findUniqueOrThrow({ where: { shop_id: { shop, id } } }))).state
/** On hand in Lyon, in transit to the shop, on hand in the shop. */
async function whereIn(shop: string) {
  const lyon = await levelIn(shop)
  const there = await levelIn(shop, BOUTIQUE).catch(() => null)
  return [lyon.onHand, there?.inTransit ?? 0, there?.onHand ?? 0]
}
const effectsIn = (shop: string) =>
  withShop(shop, (tx) =>
    tx.effect.findMany({ where: { shop, kind: 'shopify-quantities' }, orderBy: { createdAt: 'asc' } }),
  )
let readings = 0
const read = (shop: string, location: string, onHand: number) =>
  aloneInShop(shop, (tx) => {
    const cause = `level:${++readings}`
    const reading = { location, item: HUILE.item, onHand, unavailable: 0, askedAt: new Date(), cause }
    return settleOrders(tx, shop, [], [reading], cause, new Date())
  })

test('Check 5: of 10 in Lyon 4 are sent and 3 arrive: 6 in Lyon, 3 in the shop, 1 disputed, and no invoice number is used', async () => {
  const shop = await freshShop({ onHand: 10 })
  const id = await draftOf(shop, 4)
  expect(await whereIn(shop)).toEqual([10, 0, 0])
  const sent = await sendTransfer(shop, id, 'Marc')
  expect(sent).toMatchObject({ kind: 'done', number: 'BT-2026-00001' })
  expect(await whereIn(shop)).toEqual([6, 4, 0])
  expect(await stateOf(shop, id)).toBe('sent')
  expect(await say(shop, id, 'arrived', 3)).toEqual({ kind: 'done', disputed: 1 })
  expect(await whereIn(shop)).toEqual([6, 1, 3])
  expect(await stateOf(shop, id)).toBe('partly-received')
  const [documents, series] = await withShop(shop, (tx) =>
    Promise.all([tx.issuedDocument.findMany(), tx.series.findMany({ where: { kind: 'invoice' } })]),
  )
  expect(documents.map((d) => [d.kind, d.number, d.total])).toEqual([
    ['transfer-note', 'BT-2026-00001', null],
  ])
  expect(series).toEqual([])
  expect(await unclean(shop)).toEqual([])
})

test('The note names both places and what goes, with codes to scan and no price', async () => {
  const shop = await freshShop({ onHand: 10 })
  await sentOf(shop, 4)
  const row = await withShop(shop, (tx) =>
    tx.issuedDocument.findFirstOrThrow({ where: { shop }, include: { person: true } }),
  )
  const paper = printableOf(documentOf(row.body, row.person!.person), { number: row.number, language: 'en' })
  expect(paper.parties.map((p) => p.name)).toEqual([
    'Huilerie du Moulin — Entrepôt Lyon',
    'Huilerie du Moulin — Boutique',
  ])
  expect(paper.barcode).toBe('BT-2026-00001')
  expect(paper.table.rows).toEqual([
    [
      { kind: 'text', text: 'HUILE-75', detail: null },
      { kind: 'text', text: "Huile d'olive 75 cl", detail: null },
      { kind: 'barcode', value: 'HUILE-75' },
      { kind: 'text', text: '4', detail: null },
      { kind: 'box' },
    ],
  ])
  expect(JSON.stringify(paper)).not.toMatch(/€|EUR|5[.,]10|10[.,]00/)
})

test('Only free units go: what an order holds stays, and the refusal says how many are free', async () => {
  const shop = await freshShop({ onHand: 10 })
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 7 })]))
  const id = await draftOf(shop, 4)
  const refused = { kind: 'more-than-free', title: "Huile d'olive 75 cl", free: 3 }
  expect(await sendTransfer(shop, id, 'Marc')).toEqual(refused)
  expect(await whereIn(shop)).toEqual([10, 0, 0])
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 7 })
  await setTransferLine(shop, { transfer: id, item: HUILE.item, quantity: 3 }, 'Marc')
  expect(await sendTransfer(shop, id, 'Marc')).toMatchObject({ kind: 'done' })
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 7 })
})

test('What is kept as safety stock does not go either, and the draft says no more free than may be sent', async () => {
  const shop = await freshShop({ onHand: 10 })
  await setKeptBack(shop, { item: HUILE.item, location: LYON, what: 'safety-stock', units: 8 }, 'Claire')
  const id = await draftOf(shop, 4)
  const page = await readShop(shop, (tx) => readTransfer(tx, shop, id))
  expect(page!.lines).toMatchObject([{ quantity: 4, free: 2 }])
  expect(await sendTransfer(shop, id, 'Marc')).toMatchObject({ kind: 'more-than-free', free: 2 })
})

test('Units that arrive serve who waits for them there, in the same transaction', async () => {
  const shop = await freshShop({ onHand: 10 })
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 5 })]), BOUTIQUE)
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 0, unsourced: 5 })
  const id = await sentOf(shop, 4)
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 0, unsourced: 5 })
  await say(shop, id, 'arrived', 4)
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 4, unsourced: 1 })
  expect(await unclean(shop)).toEqual([])
})

test('What did not come arrived later: the transfer is received', async () => {
  const shop = await freshShop({ onHand: 10 })
  const id = await sentOf(shop, 4)
  await say(shop, id, 'arrived', 3)
  expect(await say(shop, id, 'arrived', 1)).toEqual({ kind: 'done', disputed: 0 })
  expect(await whereIn(shop)).toEqual([6, 0, 4])
  expect(await stateOf(shop, id)).toBe('received')
  expect(await unclean(shop)).toEqual([])
})

test('What is lost is adjusted, with its reason and its value; the transfer is closed', async () => {
  const shop = await freshShop({ onHand: 10 })
  const id = await sentOf(shop, 4)
  await say(shop, id, 'arrived', 3)
  expect(await say(shop, id, 'lost', 1, { reason: '  ' })).toEqual({ kind: 'no-reason' })
  expect(await say(shop, id, 'lost', 1, { reason: 'Broken on the road' })).toMatchObject({ kind: 'done' })
  expect(await whereIn(shop)).toEqual([6, 0, 3])
  expect(await levelIn(shop, BOUTIQUE)).toMatchObject({ adjusted: 1 })
  expect(await stateOf(shop, id)).toBe('closed')
  const said = await withShop(shop, (tx) =>
    tx.auditEntry.findFirstOrThrow({ where: { action: 'transfer-lost' } }),
  )
  expect(said.detail).toEqual({ units: 1, reason: 'Broken on the road', value: '5.10' })
  const step = await withShop(shop, (tx) =>
    tx.transferStep.findFirstOrThrow({ where: { kind: 'lost' }, include: { lines: true } }),
  )
  expect(step).toMatchObject({ reason: 'Broken on the road', lines: [{ quantity: 1, unitCost: 510n }] })
  expect(await unclean(shop)).toEqual([])
})

test('What never left lies at its origin again and serves who waits there', async () => {
  const shop = await freshShop({ onHand: 10 })
  const id = await sentOf(shop, 10)
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 2 })]))
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 0, unsourced: 2 })
  await say(shop, id, 'arrived', 7)
  expect(await say(shop, id, 'never-left', 3)).toEqual({ kind: 'done', disputed: 0 })
  expect(await whereIn(shop)).toEqual([3, 0, 7])
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 2, unsourced: 0 })
  expect(await stateOf(shop, id)).toBe('closed')
  expect(await unclean(shop)).toEqual([])
})

test('The same click twice, sent twice, two at once: once', async () => {
  const shop = await freshShop({ onHand: 10 })
  const id = await draftOf(shop, 4)
  await draftTransfer(shop, { id, origin: LYON, destination: BOUTIQUE }, 'Marc')
  const both = await Promise.all([sendTransfer(shop, id, 'Marc'), sendTransfer(shop, id, 'Anne')])
  expect(both.map((b) => b.kind).sort()).toEqual(['done', 'not-a-draft'])
  const came = {
    transfer: id,
    step: randomUUID(),
    fate: 'arrived' as const,
    lines: [{ item: HUILE.item, quantity: 3 }],
  }
  const twins = await Promise.all([settleTransfer(shop, came, 'Marc'), settleTransfer(shop, came, 'Marc')])
  expect(twins).toEqual([
    { kind: 'done', disputed: 1 },
    { kind: 'done', disputed: 1 },
  ])
  expect(await whereIn(shop)).toEqual([6, 1, 3])
  expect(await effectsIn(shop)).toHaveLength(2)
  expect(await unclean(shop)).toEqual([])
})

test('No more arrives, is lost or goes back than is in transit, and nothing of what is no draft changes', async () => {
  const shop = await freshShop({ onHand: 10 })
  const id = await sentOf(shop, 4)
  const more = { kind: 'more-than-in-transit', title: "Huile d'olive 75 cl", there: 4 }
  for (const fate of ['arrived', 'lost', 'never-left'] as const)
    expect(await say(shop, id, fate, 5, { reason: 'x' })).toEqual(more)
  for (const quantity of [0, -1, 1.5])
    expect(await say(shop, id, 'arrived', quantity)).toEqual({ kind: 'bad-quantity' })
  expect(await cancelTransfer(shop, id, 'Marc')).toEqual({ kind: 'not-a-draft' })
  const line = { transfer: id, item: HUILE.item, quantity: 1 }
  expect(await setTransferLine(shop, line, 'Marc')).toEqual({ kind: 'not-a-draft' })
  expect(await scanIntoTransfer(shop, { transfer: id, codes: ['HUILE-75'] }, 'Marc')).toEqual({
    kind: 'not-a-draft',
  })
  await say(shop, id, 'arrived', 4)
  expect(await say(shop, id, 'arrived', 1)).toEqual({ kind: 'not-under-way' })
  expect(await whereIn(shop)).toEqual([6, 0, 4])
})

test('A cancelled draft moves nothing and is never sent', async () => {
  const shop = await freshShop({ onHand: 10 })
  const id = await draftOf(shop, 4)
  expect(await cancelTransfer(shop, id, 'Marc')).toEqual({ kind: 'done' })
  expect(await sendTransfer(shop, id, 'Marc')).toEqual({ kind: 'not-a-draft' })
  expect(await say(shop, id, 'arrived', 1)).toEqual({ kind: 'not-under-way' })
  expect(await whereIn(shop)).toEqual([10, 0, 0])
  expect(await unclean(shop)).toEqual([])
})

test('Goods may go back the other way', async () => {
  const shop = await freshShop({ onHand: 10 })
  const there = await sentOf(shop, 4)
  await say(shop, there, 'arrived', 4)
  const back = await sentOf(shop, 3, [BOUTIQUE, LYON])
  expect((await levelIn(shop)).inTransit).toBe(3)
  await say(shop, back, 'arrived', 3)
  expect(await whereIn(shop)).toEqual([9, 0, 1])
  expect(await unclean(shop)).toEqual([])
})

test('Scanning adds one unit of what the code names, by barcode or SKU; an unknown code adds nothing', async () => {
  const shop = await freshShop({ onHand: 10 })
  await withShop(shop, (tx) => tx.variant.updateMany({ where: { shop }, data: { barcode: '3760012345678' } }))
  const id = await draftOf(shop, 1)
  const scan = (...codes: string[]) => scanIntoTransfer(shop, { transfer: id, codes }, 'Marc')
  expect(await scan('3760012345678')).toEqual({ kind: 'done', units: 1, unknown: [] })
  expect(await scan('HUILE-75', 'VINAIGRE', '3760012345678')).toEqual({
    kind: 'done',
    units: 2,
    unknown: ['VINAIGRE'],
  })
  const lines = await withShop(shop, (tx) => tx.transferLine.findMany())
  expect(lines.map((l) => l.quantity)).toEqual([4])
  await setTransferLine(shop, { transfer: id, item: HUILE.item, quantity: 0 }, 'Marc')
  expect(await withShop(shop, (tx) => tx.transferLine.count())).toBe(0)
  expect(await sendTransfer(shop, id, 'Marc')).toEqual({ kind: 'empty' })
})

const NOIX = 'gid://shopify/InventoryItem/76'
/** A draft of four bottles and two of another item, both of which lie in Lyon. */
async function draftOfTwo(shop: string) {
  await withShop(shop, async (tx) => {
    const known = { tracked: true, requiresShipping: true, price: 700n, product: 'gid://shopify/Product/1' }
    const id = 'gid://shopify/ProductVariant/76'
    await tx.variant.create({ data: { shop, id, item: NOIX, title: 'Noix', sku: 'NOIX', ...known } })
  })
  await aloneInShop(shop, (tx) => {
    const reading = {
      location: LYON,
      item: NOIX,
      onHand: 5,
      unavailable: 0,
      askedAt: new Date(),
      cause: 'noix',
    }
    return settleOrders(tx, shop, [], [reading], 'noix', new Date())
  })
  const id = await draftOf(shop, 4)
  await setTransferLine(shop, { transfer: id, item: NOIX, quantity: 2 }, 'Marc')
  return id
}
const unitsOf = async (transfer: string, shop: string) => {
  const lines = await withShop(shop, (tx) =>
    tx.transferLine.findMany({ where: { transfer }, orderBy: { item: 'asc' } }),
  )
  return lines.map((l) => [l.quantity, l.arrived])
}

test('What arrives is written on its own item of its own transfer', async () => {
  const shop = await freshShop({ onHand: 10 })
  const first = await draftOfTwo(shop)
  await sendTransfer(shop, first, 'Marc')
  const second = await sentOf(shop, 3)
  await say(shop, first, 'arrived', 1)
  expect(await unitsOf(first, shop)).toEqual([
    [4, 1],
    [2, 0],
  ])
  expect(await unitsOf(second, shop)).toEqual([[3, 0]])
  expect(await unclean(shop)).toEqual([])
})

test('Of an item that is not sent after all only its own line goes', async () => {
  const shop = await freshShop({ onHand: 10 })
  const id = await draftOfTwo(shop)
  await setTransferLine(shop, { transfer: id, item: NOIX, quantity: 0 }, 'Marc')
  expect(await unitsOf(id, shop)).toEqual([[4, 0]])
})

test('The same form begins one transfer, also when it says another place the second time', async () => {
  const shop = await freshShop({ onHand: 10 })
  const id = await draftOf(shop, 4)
  expect(await draftTransfer(shop, { id, origin: BOUTIQUE, destination: LYON }, 'Marc')).toEqual({
    kind: 'done',
  })
  const [begun] = await withShop(shop, (tx) => tx.transfer.findMany({ where: { shop } }))
  expect(begun).toMatchObject({ id, origin: LYON })
})

test('Nothing arrives before Start', async () => {
  const shop = await freshShop({ onHand: 10 })
  const id = await sentOf(shop, 4)
  await withShop(shop, (tx) => tx.shop.update({ where: { shop }, data: { startedAt: null } }))
  expect(await say(shop, id, 'arrived', 4)).toEqual({ kind: 'not-started' })
  expect(await whereIn(shop)).toEqual([6, 4, 0])
})

test('Before Start nothing is sent; to a closed place, or to the same, nothing is drafted', async () => {
  const shop = await freshShop({ onHand: 10, started: false })
  const id = await draftOf(shop, 4)
  expect(await sendTransfer(shop, id, 'Marc')).toEqual({ kind: 'not-started' })
  await withShop(shop, (tx) => tx.shop.update({ where: { shop }, data: { startedAt: new Date() } }))
  await withShop(shop, (tx) => tx.location.updateMany({ where: { id: BOUTIQUE }, data: { active: false } }))
  expect(await sendTransfer(shop, id, 'Marc')).toEqual({ kind: 'closed-place' })
  const draft = (origin: string, destination: string) =>
    draftTransfer(shop, { id: randomUUID(), origin, destination }, 'Marc')
  expect(await draft(LYON, BOUTIQUE)).toEqual({ kind: 'closed-place' })
  expect(await draft(LYON, LYON)).toEqual({ kind: 'same-place' })
  expect(await draft(LYON, 'gid://shopify/Location/404')).toEqual({ kind: 'not-found' })
})

test('What is on its way to a shelf refills it: no second time is it bought; what is disputed is bought again', async () => {
  const shop = await freshShop({ onHand: 10 })
  const level = { shop, location: BOUTIQUE, item: HUILE.item, reorderPoint: 4 }
  await withShop(shop, (tx) => tx.stockLevel.create({ data: level }))
  const id = await sentOf(shop, 4)
  expect(await draftsIn(shop)).toEqual([])
  await say(shop, id, 'arrived', 3)
  expect((await draftsIn(shop))[0]).toMatchObject({ location: BOUTIQUE })
})

test('Shopify is told of each shelf that moved, by an effect of its own; of what is lost it knows already', async () => {
  const shop = await freshShop({ onHand: 10 })
  const id = await sentOf(shop, 4)
  await say(shop, id, 'arrived', 2)
  await say(shop, id, 'never-left', 1)
  await say(shop, id, 'lost', 1, { reason: 'Broken' })
  const told = (await effectsIn(shop)).map(({ payload }) => payload as Record<string, unknown>)
  expect(told.map(({ reason, location, lines }) => [reason, location, lines])).toEqual([
    ['movement_created', LYON, [{ item: HUILE.item, onHand: -4 }]],
    ['movement_received', BOUTIQUE, [{ item: HUILE.item, onHand: 2 }]],
    ['movement_canceled', LYON, [{ item: HUILE.item, onHand: 1 }]],
  ])
})

test('While Shopify has not heard of a transfer, its figures are no count', async () => {
  const shop = await freshShop({ onHand: 10 })
  const id = await sentOf(shop, 4)
  await read(shop, LYON, 10)
  expect(await whereIn(shop)).toEqual([6, 4, 0])
  await say(shop, id, 'arrived', 3)
  await read(shop, BOUTIQUE, 0)
  expect(await whereIn(shop)).toEqual([6, 1, 3])
  for (const { id: effect } of await effectsIn(shop))
    await withShop(shop, (tx) =>
      tx.effect.update({
        where: { shop_id: { shop, id: effect } },
        data: { state: 'done', movedAt: new Date(Date.now() - 1_000) },
      }),
    )
  await read(shop, LYON, 6)
  await read(shop, BOUTIQUE, 3)
  expect(await whereIn(shop)).toEqual([6, 1, 3])
  await read(shop, LYON, 5)
  expect(await whereIn(shop)).toEqual([5, 1, 3])
})

test('A step that Shopify refuses is a task; once a person has settled it Shopify’s figure is right', async () => {
  const shop = await freshShop({ onHand: 10 })
  const transfer = await sentOf(shop, 4)
  const [{ id, key, kind, payload }] = (await effectsIn(shop)) as [
    Awaited<ReturnType<typeof effectsIn>>[number],
  ]
  await withShop(shop, async (tx) => {
    await tx.effect.update({ where: { shop_id: { shop, id } }, data: { state: 'failed', attempts: 1 } })
    const effect = { id, key, kind, payload, attempts: 1, interruptions: 0, firstAt: new Date() }
    await quantitiesTold.record(tx, shop, effect, { kind: 'failed', answer: 'no' })
  })
  const task = await withShop(shop, (tx) => tx.task.findFirstOrThrow({ where: { key } }))
  expect(task).toMatchObject({ kind: 'transfer-refused', subject: transfer, resolvedAt: null })
  expect(task.params).toMatchObject({ name: 'BT-2026-00001', answer: 'no', effect: id })
  await read(shop, LYON, 10)
  expect(await whereIn(shop)).toEqual([6, 4, 0])
  await owner.query(`DELETE FROM graphile_worker._private_jobs`)
  expect(await dismissTask(shop, key, 'Entered by hand', 'Claire')).toEqual({ kind: 'done' })
  const asked = await owner.query(`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'read-levels'`)
  expect(asked.rowCount).toBe(1)
  await read(shop, LYON, 9)
  expect(await whereIn(shop)).toEqual([9, 4, 0])
})

test('An order of the destination never takes units that are still on their way', async () => {
  const shop = await freshShop({ onHand: 10 })
  await sentOf(shop, 10)
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 4 })]), BOUTIQUE)
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 0, claimed: 0, unsourced: 4 })
  expect((await draftsIn(shop)).map((d) => d.lines[0]!.demand[0])).toMatchObject([
    { need: 'order', lineId: gid('LineItem', '1'), quantity: 4 },
  ])
})
