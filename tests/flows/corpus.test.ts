import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openReplay, type FreshShop, type Replay } from '#scripts/corpus/replay.ts'
import { sellFrom } from '#tests/support/sell-from.ts'
import { mangled } from '#tests/support/mangled.ts'
import { lineOf, nastyOrders, orderOf, type Json } from '#tests/support/nasty-orders.ts'

const TOPIC = 'orders/updated'
const bytes = (text: string) => new TextEncoder().encode(text)
const numberOf = (gid: string) => Number(gid.split('/').at(-1))

let replay: Replay
beforeAll(async () => {
  replay = await openReplay()
})
afterAll(() => replay?.close())

test('A nasty order that can be read is in the books of an empty shop as it was told', async () => {
  const wrong: string[] = []
  const readable = nastyOrders(4711).filter(({ end }) => end === 'done')
  for (const { name, body, end } of readable) {
    const shop = await replay.freshShop()
    const verdict = await replay.send(shop, name, bytes(body), { kind: 'webhook', topic: TOPIC })
    const { complaints, reason } = verdict
    if (verdict.end !== end || complaints.length > 0)
      wrong.push(`${name}: ${verdict.end} ${reason} ${complaints.join()}`)
  }
  expect(wrong).toEqual([])
}, 120_000)

test('All nasty orders at once, in a shop that sells what they name: none blocks another', async () => {
  const shop = await stocked()
  const nasty = nastyOrders(numberOf(shop.variants[0]!))
  for (const { body } of nasty) expect(await replay.post(shop, TOPIC, bytes(body))).toBe(200)
  const ends = await endsOf(shop)
  const wrong = nasty.flatMap(({ name, end }, n) =>
    ends[n]?.state === end && !crashed(ends[n]) ? [] : [`${name}: ${ends[n]?.state} ${ends[n]?.reason}`],
  )
  expect(wrong).toEqual([])
  expect(await broken(shop)).toEqual([])
}, 120_000)

test('Whatever is changed in a body, in one place or several, nothing crashes and the books hold', async () => {
  const shop = await stocked()
  const variant = numberOf(shop.variants[0]!)
  const bodies = fc.sample(mangled(wholeOrder(variant)), { numRuns: 300, seed: 1042 })
  for (const body of bodies) await replay.post(shop, TOPIC, bytes(body))
  const ends = await endsOf(shop)
  expect(ends.filter(({ state }) => state === 'done').length).toBeGreaterThan(50)
  expect(ends.filter((end) => end.state === 'due' || crashed(end))).toEqual([])
  expect(await broken(shop)).toEqual([])
}, 120_000)

test('An order that names the line of another is dead, and takes nothing from it', async () => {
  const shop = await stocked()
  const line = lineOf(31, numberOf(shop.variants[0]!))
  const bodies = [orderOf(3, [line]), orderOf(4, [line, lineOf(41, null)]), orderOf(5, [lineOf(51, null)])]
  for (const body of bodies) await replay.post(shop, TOPIC, bytes(JSON.stringify(body)))
  expect(await endsOf(shop)).toMatchObject([
    { state: 'done' },
    { state: 'dead', reason: expect.stringContaining('LineItem/31 is a line of gid://shopify/Order/3') },
    { state: 'done' },
  ])
  const tasks = await replay.carnet.withShop(shop.domain, (tx) =>
    tx.task.findMany({ where: { kind: 'event-dead' } }),
  )
  expect(tasks).toHaveLength(1)
  expect(await broken(shop)).toEqual([])
})

function wholeOrder(variant: number): Json {
  const at = '2026-11-24T09:14:00+01:00'
  const lines = [
    lineOf(1, variant),
    lineOf(2, variant, { quantity: 5, fulfillable_quantity: 2 }),
    lineOf(3, null),
  ]
  return orderOf(1, lines, {
    customer: { id: 7, first_name: 'Claire', last_name: 'Roux' },
    shipping_address: { address1: '12 quai Rambaud', city: 'Lyon', country_code: 'FR', zip: '69002' },
    total_price_set: { shop_money: { amount: '20.00', currency_code: 'EUR' } },
    shipping_lines: [{ id: 1, title: 'Post', price: '5.00', discount_allocations: [], tax_lines: [] }],
    fulfillments: [
      { id: 1, status: 'success', created_at: at, location_id: 1, line_items: [{ id: 2, quantity: 2 }] },
    ],
    refunds: [
      {
        id: 1,
        created_at: at,
        refund_line_items: [{ line_item_id: 2, quantity: 1, restock_type: 'cancel' }],
      },
    ],
  })
}

/** A shop that has thirty of the one thing it sells, and a supplier of it. */
async function stocked(): Promise<FreshShop> {
  const shop = await replay.freshShop([{ sku: 'OLIVE', price: '10.00', onHand: 30 }])
  await replay.carnet.withShop(shop.domain, (tx) => sellFrom(tx, shop.domain, ['OLIVE']))
  return shop
}

async function endsOf({ domain }: FreshShop) {
  await replay.drain({ domain, variants: [] })
  return replay.carnet.withShop(domain, (tx) =>
    tx.inboxEvent.findMany({
      where: { shop: domain, topic: TOPIC },
      select: { state: true, reason: true },
      orderBy: { id: 'asc' },
    }),
  )
}

// A body that cannot be read, or that names the line of another order, is dead for that; any other death is ours.
function crashed({ state, reason }: { state: string; reason: string | null }): boolean {
  return state === 'dead' && !/^unreadable: | is a line of /.test(reason ?? '')
}

async function broken({ domain }: FreshShop) {
  const { verifyShop, withShop } = replay.carnet
  return (await verifyShop((work) => withShop(domain, work), domain, new Date())).filter(({ ok }) => !ok)
}
