import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PracticeStore } from '#store/practice-store.ts'
import { quiet } from '#tests/support/quiet.ts'
import { startStack, type Stack } from '#tests/support/stack.ts'

const SHOP = 'moulin-lyon.myshopify.com'
const SUPPLIER = '22222222-2222-4222-8222-222222222222'

let stack: Stack
let store: PracticeStore
let db: typeof import('#app/db.server.ts')
let all: typeof import('#app/flows/everything-compared.server.ts')
let verify: typeof import('#app/verify/verify.server.ts')
let drafts: typeof import('#app/flows/purchase-order-changed.server.ts')
let sent: typeof import('#app/flows/purchase-order-sent.server.ts')
let points: typeof import('#app/flows/reorder-point-set.server.ts')
let stocks: typeof import('#app/stock/read-stock.server.ts')

beforeAll(async () => {
  stack = await startStack()
  store = stack.store
  Object.assign(process.env, stack.env)
  await import('#store/redirect-shopify.mjs')
  db = await import('#app/db.server.ts')
  all = await import('#app/flows/everything-compared.server.ts')
  verify = await import('#app/verify/verify.server.ts')
  drafts = await import('#app/flows/purchase-order-changed.server.ts')
  sent = await import('#app/flows/purchase-order-sent.server.ts')
  points = await import('#app/flows/reorder-point-set.server.ts')
  stocks = await import('#app/stock/read-stock.server.ts')
  await tx((t) =>
    t.supplier.create({
      data: {
        shop: SHOP,
        id: SUPPLIER,
        name: 'Essai',
        email: 'a@b.example.com',
        currency: 'EUR',
        leadDays: 5,
      },
    }),
  )
}, 120_000)
afterAll(async () => {
  await db?.closeDatabase()
  await stack?.stop()
})
beforeEach(async () => {
  store.control.webhookMode({ mode: 'once' })
  await quiet(store, SHOP)
})

type Tx = Parameters<Parameters<typeof db.withShop>[1]>[0]
const tx = <T>(work: (t: Tx) => Promise<T>) => db.withShop(SHOP, work)

/** Something changes at Shopify; its webhooks tell it, or none does and the night finds it. */
const WAYS: [string, (act: () => unknown) => Promise<void>][] = [
  [
    'by webhook',
    async (act) => {
      await act()
      await quiet(store, SHOP)
      await quiet(store, SHOP)
    },
  ],
  [
    'by night',
    async (act) => {
      store.control.webhookMode({ mode: 'drop' })
      await act()
      await store.control.idle()
      store.control.webhookMode({ mode: 'once' })
      await all.compareEverythingNow(SHOP)
      await quiet(store, SHOP)
    },
  ],
]

let skus = 0
/** A new item with units on the shelf, sold by the supplier of these tests. */
async function newItem(onHand: number, { sold = true } = {}) {
  const sku = `ESSAI-${++skus}`
  const { variant, inventoryItem: item } = store.control.product({ sku, price: '10.00', onHand })
  await quiet(store, SHOP)
  if (sold)
    await tx((t) => t.supplierItem.create({ data: { shop: SHOP, supplier: SUPPLIER, item, unitCost: 500n } }))
  return { sku, variant, item }
}

async function placed(sku: string, quantity: number) {
  const { name } = store.control.placeOrder({ buyer: 'Le Panier Vert', lines: [{ sku, quantity }] })
  await quiet(store, SHOP)
  return name
}

const lineOf = (name: string) =>
  tx((t) =>
    t.orderLine.findFirstOrThrow({
      where: { shop: SHOP, order: { name } },
      include: { claims: true, reservations: true },
    }),
  )
const variantOf = (id: string) =>
  tx((t) => t.variant.findUniqueOrThrow({ where: { shop_id: { shop: SHOP, id } } }))
const levelsOf = (item: string) =>
  tx((t) => t.stockLevel.findMany({ where: { shop: SHOP, item }, orderBy: { location: 'asc' } }))
const onHand = async (item: string) => (await levelsOf(item)).reduce((sum, l) => sum + l.onHand, 0)
const task = (key: string) => tx((t) => t.task.findUnique({ where: { shop_key: { shop: SHOP, key } } }))
const draftsOf = (item: string) =>
  tx((t) => t.purchaseOrderLine.findMany({ where: { shop: SHOP, item, of: { state: 'draft' } } }))
const placeOf = (name: string) => tx((t) => t.location.findFirstOrThrow({ where: { shop: SHOP, name } }))
const preferred = () =>
  tx(async (t) => (await t.shop.findUniqueOrThrow({ where: { shop: SHOP } })).preferredLocation!)
const sound = async () =>
  (await verify.verifyShop((work) => db.withShop(SHOP, work), SHOP, new Date())).filter((check) => !check.ok)

