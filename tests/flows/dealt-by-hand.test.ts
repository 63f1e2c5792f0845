// Whose turn it is, changed by hand, and units taken from one order for another: seen first, then done.
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { ByHand } from '#app/allocation/board.ts'
import { lookedAt } from '#app/allocation/rows-shown.ts'
import { translator } from '#app/messages/message.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { whySentence } from '#app/orders/why.ts'
import { HUILE, LYON, openTestDatabase, shopsOf } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { lineIn, tell, unclean } from '#tests/support/told.ts'

const WHO = 'Claire'
const database = await openTestDatabase()
const { readShop, withShop } = await import('#app/db.server.ts')
const { dealByHand, previewByHand } = await import('#app/flows/dealt-by-hand.server.ts')
const { showBoard } = await import('#app/flows/board-shown.server.ts')
const { makePickList } = await import('#app/flows/goods-picked.server.ts')
const { confirmOrder } = await import('#app/flows/order-confirmed.server.ts')
const { receive } = await import('#app/flows/goods-received.server.ts')
const { sendPurchaseOrder } = await import('#app/flows/purchase-order-sent.server.ts')
const { readOrder } = await import('#app/orders/read-order.server.ts')
const { settleOrders } = await import('#app/flows/order-settled.server.ts')

afterAll(() => database.drop())

const nextShop = shopsOf('by-hand')
let shop: string
// 8 on the shelf: #1039 holds 3 of them, #1042 the other 5 and waits for 7, #1050 waits for 4.
beforeEach(async () => {
  shop = await nextShop()
  await tell(shop, ordered(1039, 3, '23T10:00'))
  await tell(shop, ordered(1042, 12, '24T08:14'))
  await tell(shop, ordered(1050, 4, '24T09:00'))
})

function ordered(number: number, quantity: number, placed: string, wish: Partial<OrderSnapshot> = {}) {
  const placedAt = `2026-11-${placed}:00.000Z`
  return snapshotOf(number, [lineOf(String(number), { quantity })], { placedAt, ...wish })
}
const idOf = (number: number) => `gid://shopify/Order/${number}`
const up = (number: number, to: number): ByHand => ({ kind: 'turns', moves: [{ order: idOf(number), to }] })
const gift = (from: number, to: number, quantity: number): ByHand => ({
  ...{ kind: 'gift', from: idOf(from), to: idOf(to) },
  ...{ location: LYON, quantity },
})
const board = async (first = 50, wantedFor: string | null = null) =>
  (await showBoard(shop, HUILE.item, { first, wantedFor }))!
const held = async () =>
  Object.fromEntries(
    (await board()).rows.map((row) => [row.name, [row.reserved, row.claimed, row.unsourced]]),
  )
const standing = async () => (await board()).rows.map((row) => row.name)
const wishOf = (byHand: ByHand) => ({ item: HUILE.item, byHand, who: WHO })
async function look(byHand: ByHand) {
  const looked = await previewByHand(shop, wishOf(byHand))
  if (looked.kind !== 'preview') throw new Error(looked.kind)
  return looked.preview
}
async function deal(byHand: ByHand) {
  const { seen } = await look(byHand)
  expect(await dealByHand(shop, wishOf(byHand), seen)).toEqual({ kind: 'done' })
}
const undo = async (): Promise<ByHand> => ({ kind: 'undo', entry: (await board()).last!.entry })
const confirm = async (number: number) =>
  expect(await confirmOrder(shop, idOf(number), WHO)).toMatchObject({ kind: 'done' })
const reasons = async (number: number) => {
  const order = await readShop(shop, (tx) => readOrder(tx, shop, String(number)))
  return order!.lines[0]!.why.map((decision) => whySentence(decision, translator('en')))
}
const counted = (onHand: number) =>
  withShop(shop, (tx) =>
    settleOrders(
      tx,
      shop,
      [],
      [
        {
          ...{ location: LYON, item: HUILE.item, onHand, unavailable: 0 },
          ...{ askedAt: new Date('2026-11-24T10:00:00Z'), cause: `read:${onHand}` },
        },
      ],
      `read:${onHand}`,
      new Date('2026-11-24T10:00:00Z'),
    ),
  )

