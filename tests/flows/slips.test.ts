// A purchase order is late: its customers are warned together, each with the message that was looked at.
import { afterAll, beforeEach, expect, test } from 'vitest'
import { setClock } from '#tests/support/clock.ts'
import { tell } from '#tests/support/history.ts'
import { openTestDatabase, shopsOf } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'

const WHO = 'Claire'
const [GROCER_ORDER, WALK_IN] = ['gid://shopify/Order/1042', 'gid://shopify/Order/1043'] as const
const database = await openTestDatabase()
const { readShop, withShop } = await import('#app/db.server.ts')
const { now } = await import('#app/clock.server.ts')
const { reckonPassedDays } = await import('#app/flows/days-passed.server.ts')
const { confirmOrder } = await import('#app/flows/order-confirmed.server.ts')
const { sendPurchaseOrder } = await import('#app/flows/purchase-order-sent.server.ts')
const { readSlips } = await import('#app/flows/slips-read.server.ts')
const { tellSlips } = await import('#app/flows/slips-told.server.ts')
const { readOrder } = await import('#app/orders/read-order.server.ts')

afterAll(() => database.drop())

const at = (time: string) => setClock(time, { frozen: true })
const newShop = shopsOf('slips')
let shop: string

// CF-31 was to come on 1 December for two orders, one of a customer without a mail address; it did not.
beforeEach(async () => {
  at('2026-11-24T08:14:00Z')
  shop = await newShop({ onHand: 0 })
  await tell(shop, snapshotOf(1042, [lineOf('1', { quantity: 12 })]))
  await tell(
    shop,
    snapshotOf(1043, [lineOf('2', { quantity: 6 })], {
      placedAt: '2026-11-24T08:15:00.000Z',
      buyer: { kind: 'guest' },
      buyerName: 'Jeanne Martin',
      email: null,
    }),
  )
  const { purchaseOrder } = await withShop(shop, (tx) =>
    tx.purchaseOrderLine.findFirstOrThrow({ where: { shop } }),
  )
  expect(await sendPurchaseOrder(shop, purchaseOrder, WHO)).toEqual({ kind: 'done', number: 'CF-31' })
  for (const order of [GROCER_ORDER, WALK_IN])
    expect(await confirmOrder(shop, order, WHO)).toMatchObject({ kind: 'done' })
  at('2026-12-03T08:00:00Z')
  await reckonPassedDays(shop)
})

const slips = () => readShop(shop, (tx) => readSlips(tx, shop, now()))
const promised = async (name: string) =>
  (await readShop(shop, (tx) => readOrder(tx, shop, name)))!.lines[0]!.promised
const mails = () =>
  withShop(shop, (tx) =>
    tx.effect.findMany({
      where: { shop, kind: 'mail', key: { startsWith: 'mail:dates:' } },
      orderBy: { createdAt: 'asc' },
    }),
  )

test('Those who wait for one late purchase order are listed together, with what slips, why, and the message', async () => {
  const { groups, more } = await slips()
  expect(more).toBe(0)
  expect(groups).toHaveLength(1)
  const [{ purchaseOrder, slips: late }] = groups as [(typeof groups)[0]]
  expect(purchaseOrder).toMatchObject({
    number: 'CF-31',
    supplier: 'Moulin Sud',
    on: '2026-12-01',
    overdue: true,
  })
  const cause = { because: 'purchase-order', number: 'CF-31', on: '2026-12-01', overdue: true }
  const slipped = (quantity: number) => [{ quantity, from: '2026-12-02', to: '2026-12-04', days: 2 }]
  expect(late).toMatchObject([
    {
      name: '#1042',
      customer: 'Épicerie du Port SARL',
      lines: [{ units: slipped(12), causes: [cause], waits: false }],
    },
    {
      name: '#1043',
      customer: 'Jeanne Martin',
      email: null,
      lines: [{ units: slipped(6), causes: [cause], waits: false }],
    },
  ])
  expect(late[0]!.message.subject).toContain('#1042')
  expect(late[0]!.message.text).toContain(
    '12 unités le vendredi 4 décembre 2026 (au lieu de 12 unités le mercredi 2 décembre 2026)',
  )
})

test('One click promises the new dates to all, and mails the very message that was seen', async () => {
  const late = (await slips()).groups[0]!.slips
  const before = (await mails()).length
  const warned = late.map(({ order, mark }) => ({ order, mark }))
  expect(await tellSlips(shop, warned, WHO)).toEqual({ promised: 2, mailed: 1, left: 0, started: true })
  expect(await promised('1042')).toEqual([{ quantity: 12, on: '2026-12-04' }])
  expect(await promised('1043')).toEqual([{ quantity: 6, on: '2026-12-04' }])
  const sent = await mails()
  expect(sent).toHaveLength(before + 1)
  expect(sent.at(-1)!.payload).toMatchObject({ to: late[0]!.email, ...late[0]!.message })
  expect(await slips()).toEqual({ groups: [], keys: [], more: 0 })
  // Twice is once.
  await tellSlips(shop, warned, WHO)
  expect(await mails()).toHaveLength(before + 1)
})

test('A message that is no longer the one that was seen is not sent', async () => {
  const { order, mark } = (await slips()).groups[0]!.slips[0]!
  at('2026-12-07T08:00:00Z')
  await reckonPassedDays(shop)
  const before = (await mails()).length
  expect(await tellSlips(shop, [{ order, mark }], WHO)).toMatchObject({ promised: 0, left: 1 })
  expect(await mails()).toHaveLength(before)
  expect(await promised('1042')).toEqual([{ quantity: 12, on: '2026-12-02' }])
})
