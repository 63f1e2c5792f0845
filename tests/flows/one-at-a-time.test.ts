// Whoever decides over stock, purchases or numbers waits until he is alone in the shop.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withShop } from '#app/db.server.ts'
import { issue } from '#app/documents/issue.server.ts'
import { reckonPassedDays } from '#app/flows/days-passed.server.ts'
import { fulfillmentTold } from '#app/flows/fulfillment-told.server.ts'
import { receive } from '#app/flows/goods-received.server.ts'
import { deliver } from '#app/flows/goods-shipped.server.ts'
import { drainInbox, settleFetched } from '#app/flows/inbox-drained.server.ts'
import { readItems } from '#app/flows/items-read.server.ts'
import { closeShort } from '#app/flows/purchase-order-closed.server.ts'
import { sendPurchaseOrder } from '#app/flows/purchase-order-sent.server.ts'
import { acceptAnswer } from '#app/flows/supplier-answered.server.ts'
import { setScene } from '#scripts/sim/core-scene.ts'
import { TRANSACTIONS } from '#scripts/sim/core-transactions.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { hear } from '#tests/support/inbox.ts'
import { asWebhookBody } from '#tests/support/order-shapes.ts'
import { openTestDatabase } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'

const SHOP = 'alone.myshopify.com'
const ORDER = 'gid://shopify/Order/1'
let db: TestDatabase
let owner: pg.Pool
let scene: Awaited<ReturnType<typeof setScene>>
beforeAll(async () => {
  db = await openTestDatabase()
  owner = new pg.Pool({ connectionString: db.ownerUrl, max: 2 })
  scene = await setScene(SHOP)
})
afterAll(async () => {
  await owner.end()
  await db.drop()
})

const WAITING = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`

/** What a flow does while somebody else is alone in the shop. */
async function meanwhile(flow: () => Promise<unknown>): Promise<'waits' | 'goes on'> {
  const other = await owner.connect()
  await other.query('BEGIN')
  await other.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [SHOP])
  let over = false
  let waits = false
  const going = flow().finally(() => (over = true))
  try {
    while (!over && !waits) waits = (await owner.query(WAITING)).rowCount === 1
  } finally {
    await other.query('ROLLBACK')
    other.release()
  }
  await going
  return waits ? 'waits' : 'goes on'
}

// A delivery that Shopify refuses, as the worker tells it.
async function refused(): Promise<void> {
  await withShop(SHOP, async (tx) => {
    const row = await tx.effect.findFirstOrThrow({ where: { kind: 'shopify-fulfillment' } })
    const effect = { ...row, attempts: 1, interruptions: 0, firstAt: new Date() }
    await fulfillmentTold.record(tx, SHOP, effect, { kind: 'failed', answer: 'no' })
  })
}

async function newOrder(): Promise<void> {
  await hear(owner, SHOP, 'orders/create', asWebhookBody(snapshotOf(9, [lineOf('9', { quantity: 2 })])))
  await drainInbox(SHOP)
}

const answer = () => {
  const { purchaseOrder, poLine } = scene
  const dates = [{ quantity: 7, on: '2026-12-03' }]
  return acceptAnswer(SHOP, { purchaseOrder, lines: [{ poLine, dates }] }, 'Anne')
}

// The order was expected to leave before today.
async function nextDay(): Promise<void> {
  await withShop(
    SHOP,
    (tx) => tx.$executeRaw`
      UPDATE order_line SET expected = '[{"quantity": 1, "on": "2026-11-20"}]' WHERE shop = ${SHOP} AND order_id = 'gid://shopify/Order/2'`,
  )
  await reckonPassedDays(SHOP)
}

const FLOWS: [what: string, flow: () => Promise<unknown>][] = [
  ['An order that comes in', newOrder],
  ['An order that is fetched', () => settleFetched(SHOP, [], 'fetched')],
  ['A count', () => readItems(SHOP, [])],
  ['A delivery', () => deliver(SHOP, { order: ORDER }, 'Marc')],
  ['A delivery that Shopify refuses', refused],
  [
    'A receipt',
    () =>
      receive(
        SHOP,
        { purchaseOrder: scene.purchaseOrder, lines: [{ poLine: scene.poLine, quantity: 5 }] },
        'Marc',
      ),
  ],
  ["A supplier's answer", answer],
  ['A purchase order that is sent', () => sendPurchaseOrder(SHOP, randomUUID(), 'Anne')],
  ['A purchase order that is closed', () => closeShort(SHOP, scene.purchaseOrder, 'Anne')],
  ['A new day', nextDay],
  ['A transfer that is sent', () => TRANSACTIONS.send![0](scene)],
  ['A transfer that arrives', () => TRANSACTIONS.arrive![0](scene)],
  ['A call', () => TRANSACTIONS.call![0](scene)],
  ['A stock-take that is posted', () => TRANSACTIONS.post![0](scene)],
]

describe('waits its turn:', () => {
  test.each(FLOWS)('%s', async (_what, flow) => {
    expect(await meanwhile(flow)).toBe('waits')
  })
})

test('Numbers of one series that are taken at once follow each other', async () => {
  const take = () =>
    withShop(SHOP, (tx) =>
      issue(tx, SHOP, {
        kind: 'pick-list',
        cause: randomUUID(),
        order: ORDER,
        who: 'Marc',
        at: new Date('2026-11-24T10:00:00Z'),
        timeZone: 'Europe/Paris',
        build: (issuedOn) => ({ kind: 'pick-list', issuedOn }) as never,
      }),
    )
  await take()
  const taken = await Promise.all(Array.from({ length: 6 }, take))
  expect(new Set(taken.map(({ number }) => number)).size).toBe(6)
})
