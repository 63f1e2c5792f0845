// A shop that sells as many items as are asked for, all in one place.
import { withShop } from '#app/db.server.ts'

export const LYON = 'gid://shopify/Location/1'

export const variantOf = (n: number) => `gid://shopify/ProductVariant/${n}` as const
export const itemOf = (n: number) => `gid://shopify/InventoryItem/${n}` as const

/** Sets a shop up with `items` items of `onHand` units each. */
export async function setUpShop(shop: string, items: number, onHand: number): Promise<void> {
  const at = new Date(Date.now() - 86_400_000)
  await withShop(shop, async (tx) => {
    await tx.$executeRaw`
      INSERT INTO shop (shop, name, currency, time_zone, taxes_included, installed_at, imported_at, started_at, preferred_location)
      VALUES (${shop}, 'Bench', 'EUR', 'Europe/Paris', false, ${at}, ${at}, ${at}, ${LYON})`
    await tx.$executeRaw`INSERT INTO location (shop, id, name) VALUES (${shop}, ${LYON}, 'Lyon')`
    await tx.$executeRaw`
      INSERT INTO variant (shop, id, product, item, title, sku, tracked, requires_shipping, price)
      SELECT ${shop}, 'gid://shopify/ProductVariant/' || n, 'gid://shopify/Product/' || n, 'gid://shopify/InventoryItem/' || n,
        'Item ' || n, 'SKU-' || n, true, true, 1000 FROM generate_series(1, ${items}::int) n`
    await tx.$executeRaw`
      INSERT INTO stock_level (shop, location, item, on_hand, adjusted)
      SELECT ${shop}, ${LYON}, 'gid://shopify/InventoryItem/' || n, ${onHand}::int, -${onHand}::int FROM generate_series(1, ${items}::int) n`
    await tx.$executeRaw`
      INSERT INTO ledger_entry (shop, location, item, account, quantity, kind, cause, at, who)
      SELECT ${shop}, ${LYON}, 'gid://shopify/InventoryItem/' || n, a.account, a.quantity, 'imported', 'import', ${at}, 'bench'
      FROM generate_series(1, ${items}::int) n, (VALUES ('on_hand', ${onHand}::int), ('adjusted', -${onHand}::int)) AS a (account, quantity)`
  })
}