describe('The board of an item', () => {
  test('shows everybody who wants it, in turn, with where their units are and why', async () => {
    const { rows, shelves } = await board()
    expect(rows.map((row) => [row.name, row.reserved, row.unsourced])).toEqual([
      ['#1039', 3, 0],
      ['#1042', 5, 7],
      ['#1050', 0, 4],
    ])
    expect(rows[1]!.why).toMatchObject({ did: 'unsourced', quantity: 7 })
    expect(rows[1]!.places).toEqual([{ location: LYON, mayGive: 5, wanted: 7 }])
    expect(shelves).toMatchObject([{ name: 'Entrepôt Lyon', onHand: 8, reserved: 8, free: 0 }])
  })
  test('shows the first in turn, and whom it was opened for wherever he stands', async () => {
    await tell(shop, ordered(1060, 1, '24T10:00'))
    const placesIn = async (first: number, wantedFor: string | null = null) => {
      const { rows, wanting } = await board(first, wantedFor)
      expect(wanting).toBe(4)
      return rows.map((row) => [row.place, row.name])
    }
    expect(await placesIn(2)).toEqual([
      [0, '#1039'],
      [1, '#1042'],
    ])
    expect(await placesIn(1, idOf(1060))).toEqual([
      [0, '#1039'],
      [3, '#1060'],
    ])
  })
  test('shows which units lie in somebody’s hands', async () => {
    await makePickList(shop, idOf(1039), WHO)
    expect((await board()).rows[0]).toMatchObject({ picked: 3, places: [{ mayGive: 0 }] })
  })
})

