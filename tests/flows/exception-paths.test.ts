// What happens to an order that somebody changes, cancels or sends twice: quantities, decisions, tasks, documents, effects.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withShop } from '#app/db.server.ts'
import { replaceDeliveryNote } from '#app/flows/delivery-note-replaced.server.ts'
import { makePickList } from '#app/flows/goods-picked.server.ts'
import { confirmOrder } from '#app/flows/order-confirmed.server.ts'
import { dismissTask, finishTask } from '#app/flows/task-settled.server.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { readOrder } from '#app/orders/read-order.server.ts'
import {
  askWhy,
  audits,
  edited,
  fulfilled,
  HOUR,
  ledgerOf,
  LINE,
  lowered,
  openTasks,
  ORDER,
  papers,
  pick,
  send,
  ship,
} from '#tests/support/exceptional.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { openTestDatabase, shopsOf } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { draftsIn, levelIn, lineIn, tell, unclean } from '#tests/support/told.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.drop())

const freshShop = shopsOf('exception')
describe('Edit of an order', () => {
  test('Edit up 12 to 15 before shipping: three more are looked for, what is held stays held, whoever else waits', async () => {
    const shop = await freshShop({ onHand: 8 })
    await tell(shop, edited(0, { quantity: 12 }))
    // Placed before, known after: its turn comes first, but nothing is free.
    const placedAt = '2026-11-23T10:00:00.000Z'
    await tell(shop, snapshotOf(1039, [lineOf('1', { quantity: 2 })], { placedAt }))
    const [ledger, why] = [await ledgerOf(shop), await askWhy(shop)]
    await tell(shop, edited(1, { quantity: 15 }))
    expect(await lineIn(shop, '2')).toMatchObject({ ordered: 15, reserved: 8, unsourced: 7 })
    expect(await lineIn(shop, '1')).toMatchObject({ reserved: 0, unsourced: 2 })
    expect((await ledgerOf(shop)).slice(ledger.length).map((r) => [r.account, r.kind, r.quantity])).toEqual([
      ['unsourced', 'unsourced', 3],
    ])
    expect((await askWhy(shop)).slice(0, why.length)).toEqual(why)
    const { demand } = (await draftsIn(shop))[0]!.lines[0]!
    expect(demand).toContainEqual(expect.objectContaining({ need: 'order', lineId: LINE, quantity: 7 }))
    expect(await unclean(shop)).toEqual([])
  })

  test('Edit down 12 to 6, nothing shipped: what is to be found goes first, then claims, the latest first, then the shelf', async () => {
    const shop = await freshShop({ onHand: 8 })
    await tell(shop, edited(0, { quantity: 20 }))
    await send(shop)
    expect(await lineIn(shop, '2')).toMatchObject({ reserved: 8, claimed: 12 })
    // Four more than the purchase order brings: those are still to be found.
    await tell(shop, edited(1, { quantity: 24 }))
    expect(await lineIn(shop, '2')).toMatchObject({ reserved: 8, claimed: 12, unsourced: 4 })
    const to = (n: number, left: number) => edited(n, { quantity: 24, current: left, fulfillable: left })
    await tell(shop, to(2, 21))
    expect(await lineIn(shop, '2')).toMatchObject({ reserved: 8, claimed: 12, unsourced: 1 })
    await tell(shop, to(3, 10))
    expect(await lineIn(shop, '2')).toMatchObject({ reserved: 8, claimed: 2, unsourced: 0 })
    expect(await openTasks(shop, 'bought-without-need')).toMatchObject([
      { params: { number: 'CF-31', quantity: 10 } },
    ])
    await tell(shop, to(4, 6))
    expect(await lineIn(shop, '2')).toMatchObject({ reserved: 6, claimed: 0, unsourced: 0, removed: 18 })
    expect(await levelIn(shop)).toMatchObject({ onHand: 8, reserved: 6 })
    expect(await openTasks(shop, 'bought-without-need')).toMatchObject([{ params: { quantity: 12 } }])
    expect((await askWhy(shop)).at(-1)).toMatchObject({ did: 'released', quantity: 4, because: 'removed' })
    expect(await unclean(shop)).toEqual([])
  })

  test('Edit down: what is let go is for who waits', async () => {
    const shop = await freshShop({ onHand: 8 })
    await tell(shop, edited(0, { quantity: 8 }))
    const waiting = snapshotOf(1050, [lineOf('5', { quantity: 3 })], { placedAt: HOUR(1) })
    await tell(shop, waiting)
    await tell(shop, edited(2, { quantity: 8, current: 6, fulfillable: 6 }))
    expect(await lineIn(shop, '5')).toMatchObject({ reserved: 2, unsourced: 1 })
  })

  // Below what it knows to be shipped Shopify refuses an edit itself.
  test('Edit below shipped, told before Shopify has heard of the delivery: nothing goes negative, and a return is proposed', async () => {
    const shop = await freshShop({ onHand: 12 })
    await tell(shop, edited(0, { quantity: 12 }))
    await ship(shop, 8)
    await tell(shop, lowered(1, 6))
    const { shipped, removed, reserved, unsourced } = await lineIn(shop, '2')
    expect({ shipped, removed, reserved, unsourced }).toEqual({
      shipped: 6,
      removed: 6,
      reserved: 0,
      unsourced: 0,
    })
    expect(await levelIn(shop)).toMatchObject({ onHand: 4, reserved: 0 })
    const [task] = await openTasks(shop, 'below-shipped')
    expect(task).toMatchObject({ subject: ORDER, params: { order: '#1042', quantity: 2 } })
    // Once as many are ordered as have left nobody has to be asked.
    await tell(shop, lowered(2, 8))
    expect(await openTasks(shop, 'below-shipped')).toEqual([])
  })

  test('Price-only edit: no stock moves and nothing is decided', async () => {
    const shop = await freshShop({ onHand: 8 })
    await tell(shop, edited(0, { quantity: 12 }))
    const [line, ledger, drafts] = [await lineIn(shop, '2'), await ledgerOf(shop), await draftsIn(shop)]
    await tell(shop, edited(1, { quantity: 12, unitPrice: 900n, charged: 10_800n }))
    expect(await lineIn(shop, '2')).toEqual(line)
    expect(await ledgerOf(shop)).toEqual(ledger)
    expect(await draftsIn(shop)).toEqual(drafts)
    const order = await withShop(shop, (tx) => tx.order.findFirstOrThrow({ where: { shop } }))
    expect(order.snapshot).toMatchObject({ lines: [{ charged: '10800' }] })
    expect((await audits(shop)).filter((a) => a === 'order-told')).toHaveLength(2)
  })
})

