import { randomBytes } from 'node:crypto'
import { closeDatabase, withShop } from '#app/db.server.ts'
import { setClock } from './clock.ts'
import type { TestDatabase, TestServer } from './database.ts'
import { createTestDatabase } from './database.ts'

/** The shop in which the tests of flows play: the olive oil wholesaler of Lyon. */
export const SHOP = 'moulin-lyon.myshopify.com'
export const LYON = 'gid://shopify/Location/1'
export const BOUTIQUE = 'gid://shopify/Location/2'
export const HUILE = { variant: 'gid://shopify/ProductVariant/75', item: 'gid://shopify/InventoryItem/75' }
export const GROCER = 'gid://shopify/Company/1'
export const MOULIN_SUD = '11111111-1111-4111-8111-111111111111'

/** Gives the process a database of its own and the environment to reach it; call `drop` when the file is done. */
export async function openTestDatabase(server?: TestServer): Promise<TestDatabase> {
  const db = await createTestDatabase(server)
  setClock()
  Object.assign(process.env, {
    DATABASE_URL: db.ownerUrl,
    DATABASE_RUNTIME_URL: db.runtimeUrl,
    SHOPIFY_API_KEY: 'test-key',
    SHOPIFY_API_SECRET: 'test-secret',
    SHOPIFY_APP_URL: 'http://127.0.0.1:1',
    CARNET_KEYS: JSON.stringify({ current: 'k1', keys: { k1: randomBytes(32).toString('base64') } }),
  })
  return {
    ...db,
    drop: async () => {
      await closeDatabase()
      await db.drop()
    },
  }
}

/**
 * Sets up the wholesaler: HUILE-75 with `onHand` units in Lyon, Moulin Sud selling it at 5.10 in cartons of 6 from 12
 * on in 5 working days, the grocer accepting two shipments at most.
 */
export async function setUpShop({
  shop = SHOP,
  onHand = 8,
  reorderPoint = null as number | null,
  started = true,
} = {}): Promise<void> {
  const at = new Date('2026-11-23T08:00:00Z')
  await withShop(shop, async (tx) => {
    await tx.shop.create({
      data: {
        shop,
        name: 'Huilerie du Moulin',
        currency: 'EUR',
        timeZone: 'Europe/Paris',
        taxesIncluded: false,
        installedAt: at,
        importedAt: at,
        startedAt: started ? at : null,
        preferredLocation: LYON,
        legalName: 'Huilerie du Moulin',
        address1: '12 quai Rambaud',
        zip: '69002',
        city: 'Lyon',
        countryCode: 'FR',
        email: 'contact@moulin.example.com',
        siren: '732829320',
        vatNumber: 'FR44732829320',
      },
    })
    await tx.location.createMany({
      data: [
        { shop, id: LYON, name: 'Entrepôt Lyon' },
        { shop, id: BOUTIQUE, name: 'Boutique' },
      ],
    })
    await tx.variant.create({
      data: {
        shop,
        id: HUILE.variant,
        product: 'gid://shopify/Product/75',
        item: HUILE.item,
        title: "Huile d'olive 75 cl",
        sku: 'HUILE-75',
        tracked: true,
        requiresShipping: true,
        price: 1000n,
        unitCost: 510n,
      },
    })
    await tx.unitCost.create({ data: { shop, item: HUILE.item, source: 'shopify', cost: 5_100_000n, at } })
    await tx.customer.create({
      data: {
        shop,
        id: GROCER,
        kind: 'b2b',
        name: 'Épicerie du Port SARL',
        email: 'achats@port.example.com',
        maxShipments: 2,
      },
    })
    await tx.supplier.create({
      data: {
        shop,
        id: MOULIN_SUD,
        name: 'Moulin Sud',
        email: 'ventes@moulin-sud.example.com',
        currency: 'EUR',
        leadDays: 5,
        cutOff: '14:00',
      },
    })
    await tx.supplierItem.create({
      data: {
        shop,
        supplier: MOULIN_SUD,
        item: HUILE.item,
        reference: 'MS-75',
        unitCost: 510n,
        packSize: 6,
        moq: 12,
      },
    })
    await tx.series.create({
      data: { shop, kind: 'purchase-order', period: '', format: 'CF-{no}', nextNo: 31 },
    })
    if (onHand > 0) {
      const place = { shop, location: LYON, item: HUILE.item }
      await tx.stockLevel.create({ data: { ...place, onHand, adjusted: -onHand, reorderPoint } })
      const row = { ...place, kind: 'imported', cause: 'import', at, who: 'test' }
      await tx.ledgerEntry.createMany({
        data: [
          { ...row, account: 'on_hand', quantity: onHand },
          { ...row, account: 'adjusted', quantity: -onHand },
        ],
      })
    }
  })
}

/** Sets up the next shop of a test file at each call. */
export function shopsOf(file: string) {
  let shops = 0
  return async (options: Omit<Parameters<typeof setUpShop>[0], 'shop'> = {}): Promise<string> => {
    const shop = `${file}-${++shops}.myshopify.com`
    await setUpShop({ shop, ...options })
    return shop
  }
}