describe('An order dragged to another place', () => {
  test('is seen with everybody whose dates move, before anything is saved', async () => {
    await confirm(1039)
    await confirm(1042)
    const { rows, shifts } = await look(up(1050, 0))
    expect(rows.map((row) => [row.name, row.reserved])).toEqual([
      ['#1050', 4],
      ['#1039', 3],
      ['#1042', 1],
    ])
    expect(shifts.map((shift) => [shift.name, shift.days, shift.lateBy])).toEqual([
      ['#1042', 7, 7],
      ['#1050', -7, null],
    ])
    expect(await held()).toEqual({ '#1039': [3, 0, 0], '#1042': [5, 0, 7], '#1050': [0, 0, 4] })
    expect((await board()).rows.every((row) => row.priority === 0)).toBe(true)
  })
  test('is seen as much as the board shows: the first in turn, whoever was moved, and the worst of what moves', async () => {
    const preview = await look(up(1039, 2))
    const { rows, shifts, moved, seen } = lookedAt(preview, up(1039, 2), 1)
    expect(rows.map((row) => [row.place, row.name])).toEqual([
      [0, '#1042'],
      [2, '#1039'],
    ])
    expect([shifts, moved, seen]).toEqual([preview.shifts, preview.shifts.length, preview.seen])
    const many = Array.from({ length: 40 }, () => preview.shifts[0]!)
    expect(lookedAt({ ...preview, shifts: many }, up(1039, 2), 1)).toMatchObject({ moved: 40 })
    expect(lookedAt({ ...preview, shifts: many }, up(1039, 2), 1).shifts).toHaveLength(30)
  })
  test('gets the units of its turn, with its reason, and all that is explained is true', async () => {
    await deal(up(1050, 0))
    expect(await standing()).toEqual(['#1050', '#1039', '#1042'])
    expect(await held()).toEqual({ '#1050': [4, 0, 0], '#1039': [3, 0, 0], '#1042': [1, 0, 11] })
    expect((await reasons(1050)).at(-1)).toBe(
      '4 units reserved: on the shelf of Entrepôt Lyon; 8 of 8 were free; ahead of #1042, whose priority is lower.',
    )
    expect(await reasons(1042)).toContain('5 units no longer reserved: Claire changed whose turn it is.')
    expect(await unclean(shop)).toEqual([])
  })
  test('leaves everybody who gets the same his reasons', async () => {
    const before = await reasons(1039)
    await deal(up(1050, 0))
    expect(await reasons(1039)).toEqual(before)
  })
  test('never takes units that lie in somebody’s hands', async () => {
    await makePickList(shop, idOf(1042), WHO)
    await deal(up(1050, 0))
    expect(await held()).toEqual({ '#1050': [3, 0, 1], '#1039': [0, 0, 3], '#1042': [5, 0, 7] })
    expect(await unclean(shop)).toEqual([])
  })
  test('raises a task for whoever was promised the units', async () => {
    await confirm(1042)
    await deal(up(1050, 0))
    const tasks = await withShop(shop, (tx) => tx.task.findMany({ where: { shop, resolvedAt: null } }))
    expect(tasks.map((task) => task.key)).toContain(`slip:${idOf(1042)}`)
  })
  test('takes nothing from the orders for a safety stock that was raised since', async () => {
    await withShop(shop, (tx) => tx.stockLevel.updateMany({ where: { shop }, data: { safetyStock: 5 } }))
    await deal(up(1050, 0))
    expect(await held()).toEqual({ '#1050': [4, 0, 0], '#1039': [3, 0, 0], '#1042': [1, 0, 11] })
    expect((await board()).shelves[0]).toMatchObject({ safetyStock: 5, reserved: 8 })
  })
  test('gets the first of what comes, too', async () => {
    const draft = await withShop(shop, (tx) => tx.purchaseOrderLine.findFirstOrThrow({ where: { shop } }))
    await sendPurchaseOrder(shop, draft.purchaseOrder, WHO)
    expect(await held()).toMatchObject({ '#1042': [5, 7, 0], '#1050': [0, 4, 0] })
    await deal(up(1050, 1))
    expect(await held()).toEqual({ '#1039': [3, 0, 0], '#1050': [4, 0, 0], '#1042': [1, 11, 0] })
    expect(await unclean(shop)).toEqual([])
  })
  test('is refused when the books changed since it was seen, and nothing is saved', async () => {
    const { seen } = await look(up(1050, 0))
    await tell(shop, ordered(1051, 2, '24T09:30'))
    const refused = await dealByHand(shop, wishOf(up(1050, 0)), seen)
    expect(refused).toMatchObject({ kind: 'changed', preview: { rows: { length: 4 } } })
    expect(await held()).toMatchObject({ '#1042': [5, 0, 7], '#1050': [0, 0, 4] })
  })
  test('is taken back once it was seen what that does', async () => {
    await deal(up(1050, 0))
    const wish = await undo()
    expect((await look(wish)).rows.map((row) => row.reserved)).toEqual([3, 5, 0])
    await deal(wish)
    expect(await held()).toEqual({ '#1039': [3, 0, 0], '#1042': [5, 0, 7], '#1050': [0, 0, 4] })
    expect(await standing()).toEqual(['#1039', '#1042', '#1050'])
  })
  test('is taken back only while nothing else was changed by hand since', async () => {
    await deal(up(1050, 0))
    const first = await undo()
    await deal(gift(1039, 1042, 1))
    expect(await previewByHand(shop, wishOf(first))).toEqual({ kind: 'nothing-to-do' })
  })
  test('is noted with who did it, for the item and for the order', async () => {
    await deal(up(1050, 0))
    expect((await board()).last).toMatchObject({ who: WHO, detail: { kind: 'turns', orders: '#1050' } })
    const order = await readShop(shop, (tx) => readOrder(tx, shop, '1050'))
    expect(order!.history[0]).toMatchObject({ action: 'priority-set', who: WHO, detail: { from: 0, to: 1 } })
  })
  test('keeps its place when Shopify tells of it anew', async () => {
    await deal(up(1050, 0))
    await tell(shop, ordered(1050, 4, '24T09:00', { updatedAt: '2026-11-24T11:00:00.000Z', note: 'vite' }))
    expect((await board()).rows[0]).toMatchObject({ name: '#1050', priority: 1, reserved: 4 })
  })
})