describe('Cancellation of an order', () => {
  const cancelled = (n: number, wish: Partial<OrderSnapshot> = {}) =>
    edited(n, { quantity: 12, current: 0, fulfillable: 0 }, { cancelledAt: HOUR(n), ...wish })

  test('Cancel before shipping: all is released once, goes to who waits, and the purchase order says so', async () => {
    const shop = await freshShop({ onHand: 8 })
    await tell(shop, edited(0, { quantity: 12 }))
    await tell(shop, snapshotOf(1050, [lineOf('5', { quantity: 3 })], { placedAt: HOUR(1) }))
    await send(shop)
    for (const _ of [1, 2]) await tell(shop, cancelled(2))
    expect(await lineIn(shop, '2')).toMatchObject({ cancelled: 12, reserved: 0, claimed: 0, unsourced: 0 })
    expect(await lineIn(shop, '5')).toMatchObject({ reserved: 3, claimed: 0 })
    expect(await levelIn(shop)).toMatchObject({ onHand: 8, reserved: 3 })
    const released = (await ledgerOf(shop)).filter((r) => r.account === 'reserved' && r.kind === 'released')
    expect(released.map((r) => r.quantity)).toEqual([-8])
    expect((await askWhy(shop)).filter((d) => d.did === 'released')).toMatchObject([
      { quantity: 12, because: 'removed' },
    ])
    expect(await openTasks(shop, 'bought-without-need')).toMatchObject([{ params: { quantity: 7 } }])
    expect(await papers(shop, 'pick-list')).toEqual([])
    expect(await openTasks(shop, 'cancelled-in-picking')).toEqual([])
    expect(await unclean(shop)).toEqual([])
  })

  test('Cancelled while being picked: the pick list is void and a task says what to put back where', async () => {
    const shop = await freshShop({ onHand: 8 })
    await tell(shop, edited(0, { quantity: 12 }))
    const { document, number } = await pick(shop)
    await tell(shop, cancelled(1))
    const [list] = await papers(shop, 'pick-list')
    expect(list!.voided).toMatchObject({ reason: 'cancelled', who: 'shopify', replacedBy: null })
    const [task] = await openTasks(shop, 'cancelled-in-picking')
    const params = { order: '#1042', number, place: 'Entrepôt Lyon', goods: '8 × HUILE-75' }
    expect(task).toMatchObject({ subject: document, params })
    const page = await withShop(shop, (tx) => readOrder(tx, shop, '1042'))
    expect(page!.tasks.map((t) => t.kind)).toContain('cancelled-in-picking')
    expect(page!.documents[0]).toMatchObject({ number, voided: 'cancelled' })
    expect(await finishTask(shop, task!.key, 'Marc')).toEqual({ kind: 'done' })
    await tell(shop, cancelled(2, { note: 'told again' }))
    expect(await openTasks(shop, 'cancelled-in-picking')).toEqual([])
    expect(await audits(shop)).toContain('task-done')
    expect(await unclean(shop)).toEqual([])
  })

  test('Fewer units ordered while being picked: what is too many goes back, the rest is delivered', async () => {
    const shop = await freshShop({ onHand: 12 })
    await tell(shop, edited(0, { quantity: 12 }))
    await pick(shop)
    await tell(shop, lowered(1, 9))
    expect(await openTasks(shop, 'lowered-in-picking')).toMatchObject([{ params: { goods: '3 × HUILE-75' } }])
    expect((await papers(shop, 'pick-list'))[0]!.voided).toBeNull()
    await tell(shop, edited(2, { quantity: 15, current: 12, fulfillable: 12 }))
    expect(await openTasks(shop, 'lowered-in-picking')).toEqual([])
  })

  test('What a person fulfilled in Shopify from the pick list has left, and goes nowhere back', async () => {
    const shop = await freshShop({ onHand: 12 })
    await tell(shop, edited(0, { quantity: 12 }))
    await pick(shop)
    await tell(
      shop,
      edited(1, { quantity: 12, fulfillable: 0 }, { fulfillments: [fulfilled(1, 12)], closedAt: HOUR(1) }),
    )
    expect(await openTasks(shop, 'cancelled-in-picking')).toEqual([])
    expect((await papers(shop, 'pick-list'))[0]!.voided).toBeNull()
  })

  test('Cancel after a part was shipped: the rest is released, what left stays shipped', async () => {
    const shop = await freshShop({ onHand: 8 })
    await tell(shop, edited(0, { quantity: 12 }))
    await ship(shop, 5)
    await tell(shop, cancelled(1, { fulfillments: [fulfilled(1, 5)] }))
    expect(await lineIn(shop, '2')).toMatchObject({ shipped: 5, cancelled: 7, reserved: 0, unsourced: 0 })
    expect(await levelIn(shop)).toMatchObject({ onHand: 3, reserved: 0, shipped: 5 })
    expect(await draftsIn(shop)).toEqual([])
    expect((await withShop(shop, (tx) => readOrder(tx, shop, '1042')))!.nextStep).toEqual({ kind: 'invoice' })
    expect(await unclean(shop)).toEqual([])
  })

  test('Cancel after all was shipped: nothing moves, it is a return', async () => {
    const shop = await freshShop({ onHand: 12 })
    await tell(shop, edited(0, { quantity: 12 }))
    await ship(shop, 12)
    const shipped = { fulfillments: [fulfilled(1, 12)] }
    await tell(shop, edited(1, { quantity: 12, fulfillable: 0 }, shipped))
    const [ledger, level] = [await ledgerOf(shop), await levelIn(shop)]
    await tell(shop, cancelled(2, shipped))
    expect(await lineIn(shop, '2')).toMatchObject({ shipped: 12, cancelled: 0, reserved: 0 })
    expect(await ledgerOf(shop)).toEqual(ledger)
    expect(await levelIn(shop)).toEqual(level)
  })
})

