// Low stock: what the home page and the morning's mail say, and that the mail goes once a day.
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import pg from 'pg'
import { setClock } from '#tests/support/clock.ts'
import { tell } from '#tests/support/history.ts'
import { HUILE, LYON, openTestDatabase, shopsOf } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'

const WHO = 'Claire'
const database = await openTestDatabase()
const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
const { readShop, withShop } = await import('#app/db.server.ts')
const { tellLowStock } = await import('#app/flows/low-stock-told.server.ts')
const { setReorderPoint } = await import('#app/flows/reorder-point-set.server.ts')
const { sendPurchaseOrder } = await import('#app/flows/purchase-order-sent.server.ts')
const { whereToBuy } = await import('#app/insight/low-stock.ts')
const { readLowStock } = await import('#app/insight/read-low-stock.server.ts')
const { sweep } = await import('#app/worker/sweep.server.ts')

afterAll(async () => {
  await owner.end()
  await database.drop()
})

const newShop = shopsOf('low-stock')
let shop: string
beforeEach(async () => {
  at('2026-11-24T08:14:00Z')
  shop = await newShop()
})

const at = (time: string) => setClock(time, { frozen: true })
const low = (take = 10) => readShop(shop, (tx) => readLowStock(tx, shop, take))
const point = (point: number | null, item = HUILE.item) =>
  setReorderPoint(shop, { location: LYON, item, point }, WHO)
const order = (number: number, quantity: number) =>
  tell(shop, snapshotOf(number, [lineOf(String(number), { quantity })]))
const draft = () =>
  withShop(shop, (tx) => tx.purchaseOrder.findFirstOrThrow({ where: { shop, state: 'draft' } }))

/** One more item on Lyon's shelf, which nobody sells to us. */
async function stockAlso(digits: number, onHand: number, reorderPoint: number | null): Promise<string> {
  const item = `gid://shopify/InventoryItem/${digits}`
  await withShop(shop, async (tx) => {
    await tx.variant.create({
      data: {
        ...{ shop, item, id: `gid://shopify/ProductVariant/${digits}`, product: 'gid://shopify/Product/1' },
        ...{ title: `Olives ${digits}`, tracked: true, requiresShipping: true, price: 500n },
      },
    })
    await tx.stockLevel.create({ data: { shop, location: LYON, item, onHand, reorderPoint } })
  })
  return item
}

describe('What is low', () => {
  test('is what free and unclaimed incoming units together leave below the reorder point', async () => {
    expect(await low()).toEqual({ items: [], count: 0 })
    await point(8)
    expect((await low()).count).toBe(0)
    await point(9)
    expect(await low()).toMatchObject({
      count: 1,
      items: [
        { item: HUILE.item, free: 8, incoming: 0, reorderPoint: 9, lacking: 0, supplier: 'Moulin Sud' },
      ],
    })
    // A minimum of twelve is bought: eleven more than the point wants.
    await sendPurchaseOrder(shop, (await draft()).id, WHO)
    expect((await low()).count).toBe(0)
    // The order takes the free shelf, and twelve come: of the twenty-one wanted one is lacking.
    await order(1042, 21)
    expect(await low()).toMatchObject({ items: [{ free: 0, incoming: 0, reorderPoint: 9, lacking: 1 }] })
  })
  test('is oversold without any reorder point where orders want more than there is', async () => {
    await order(1042, 12)
    const { items } = await low()
    expect(items).toMatchObject([{ free: 0, lacking: 4, reorderPoint: null, draft: (await draft()).id }])
    expect(whereToBuy(items[0]!)).toBe(`/app/purchase-orders/${(await draft()).id}`)
  })
  test('stands in order of what orders lack, then of how far it is below its point', async () => {
    const nearly = await stockAlso(1, 4, 5)
    const far = await stockAlso(2, 1, 9)
    const oversold = await stockAlso(3, -3, null)
    await stockAlso(4, 5, 5)
    await order(1042, 12)
    const { items, count } = await low(3)
    expect(count).toBe(4)
    expect(items.map(({ item, lacking, free }) => [item, lacking, free])).toEqual([
      [HUILE.item, 4, 0],
      [oversold, 0, -3],
      [far, 0, 1],
    ])
    expect((await low()).items.at(-1)!.item).toBe(nearly)
    expect(whereToBuy(items[1]!)).toBe('/app/suppliers?item=3')
  })
  test('is neither at a closed location nor an item that is gone', async () => {
    const gone = await stockAlso(1, 1, 5)
    await withShop(shop, (tx) =>
      tx.variant.updateMany({ where: { shop, item: gone }, data: { deletedAt: new Date() } }),
    )
    await order(1042, 12)
    expect((await low()).count).toBe(1)
    await withShop(shop, (tx) => tx.location.updateMany({ where: { id: LYON }, data: { active: false } }))
    expect((await low()).count).toBe(0)
  })
})