describe.each(WAYS)(
  '%s',
  (_, told) => {
    test('A new variant is known, with its price and its stock', async () => {
      const sku = `NEUF-${++skus}`
      let made = { variant: '', inventoryItem: '' }
      await told(() => (made = store.control.product({ sku, price: '12.50', cost: '4.00', onHand: 3 })))
      expect(await variantOf(made.variant)).toMatchObject({
        sku,
        price: 1250n,
        unitCost: 400n,
        deletedAt: null,
      })
      expect(await onHand(made.inventoryItem)).toBe(3)
      expect(await sound()).toEqual([])
    })

    test('A title, SKU, barcode, price, cost and shipping that change are followed, and orders keep their units', async () => {
      const { sku, variant } = await newItem(5)
      const name = await placed(sku, 2)
      const now = { newSku: `${sku}-B`, barcode: '376000', price: '11.00', cost: '6.00', title: 'Renommé' }
      await told(() => store.control.changeVariant({ sku, ...now, requiresShipping: false }))
      expect(await variantOf(variant)).toMatchObject({
        ...{ title: 'Renommé', sku: `${sku}-B`, barcode: '376000', price: 1100n, unitCost: 600n },
        requiresShipping: false,
      })
      expect(await lineOf(name)).toMatchObject({ reserved: 2, unsourced: 0 })
      expect(await sound()).toEqual([])
    })

    test('Tracking switched off needs no stock and buys nothing; switched on again, all is as it was', async () => {
      const { sku, item } = await newItem(2)
      const name = await placed(sku, 5)
      expect(await draftsOf(item)).toMatchObject([{ quantity: 3 }])
      await told(() => store.control.changeVariant({ sku, tracked: false }))
      expect(await lineOf(name)).toMatchObject({ reserved: 0, unsourced: 0, unstocked: 5 })
      expect(await draftsOf(item)).toEqual([])
      await told(() => store.control.changeVariant({ sku, tracked: true }))
      expect(await lineOf(name)).toMatchObject({ reserved: 2, unsourced: 3, unstocked: 0 })
      expect(await draftsOf(item)).toMatchObject([{ quantity: 3 }])
      expect(await sound()).toEqual([])
    })

    test('A variant of another inventory item takes its stock, its supplier, its reorder point and what is on its way along', async () => {
      const { sku, item, variant } = await newItem(2)
      const location = await preferred()
      await points.setReorderPoint(SHOP, { location, item, point: 4 }, 'Claire')
      const name = await placed(sku, 5)
      const [draft] = await draftsOf(item)
      expect(await sent.sendPurchaseOrder(SHOP, draft!.purchaseOrder, 'Claire')).toMatchObject({
        kind: 'done',
      })
      await quiet(store, SHOP)
      expect(await lineOf(name)).toMatchObject({ reserved: 2, claimed: 3 })
      await told(() => store.control.moveToNewItem({ sku }))
      const { item: next } = await variantOf(variant)
      expect(next).not.toBe(item)
      expect(await lineOf(name)).toMatchObject({ item: next, reserved: 2, claimed: 3, unsourced: 0 })
      expect(await onHand(item)).toBe(0)
      expect((await levelsOf(next)).map((l) => l.reorderPoint)).toContain(4)
      const row = await tx((t) =>
        t.purchaseOrderLine.findUniqueOrThrow({ where: { shop_id: { shop: SHOP, id: draft!.id } } }),
      )
      expect(row.item).toBe(next)
      expect(await task(`gone:${item}`)).toBeNull()
      expect(await sound()).toEqual([])
    })

    test('A deleted variant keeps what orders hold, is bought no more, and a task says what is left of it', async () => {
      const { sku, item, variant } = await newItem(6)
      const first = await placed(sku, 2)
      const location = await preferred()
      const byHand = { supplier: SUPPLIER, location, item, quantity: 4 }
      await drafts.addDraftLine(SHOP, byHand, 'Claire')
      const [line] = await draftsOf(item)
      await told(() => store.control.deleteVariant({ sku }))
      expect((await variantOf(variant)).deletedAt).not.toBeNull()
      expect(await lineOf(first)).toMatchObject({ item, reserved: 2, unsourced: 0, unstocked: 0 })
      expect(await onHand(item)).toBe(2)
      expect(await draftsOf(item)).toEqual([])
      expect(await task(`dropped:${line!.id}`)).toMatchObject({ resolvedAt: null, params: { quantity: 4 } })
      expect(await task(`gone:${item}`)).toMatchObject({
        resolvedAt: null,
        params: { held: 2, unsourced: 0, incoming: 0, suppliers: 1 },
      })
      expect(await sound()).toEqual([])

      const shown = () =>
        tx((t) => stocks.listStock(t, SHOP, { search: sku, only: 'all', after: null, take: 5 }))
      expect((await shown()).items).toMatchObject([{ item, gone: true }])
      expect(await drafts.addDraftLine(SHOP, byHand, 'Claire')).toEqual({ kind: 'not-found' })

      // Whatever Shopify says of the order from now on names no variant any more: the goods are still those.
      store.control.updateOrder({ order: first.replace('#', ''), note: 'Merci' })
      await quiet(store, SHOP)
      expect(await lineOf(first)).toMatchObject({ item, reserved: 2, unstocked: 0 })

      // What is cancelled later leaves nothing behind, and the task ends with the supplier's item.
      store.control.cancelOrder({ order: first.replace('#', '') })
      await quiet(store, SHOP)
      await tx((t) => t.supplierItem.deleteMany({ where: { shop: SHOP, item } }))
      await points.setReorderPoint(SHOP, { location, item, point: null }, 'Claire')
      expect(await onHand(item)).toBe(0)
      expect((await task(`gone:${item}`))!.resolvedAt).not.toBeNull()
      expect((await shown()).items).toEqual([])
      expect(await sound()).toEqual([])
    })

    test('A deleted variant that is on its way and still missing: claims stay, missing units are named, a twin by SKU is seen', async () => {
      const { sku, item } = await newItem(0)
      const first = await placed(sku, 3)
      const [draft] = await draftsOf(item)
      await sent.sendPurchaseOrder(SHOP, draft!.purchaseOrder, 'Claire')
      await quiet(store, SHOP)
      const second = await placed(sku, 2)
      await told(() => store.control.deleteVariant({ sku }))
      expect(await lineOf(first)).toMatchObject({ claimed: 3, unsourced: 0 })
      expect(await lineOf(second)).toMatchObject({ claimed: 0, unsourced: 2 })
      expect(await draftsOf(item)).toEqual([])
      expect(await task(`supplier:${item}`)).toBeNull()
      expect(await task(`gone:${item}`)).toMatchObject({
        params: { held: 3, unsourced: 2, incoming: 3, again: 0 },
      })
      const again = store.control.product({ sku, price: '10.00', onHand: 9 })
      await quiet(store, SHOP)
      expect(again.inventoryItem).not.toBe(item)
      expect(await onHand(again.inventoryItem)).toBe(9)
      expect(await lineOf(second)).toMatchObject({ item, reserved: 0, unsourced: 2 })
      expect(await sound()).toEqual([])
    })

    test('An item stocked somewhere no longer lies there no longer: its units are given back and decided anew', async () => {
      const { sku, item } = await newItem(5)
      const name = await placed(sku, 3)
      const at = (await placeNameOf(await preferred()))!
      await told(() => store.control.disconnect({ sku, location: at }))
      expect(await onHand(item)).toBe(0)
      expect(await lineOf(name)).toMatchObject({ reserved: 0, unsourced: 3 })
      expect(await draftsOf(item)).toMatchObject([{ quantity: 3 }])
      await told(() => {
        store.control.connect({ sku, location: at })
        store.control.setStock({ sku, location: at, onHand: 5 })
      })
      expect(await lineOf(name)).toMatchObject({ reserved: 3, unsourced: 0 })
      expect(await sound()).toEqual([])
    })

    test('A location that opens and gets another name is followed', async () => {
      const name = `Quai ${++skus}`
      await told(() => store.control.openLocation({ name }))
      const { id } = await placeOf(name)
      await told(() => store.control.renameLocation({ location: name, name: `${name} bis` }))
      expect(await placeOf(`${name} bis`)).toMatchObject({ id, active: true })
    })

    test('A closed location gives its orders where Shopify sends them; opened again, it counts again; deleted, it stays named', async () => {
      const { sku, item } = await newItem(0)
      const name = `Dépôt ${++skus}`
      const other = (await placeNameOf(await preferred()))!
      store.control.openLocation({ name })
      store.control.setStock({ sku, location: name, onHand: 6 })
      await quiet(store, SHOP)
      const order = await placed(sku, 4)
      const { id } = await placeOf(name)
      expect(await lineOf(order)).toMatchObject({ reservations: [{ quantity: 4, location: id }] })
      await told(() => store.control.deactivateLocation({ location: name, to: other }))
      expect(await placeOf(name)).toMatchObject({ active: false })
      expect(await lineOf(order)).toMatchObject({
        ...{ unsourced: 0 },
        reservations: [{ quantity: 4, location: await preferred() }],
      })
      expect((await levelsOf(item)).find((l) => l.location === id)).toMatchObject({ onHand: 0, reserved: 0 })
      expect((await task(`closed-location:${id}`))?.resolvedAt ?? new Date()).not.toBeNull()
      expect(await sound()).toEqual([])
      await told(() => store.control.activateLocation({ location: name }))
      expect(await placeOf(name)).toMatchObject({ active: true })
      await told(() => {
        store.control.deactivateLocation({ location: name, to: other })
        store.control.deleteLocation({ location: name })
      })
      expect(await placeOf(name)).toMatchObject({ id, active: false })
      expect(await sound()).toEqual([])
    })

    test('Where Shopify still routes to a closed location nobody can ship: a task says so until it is moved', async () => {
      const { sku, item } = await newItem(0)
      const name = `Cave ${++skus}`
      store.control.openLocation({ name })
      store.control.setStock({ sku, location: name, onHand: 6 })
      await quiet(store, SHOP)
      const order = await placed(sku, 4)
      const { id } = await placeOf(name)
      await told(() => store.control.deactivateLocation({ location: name }))
      expect(await lineOf(order)).toMatchObject({
        ...{ reserved: 0, unsourced: 4 },
        lacking: [{ location: id, quantity: 4 }],
      })
      expect(await draftsOf(item)).toEqual([])
      expect(await task(`closed-location:${id}`)).toMatchObject({
        resolvedAt: null,
        params: { name, orders: 1 },
      })
      const other = (await placeNameOf(await preferred()))!
      store.control.setStock({ sku, location: other, onHand: 6 })
      store.control.moveOrder({ order: order.replace('#', ''), location: other })
      await quiet(store, SHOP)
      expect(await lineOf(order)).toMatchObject({
        ...{ unsourced: 0 },
        reservations: [{ quantity: 4, location: await preferred() }],
      })
      expect((await task(`closed-location:${id}`))!.resolvedAt).not.toBeNull()
      expect(await sound()).toEqual([])
    })

    test('A preferred location that closes gives way to another open one, with its provisional units and a task', async () => {
      const { sku } = await newItem(5)
      const before = await preferred()
      const name = (await placeNameOf(before))!
      store.control.setRouting({ mode: 'hold' })
      const order = await placed(sku, 2)
      expect(await lineOf(order)).toMatchObject({ reservations: [{ quantity: 2, location: before }] })
      const to = `Relais ${++skus}`
      store.control.openLocation({ name: to })
      await quiet(store, SHOP)
      await told(() => store.control.deactivateLocation({ location: name, to }))
      const next = await preferred()
      expect(next).not.toBe(before)
      expect(await lineOf(order)).toMatchObject({ lacking: [{ location: next, quantity: 2 }] })
      expect(await task('preferred-location')).toMatchObject({ params: { name }, resolvedAt: null })
      expect(await sound()).toEqual([])
      store.control.setRouting({ mode: 'soon' })
      store.control.activateLocation({ location: name })
      for (const place of store.world.state.shops[SHOP]!.locations) place.isDefault = place.name === name
      await quiet(store, SHOP)
      await tx((t) => t.shop.update({ where: { shop: SHOP }, data: { preferredLocation: before } }))
    })

    test('SKUs that are missing or used twice are one task a kind and stand in a list of their own', async () => {
      const one = await newItem(1, { sold: false })
      const two = await newItem(1, { sold: false })
      const three = await newItem(1, { sold: false })
      const count = async (kind: string) => {
        const found = await task(kind)
        return !found || found.resolvedAt ? 0 : (found.params as { count: number }).count
      }
      const [doubled, missing] = [await count('sku-doubled'), await count('sku-missing')]
      await told(() => {
        store.control.changeVariant({ sku: two.sku, newSku: one.sku })
        store.control.changeVariant({ sku: three.sku, newSku: null })
      })
      expect(await count('sku-doubled')).toBe(doubled + 2)
      expect(await count('sku-missing')).toBe(missing + 1)
      const listed = (only: 'all' | 'sku', search: string) =>
        tx((t) => stocks.listStock(t, SHOP, { search, only, after: null, take: 50 }))
      expect((await listed('all', one.sku)).items.map((i) => i.item).sort()).toEqual(
        [one.item, two.item].sort(),
      )
      expect((await listed('sku', '')).items).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ item: one.item, doubt: 'sku-doubled' }),
          expect.objectContaining({ item: three.item, doubt: 'sku-missing' }),
        ]),
      )
      await told(() => {
        store.control.deleteVariant({ sku: one.sku })
        store.control.deleteVariant({ sku: one.sku })
      })
      expect(await count('sku-doubled')).toBe(doubled)
    })
  },
  60_000,
)

async function placeNameOf(id: string) {
  return (await tx((t) => t.location.findUnique({ where: { shop_id: { shop: SHOP, id } } })))?.name
}