describe('Change of the address', () => {
  const moved = { ...snapshotOf(1042, []).shipTo!, address1: '8 quai Rambaud' }
  const order = (n: number, shipTo = snapshotOf(1042, []).shipTo!) =>
    edited(n, { quantity: 8 }, { shipTo, billTo: shipTo })

  test('Address changed after the pick list: the picker is warned, and a new list names the new address', async () => {
    const shop = await freshShop({ onHand: 8 })
    await tell(shop, order(0))
    const first = await pick(shop)
    await tell(shop, order(1, moved))
    const [task] = await openTasks(shop, 'address-changed-in-picking')
    expect(task).toMatchObject({ subject: ORDER, params: { order: '#1042', number: first.number } })
    const page = await withShop(shop, (tx) => readOrder(tx, shop, '1042'))
    expect(page!.tasks.map((t) => t.kind)).toEqual(['address-changed-in-picking'])
    expect(await lineIn(shop, '2')).toMatchObject({ reserved: 8 })
    const second = await pick(shop)
    expect(second.number).not.toBe(first.number)
    expect(await pick(shop)).toEqual(second)
    await tell(shop, { ...order(2, moved), note: 'told again' })
    expect(await openTasks(shop, 'address-changed-in-picking')).toEqual([])
  })

  test('Address changed back: nobody has to be warned any more', async () => {
    const shop = await freshShop({ onHand: 8 })
    await tell(shop, order(0))
    await pick(shop)
    await tell(shop, order(1, moved))
    await tell(shop, order(2))
    expect(await openTasks(shop, 'address-changed-in-picking')).toEqual([])
  })

  test('Address changed after the delivery note: the old one is kept and void, a new number names the new address, the quantities stay', async () => {
    const shop = await freshShop({ onHand: 8 })
    await tell(shop, order(0))
    const first = await ship(shop, 6)
    await tell(shop, order(1, moved))
    expect(await openTasks(shop, 'address-changed')).toMatchObject([
      { subject: first.document, params: { number: first.number, about: 'document' } },
    ])
    const before = { ledger: await ledgerOf(shop), line: await lineIn(shop, '2') }
    const again = await replaceDeliveryNote(shop, first.document, 'Claire')
    expect(again).toMatchObject({ kind: 'done' })
    expect(await replaceDeliveryNote(shop, first.document, 'Claire')).toEqual({ kind: 'not-found' })
    const [old, made] = await papers(shop, 'delivery-note')
    expect(old!.voided).toMatchObject({ reason: 'address-changed', replacedBy: made!.id, who: 'Claire' })
    expect(made).toMatchObject({ number: again.kind === 'done' && again.number, voided: null })
    const linesIn = (body: string) => (JSON.parse(body) as { lines: unknown }).lines
    expect(linesIn(made!.body)).toEqual(linesIn(old!.body))
    const person = await withShop(shop, (tx) =>
      tx.documentPerson.findFirstOrThrow({ where: { document: made!.id } }),
    )
    expect(person.person).toContain('8 quai Rambaud')
    expect({ ledger: await ledgerOf(shop), line: await lineIn(shop, '2') }).toEqual(before)
    const shipments = await withShop(shop, (tx) => tx.shipment.findMany({ where: { shop } }))
    expect(shipments.map((s) => s.deliveryNote)).toEqual([made!.id])
    const effects = await withShop(shop, (tx) => tx.effect.findMany({ where: { shop } }))
    expect(effects.map((e) => e.key).sort()).toEqual(
      [
        `fulfillment:${first.shipment}`,
        `mail:document:${first.document}`,
        `mail:document:${made!.id}`,
      ].sort(),
    )
    expect(await openTasks(shop, 'address-changed')).toEqual([])
    expect(await audits(shop)).toContain('delivery-note-replaced')
    expect(await unclean(shop)).toEqual([])
  })

  test('A pick list for the rest stays open when the delivery note before it is issued anew', async () => {
    const shop = await freshShop({ onHand: 8 })
    await tell(shop, order(0))
    const first = await ship(shop, 6)
    const list = await pick(shop)
    await tell(shop, order(1, moved))
    await replaceDeliveryNote(shop, first.document, 'Claire')
    const page = await withShop(shop, (tx) => readOrder(tx, shop, '1042'))
    await confirmOrder(shop, ORDER, 'Claire')
    expect(page!.nextStep.kind === 'confirm' || page!.nextStep.kind === 'deliver').toBe(true)
    expect((await withShop(shop, (tx) => readOrder(tx, shop, '1042')))!.nextStep).toEqual({
      kind: 'deliver',
      pickList: list.document,
    })
  })
})