const want = (data: object = { lowStockMail: true }) =>
  withShop(shop, (tx) => tx.shop.update({ where: { shop }, data }))
const mails = () =>
  withShop(shop, (tx) => tx.effect.findMany({ where: { shop, kind: 'mail' }, orderBy: { createdAt: 'asc' } }))

describe('The morning’s mail', () => {
  test('says to the shop itself, in its language, what is low and from whom it is bought', async () => {
    await want()
    await point(9)
    await stockAlso(1, 2, 5)
    await order(1042, 12)
    expect(await tellLowStock(shop)).toBe('told')
    const [mail] = await mails()
    expect(mail).toMatchObject({
      key: 'mail:low-stock:2026-11-24',
      payload: { to: 'contact@moulin.example.com', subject: 'Stock bas\u00a0: 2 articles' },
    })
    const { text, html } = mail!.payload as { text: string; html: string }
    const lines = [
      "Huile d'olive 75 cl (HUILE-75), Entrepôt Lyon\u00a0: 4 unités manquent aux commandes, 0 libres pour un seuil de 9, chez Moulin Sud",
      'Olives 1, Entrepôt Lyon\u00a0: 2 libres pour un seuil de 5, aucun fournisseur connu',
    ]
    expect(text).toContain(lines.map((line) => `- ${line}`).join('\n'))
    expect(html).toContain(`<li>${lines[1]}</li>`)
    await want({ language: 'en' })
    at('2026-11-25T08:00:00Z')
    expect(await tellLowStock(shop)).toBe('told')
    expect((await mails()).at(-1)!.payload).toMatchObject({ subject: 'Low stock: 2 items' })
  })
  test('goes once a day, also when two workers are at it or one forgot what it did', async () => {
    await want()
    await point(9)
    expect((await Promise.all([tellLowStock(shop), tellLowStock(shop)])).sort()).toEqual([
      'told',
      'told-before',
    ])
    await want({ lowStockToldOn: null })
    await tellLowStock(shop)
    expect(await mails()).toHaveLength(1)
    at('2026-11-24T23:30:00Z') // half past midnight in Paris
    expect(await tellLowStock(shop)).toBe('told')
    expect(await mails()).toHaveLength(2)
  })
  test('does not go when nothing is low, before Start, without an address, or when nobody wants it', async () => {
    await point(9)
    expect(await tellLowStock(shop)).toBe('not-wanted')
    await want({ lowStockMail: true, startedAt: null })
    expect(await tellLowStock(shop)).toBe('not-wanted')
    await want({ startedAt: new Date(), email: null })
    expect(await tellLowStock(shop)).toBe('not-wanted')
    await want({ email: 'contact@moulin.example.com' })
    await point(null)
    expect(await tellLowStock(shop)).toBe('nothing-to-say')
    expect(await mails()).toEqual([])
  })
  test('is asked for by the worker once a day, from seven in the morning of the shop’s own clock on', async () => {
    await owner.query(
      `UPDATE shop SET low_stock_mail = false, swept_at = '2030-01-01', compared_at = '2030-01-01'`,
    )
    await want()
    const mornings = async (time: string) => {
      at(time)
      await owner.query(`DELETE FROM graphile_worker._private_jobs`)
      const asked = (await sweep(owner)).mornings
      expect((await sweep(owner)).mornings).toBe(0)
      return asked
    }
    expect(await mornings('2026-11-24T05:59:00Z')).toBe(0)
    expect(await mornings('2026-11-24T06:00:00Z')).toBe(1)
    await tellLowStock(shop)
    expect(await mornings('2026-11-24T20:00:00Z')).toBe(0)
    expect(await mornings('2026-11-25T05:00:00Z')).toBe(0)
    expect(await mornings('2026-11-25T06:30:00Z')).toBe(1)
    await want({ startedAt: null })
    expect(await mornings('2026-11-25T06:31:00Z')).toBe(0)
  })
})