describe('Units given by hand from one order to another', () => {
  test('are seen with everybody whose dates move, before anything is saved', async () => {
    await confirm(1039)
    await confirm(1042)
    const { rows, shifts } = await look(gift(1042, 1050, 4))
    expect(rows.map((row) => [row.name, row.reserved])).toEqual([
      ['#1039', 3],
      ['#1042', 1],
      ['#1050', 4],
    ])
    expect(shifts.map((shift) => [shift.name, shift.days, shift.lateBy])).toEqual([
      ['#1042', 7, 7],
      ['#1050', -7, null],
    ])
    expect(await held()).toMatchObject({ '#1042': [5, 0, 7] })
  })
  test('lie where they lay, and both orders say who did it', async () => {
    await deal(gift(1042, 1050, 4))
    expect(await held()).toEqual({ '#1039': [3, 0, 0], '#1042': [1, 0, 11], '#1050': [4, 0, 0] })
    expect((await reasons(1050)).at(-1)).toBe('4 units reserved: given by Claire from #1042.')
    expect(await reasons(1042)).toContain('4 units no longer reserved: given by Claire to #1050.')
    for (const name of ['1042', '1050']) {
      const order = await readShop(shop, (tx) => readOrder(tx, shop, name))
      expect(order!.history[0]).toMatchObject({ action: 'units-given', who: WHO })
    }
    expect(await unclean(shop)).toEqual([])
  })
  test('stay with whoever got them, whatever happens next', async () => {
    await deal(gift(1042, 1050, 4))
    const given = { '#1042': [1, 0, 11], '#1050': [4, 0, 0] }
    await tell(shop, ordered(1042, 12, '24T08:14', { updatedAt: '2026-11-24T11:00:00.000Z', note: 'vite' }))
    expect(await held()).toMatchObject(given)
    await counted(9)
    expect(await held()).toMatchObject({ '#1042': [2, 0, 10], '#1050': [4, 0, 0] })
    const draft = await withShop(shop, (tx) => tx.purchaseOrderLine.findFirstOrThrow({ where: { shop } }))
    await sendPurchaseOrder(shop, draft.purchaseOrder, WHO)
    const came = { purchaseOrder: draft.purchaseOrder, lines: [{ poLine: draft.id, quantity: 6 }] }
    expect(await receive(shop, came, WHO)).toMatchObject({ kind: 'done' })
    expect(await held()).toMatchObject({ '#1042': [8, 4, 0], '#1050': [4, 0, 0] })
    expect(await unclean(shop)).toEqual([])
  })
  test('bring the giver what the receiver had coming', async () => {
    const draft = await withShop(shop, (tx) => tx.purchaseOrderLine.findFirstOrThrow({ where: { shop } }))
    await sendPurchaseOrder(shop, draft.purchaseOrder, WHO)
    await deal(gift(1042, 1050, 3))
    expect(await held()).toEqual({ '#1039': [3, 0, 0], '#1042': [2, 10, 0], '#1050': [3, 1, 0] })
    expect(await unclean(shop)).toEqual([])
  })
  test('are never those in somebody’s hands', async () => {
    await makePickList(shop, idOf(1042), WHO)
    expect(await previewByHand(shop, wishOf(gift(1042, 1050, 1)))).toEqual({ kind: 'cannot-give', may: 0 })
  })
  test('are no more than the other order still wants, nor than the first has', async () => {
    expect(await previewByHand(shop, wishOf(gift(1042, 1050, 5)))).toEqual({ kind: 'cannot-give', may: 4 })
    expect(await previewByHand(shop, wishOf(gift(1039, 1042, 4)))).toEqual({ kind: 'cannot-give', may: 3 })
    expect(await previewByHand(shop, wishOf(gift(1042, 1042, 1)))).toEqual({ kind: 'not-found' })
    expect(await previewByHand(shop, wishOf(gift(1042, 1050, 0)))).toEqual({ kind: 'nothing-to-do' })
  })
  test('are refused when the books changed since it was seen', async () => {
    const { seen } = await look(gift(1042, 1050, 4))
    await makePickList(shop, idOf(1042), WHO)
    expect(await dealByHand(shop, wishOf(gift(1042, 1050, 4)), seen)).toMatchObject({ kind: 'cannot-give' })
    await tell(shop, ordered(1052, 1, '22T09:00'))
    const { seen: again } = await look(gift(1039, 1050, 1))
    await tell(shop, ordered(1053, 1, '22T09:10'))
    expect(await dealByHand(shop, wishOf(gift(1039, 1050, 1)), again)).toMatchObject({ kind: 'changed' })
  })
  test('are given back once it was seen what that does', async () => {
    await deal(gift(1042, 1050, 4))
    await deal(await undo())
    expect(await held()).toEqual({ '#1039': [3, 0, 0], '#1042': [5, 0, 7], '#1050': [0, 0, 4] })
    expect(await unclean(shop)).toEqual([])
  })
  test('that a stored decision could not have given are found', async () => {
    await deal(gift(1042, 1050, 4))
    const line = await lineIn(shop, '1050')
    const why = (line.why as { given?: { held: number } }[]).map((decision) =>
      decision.given ? { ...decision, given: { ...decision.given, held: 3 } } : decision,
    )
    await withShop(shop, (tx) =>
      tx.orderLine.update({ where: { shop_id: { shop, id: line.id } }, data: { why } }),
    )
    expect((await unclean(shop)).map(({ check }) => check.slice(0, 3))).toEqual(['I34'])
  })
})