describe('Before picking', () => {
  const twin = (number: number, line: string, minutes: number, wish: Partial<OrderSnapshot> = {}) =>
    snapshotOf(number, [lineOf(line, { quantity: 3 })], {
      placedAt: new Date(Date.parse('2026-11-24T08:14:00.000Z') + minutes * 60_000).toISOString(),
      ...wish,
    })

  test('Duplicate order: both are reserved and flagged, picking asks once, and who answers one has answered both', async () => {
    const shop = await freshShop({ onHand: 8 })
    const [first, second] = [twin(1042, '2', 0), twin(1043, '3', 4)]
    await tell(shop, second)
    await tell(shop, first)
    expect([await lineIn(shop, '2'), await lineIn(shop, '3')].map((l) => l.reserved)).toEqual([3, 3])
    expect(
      (await openTasks(shop, 'looks-like')).map((t) => [t.subject, (t.params as { like: string }).like]),
    ).toEqual([
      [first.id, '#1043'],
      [second.id, '#1042'],
    ])
    expect(await makePickList(shop, first.id, 'Marc')).toEqual({ kind: 'asks', why: ['looks-like'] })
    expect(await papers(shop, 'pick-list')).toEqual([])
    expect(await makePickList(shop, first.id, 'Marc', { anyway: true })).toMatchObject({ kind: 'done' })
    expect(await openTasks(shop, 'looks-like')).toEqual([])
    expect(await audits(shop)).toContain('picked-anyway')
    await tell(shop, { ...second, updatedAt: HOUR(1), note: 'told again' })
    expect(await makePickList(shop, second.id, 'Marc')).toMatchObject({ kind: 'done' })
  })

  test('Duplicate order: a person puts it aside, or one of the two is cancelled or changed, and nobody asks any more', async () => {
    const [first, second] = [twin(1042, '2', 0), twin(1043, '3', 4)]
    const answers: ((shop: string) => Promise<unknown>)[] = [
      (shop) => dismissTask(shop, `looks-like:${first.id}:${second.id}`, 'Deux boutiques', 'Claire'),
      (shop) => finishTask(shop, `looks-like:${second.id}:${first.id}`, 'Claire'),
      (shop) => tell(shop, twin(1043, '3', 4, { updatedAt: HOUR(1), cancelledAt: HOUR(1) })),
      (shop) => tell(shop, { ...second, updatedAt: HOUR(1), lines: [lineOf('3', { quantity: 4 })] }),
    ]
    for (const answer of answers) {
      const shop = await freshShop({ onHand: 8 })
      await tell(shop, first)
      await tell(shop, second)
      expect(await openTasks(shop, 'looks-like')).toHaveLength(2)
      await answer(shop)
      expect(await openTasks(shop, 'looks-like')).toEqual([])
      expect(await makePickList(shop, first.id, 'Marc')).toMatchObject({ kind: 'done' })
    }
  })

  test('Incomplete address: flagged when the order comes, and not picked until it is complete or a person says so', async () => {
    const shop = await freshShop({ onHand: 8 })
    const nowhere = { ...snapshotOf(1042, []).shipTo!, address1: null }
    const told = (n: number, shipTo: OrderSnapshot['shipTo'] = nowhere) =>
      edited(n, { quantity: 3 }, { shipTo })
    await tell(shop, told(0))
    expect(await openTasks(shop, 'incomplete-address')).toHaveLength(1)
    expect(await lineIn(shop, '2')).toMatchObject({ reserved: 3 })
    expect(await makePickList(shop, ORDER, 'Marc')).toEqual({ kind: 'asks', why: ['incomplete-address'] })
    await tell(shop, told(1, snapshotOf(1042, []).shipTo!))
    expect(await makePickList(shop, ORDER, 'Marc')).toMatchObject({ kind: 'done' })
    const other = await freshShop({ onHand: 8 })
    await tell(other, told(0))
    expect(await makePickList(other, ORDER, 'Marc', { anyway: true })).toMatchObject({ kind: 'done' })
    await tell(other, { ...told(1), note: 'told again' })
    expect(await openTasks(other, 'incomplete-address')).toEqual([])
  })
})
