// Carnet's own side of the demo shop, as its people would have entered it: installs the shop, waits for the import,
// then enters suppliers, items, reorder points, numbers and the seller, and presses Start. What is there stays.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { closeDatabase, withShop } from '#app/db.server.ts'
import { env } from '#app/env.server.ts'
import { changeCustomer } from '#app/flows/customer-changed.server.ts'
import { setReorderPoint } from '#app/flows/reorder-point-set.server.ts'
import { setNextNumber } from '#app/flows/series-set.server.ts'
import { changeSettings } from '#app/flows/settings-changed.server.ts'
import { startShop } from '#app/flows/shop-started.server.ts'
import { saveSupplier, saveSupplierItem } from '#app/flows/supplier-saved.server.ts'

const SHOP = 'moulin-lyon.myshopify.com'
const WHO = 'Claire Martin'

const Entered = z.object({
  seller: z.record(z.string(), z.string()),
  nextNumbers: z.record(z.string(), z.number()),
  customers: z.array(
    z.object({
      name: z.string(),
      maxShipments: z.number().nullable(),
      siren: z.string(),
      vatNumber: z.string(),
    }),
  ),
  reorderPoints: z.record(z.string(), z.number()),
  suppliers: z.array(
    z.object({
      name: z.string(),
      email: z.string(),
      leadDays: z.number(),
      cutOff: z.string(),
      address1: z.string(),
      zip: z.string(),
      city: z.string(),
      items: z.array(
        z.object({
          sku: z.string(),
          reference: z.string(),
          unitCost: z.number(),
          packSize: z.number(),
          moq: z.number(),
        }),
      ),
    }),
  ),
})

/** Opens the app once, as the first person who clicks it in the admin does: this installs the shop. */
async function install(): Promise<void> {
  const answer = await fetch(`${env().SHOPIFY_STANDIN_URL}/control/id-token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ shop: SHOP, staff: 'Claire' }),
  })
  const { query } = (await answer.json()) as { query: string }
  // Headless clients are turned away by their name.
  const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x64) Carnet demo', accept: 'text/html' }
  const page = await fetch(`${env().SHOPIFY_APP_URL}/app?${query.replace(/^\?/, '')}`, { headers })
  if (!page.ok)
    throw new Error(`opening the app answered ${page.status}: ${(await page.text()).slice(0, 300)}`)
}

async function imported(): Promise<void> {
  for (let tries = 0; tries < 240; tries++) {
    const row = await withShop(SHOP, (tx) => tx.shop.findUnique({ where: { shop: SHOP } }))
    if (row?.importedAt) return
    await new Promise((done) => setTimeout(done, 250))
  }
  throw new Error('the import of the practice store did not end within a minute')
}

async function enter(): Promise<void> {
  const entered = Entered.parse(
    JSON.parse(readFileSync(new URL('./demo/entered.json', import.meta.url), 'utf8')),
  )
  const shop = await withShop(SHOP, (tx) => tx.shop.findUniqueOrThrow({ where: { shop: SHOP } }))
  const variants = await withShop(SHOP, (tx) => tx.variant.findMany({ where: { shop: SHOP } }))
  const itemOf = (sku: string) => {
    const variant = variants.find((v) => v.sku === sku)
    if (!variant) throw new Error(`the practice store sells no ${sku}`)
    return variant.item
  }
  const location = shop.preferredLocation!
  const settings = {
    handlingDays: 1,
    receivingDays: 1,
    weekend: [6, 7],
    closures: [],
    holidays: 'FR',
  }
  const accepts = { b2bAccepts: 'parts', b2cAccepts: 'whole-order' } as const
  const terms = { language: 'fr' as const, preferredLocation: location, callOffDays: 90, ...accepts }
  await changeSettings(SHOP, { ...entered.seller, ...settings, ...terms }, WHO)
  for (const [kind, next] of Object.entries(entered.nextNumbers)) {
    await setNextNumber(SHOP, { kind: z.enum(['purchase-order', 'invoice']).parse(kind), next }, WHO)
  }
  for (const supplier of entered.suppliers) await enterSupplier(supplier, itemOf)
  for (const [sku, point] of Object.entries(entered.reorderPoints)) {
    await setReorderPoint(SHOP, { location, item: itemOf(sku), point }, WHO)
  }
  for (const { name, ...customer } of entered.customers) {
    const known = await withShop(SHOP, (tx) => tx.customer.findFirst({ where: { shop: SHOP, name } }))
    const asUsual = { accepts: null, callOff: false, language: null }
    if (known) await changeCustomer(SHOP, { id: known.id, ...asUsual, ...customer }, WHO)
  }
  await startShop(SHOP, WHO)
}

const CALENDAR = { timeZone: null, weekend: [6, 7], orderDays: [], closures: [], holidays: 'FR' }

async function enterSupplier(
  supplier: z.infer<typeof Entered>['suppliers'][number],
  itemOf: (sku: string) => string,
) {
  const { items, address1, zip, city, ...form } = supplier
  const address = { address1, address2: null, zip, city, countryCode: 'FR' }
  const saved = await saveSupplier(
    SHOP,
    { ...form, ...CALENDAR, language: 'fr', currency: 'EUR', address },
    WHO,
  )
  if (saved.kind !== 'done') return
  for (const { sku, unitCost, ...item } of items) {
    const terms = { ...item, unitCost: BigInt(unitCost), rank: 1 }
    await saveSupplierItem(SHOP, { supplier: saved.id, item: itemOf(sku), ...terms }, WHO)
  }
}

const before = await withShop(SHOP, (tx) => tx.shop.findUnique({ where: { shop: SHOP } }))
if (!before?.startedAt) {
  await install()
  await imported()
  await enter()
}
await closeDatabase()
