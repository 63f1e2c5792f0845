import { createHash } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { quiet } from '#tests/support/quiet.ts'
import { startStack, type Stack } from '#tests/support/stack.ts'

const SHOP = 'moulin-lyon.myshopify.com'

const open: Stack[] = []
let closeDatabase: (() => Promise<void>) | undefined

// One stack at a time is looked into: the environment says which.
async function look(stack: Stack) {
  Object.assign(process.env, stack.env)
  const { resetEnvironment } = await import('#app/env.server.ts')
  const db = await import('#app/db.server.ts')
  await db.closeDatabase()
  resetEnvironment()
  closeDatabase = db.closeDatabase
  return db
}

async function stackWith(workers: number): Promise<Stack> {
  const stack = await startStack({ workers })
  open.push(stack)
  await look(stack)
  return stack
}

afterAll(async () => {
  await closeDatabase?.()
  await Promise.all(open.map((stack) => stack.stop()))
})

/** Two hundred orders of four kinds, some for goods that run out. */
function placeTwoHundred({ store }: Stack): void {
  const kinds = [
    { buyer: 'Le Panier Vert', lines: [{ sku: 'PLANCHE-L', quantity: 1 }] },
    {
      buyer: 'Bistrot des Halles',
      lines: [
        { sku: 'HUILE-75', quantity: 1 },
        { sku: 'MOUTARDE', quantity: 1 },
      ],
    },
    { buyer: 'Hôtel Bellevue', lines: [{ sku: 'SAVON-300', quantity: 2 }] },
    { buyer: 'Maison Carrel', lines: [{ sku: 'HERBES', quantity: 3 }] },
  ]
  for (const kind of kinds) store.control.placeOrder({ ...kind, count: 50 })
}

/** Quantities and money of every order, as one hash: no ids of ours, no times. */
async function stateHash(): Promise<string> {
  const { withShop } = await import('#app/db.server.ts')
  const rows = await withShop(
    SHOP,
    (tx) => tx.$queryRaw<object[]>`
      SELECT o.name, o.total::text, l.sku, l.ordered, l.removed, l.cancelled, l.reserved, l.claimed, l.unsourced, l.shipped, l.unstocked
      FROM orders o JOIN order_line l ON l.shop = o.shop AND l.order_id = o.id WHERE o.shop = ${SHOP} ORDER BY o.name, l.position`,
  )
  expect(rows.length).toBeGreaterThan(200)
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
}

async function verifyIsClean(): Promise<void> {
  const { withShop } = await import('#app/db.server.ts')
  const { verifyShop } = await import('#app/verify/verify.server.ts')
  const checks = await verifyShop((work) => withShop(SHOP, work), SHOP, new Date())
  expect(checks.filter((check) => !check.ok)).toEqual([])
}

let hashWithoutKill = ''

test('Twenty orders for one scarce item sent at once to two workers reserve exactly what there is', async () => {
  const stack = await stackWith(2)
  placeTwoHundred(stack)
  await quiet(stack.store, SHOP)
  hashWithoutKill = await stateHash()
  stack.store.control.placeOrder({
    buyer: 'Le Panier Vert',
    lines: [{ sku: 'PLANCHE-S', quantity: 2 }],
    count: 20,
  })
  await quiet(stack.store, SHOP)
  const { withShop } = await import('#app/db.server.ts')
  const { lines, levels } = await withShop(SHOP, async (tx) => {
    const lines = await tx.orderLine.findMany({ where: { sku: 'PLANCHE-S' } })
    return { lines, levels: await tx.stockLevel.findMany({ where: { item: lines[0]!.item! } }) }
  })
  const sum = (of: (line: (typeof lines)[number]) => number) =>
    lines.reduce((total, line) => total + of(line), 0)
  expect(sum((l) => l.ordered)).toBe(40)
  expect(sum((l) => l.reserved + l.unsourced)).toBe(40)
  const short = new Set(lines.flatMap((l) => (l.lacking as { location: string }[]).map((at) => at.location)))
  expect(short.size).toBeGreaterThan(0)
  for (const level of levels.filter((l) => short.has(l.location))) expect(level.reserved).toBe(level.onHand)
  expect(sum((l) => l.reserved)).toBe(levels.reduce((total, l) => total + l.reserved, 0))
  await verifyIsClean()
}, 240_000)

test('A worker killed amid two hundred orders, and restarted, ends with the same quantities and money as without the kill', async () => {
  const stack = await stackWith(1)
  placeTwoHundred(stack)
  const { withShop } = await import('#app/db.server.ts')
  const settled = () => withShop(SHOP, (tx) => tx.order.count({ where: { shop: SHOP } }))
  while ((await settled()) < 60) await new Promise((resolve) => setTimeout(resolve, 50))
  process.kill(stack.workers[0]!.pid!, 'SIGKILL')
  stack.startWorker()
  await quiet(stack.store, SHOP)
  expect(await stateHash()).toBe(hashWithoutKill)
  await verifyIsClean()
}, 240_000)
