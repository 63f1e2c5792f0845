import type { CatalogLocation } from '#app/catalog/parse-location.ts'
import { saveLocations } from '#app/catalog/locations.server.ts'
import type { Tx } from '#app/db.server.ts'
import { withShop } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'

/** Orders and items that have to be asked for anew. */
export type Concerned = { readonly orders: readonly string[]; readonly items: readonly string[] }

/** Which orders have open units at places: lying there, coming there, or to be found there. */
export async function ordersAt(
  tx: Tx,
  shop: string,
  places: readonly string[],
): Promise<{ location: string; order: string }[]> {
  return tx.$queryRaw<{ location: string; order: string }[]>`
    SELECT location, order_id AS "order" FROM reservation WHERE shop = ${shop} AND location = ANY(${[...places]})
    UNION SELECT p.location, c.order_id FROM purchase_order p
      JOIN purchase_order_line l ON l.shop = p.shop AND l.purchase_order = p.id
      JOIN claim c ON c.shop = l.shop AND c.po_line = l.id
      WHERE p.shop = ${shop} AND p.location = ANY(${[...places]})
    UNION SELECT at->>'location', l.order_id FROM order_line l, jsonb_array_elements(l.lacking) at
      WHERE l.shop = ${shop} AND l.unsourced > 0 AND at->>'location' = ANY(${[...places]})
    ORDER BY 2, 1`
}

/**
 * Whom it concerns that locations were closed or opened: open orders whose units ship from there, for Shopify may have
 * routed them elsewhere, and the items that lie there.
 */
export async function concernedByPlaces(shop: string, told: readonly CatalogLocation[]): Promise<Concerned> {
  return withShop(shop, async (tx) => {
    const held = await tx.location.findMany({ where: { shop }, select: { id: true, active: true } })
    const isActive = (id: string) => told.some((l) => l.id === id && l.active)
    const turned = held.filter((l) => l.active !== isActive(l.id)).map((l) => l.id)
    if (turned.length === 0) return { orders: [], items: [] }
    const orders = new Set((await ordersAt(tx, shop, turned)).map(({ order }) => order))
    const items = await tx.$queryRaw<{ item: string }[]>`
      SELECT DISTINCT item FROM stock_level WHERE shop = ${shop} AND location = ANY(${turned}) ORDER BY item`
    return { orders: [...orders], items: items.map((i) => i.item) }
  })
}

/**
 * Saves the shop's locations. A preferred location that is closed or gone gives way to the first open one, and a task
 * says so. Answers the orders whose provisional place moves by it.
 */
export async function savePlaces(
  tx: Tx,
  shop: string,
  locations: readonly CatalogLocation[],
  at: Date,
): Promise<string[]> {
  if (locations.length === 0) return []
  await saveLocations(tx, shop, locations)
  const open = locations.filter((l) => l.active)
  await resolveTasks(
    tx,
    shop,
    open.map((l) => `closed-location:${l.id}`),
    at,
    'carnet',
  )
  const seller = await tx.shop.findUniqueOrThrow({ where: { shop }, select: { preferredLocation: true } })
  const before = seller.preferredLocation
  const next = open[0]
  if (!next || open.some((l) => l.id === before)) return []
  await tx.shop.update({ where: { shop }, data: { preferredLocation: next.id } })
  if (before === null) return []
  const was = await tx.location.findUnique({ where: { shop_id: { shop, id: before } } })
  const params = { name: was?.name ?? before, instead: next.name }
  const task = { key: 'preferred-location', kind: 'preferred-location' as const, subject: next.id, params }
  await raiseTasks(tx, shop, [task], at)
  await note(tx, shop, {
    ...{ at, who: 'carnet', action: 'preferred-location-moved', subject: shop },
    detail: { from: before, to: next.id },
  })
  const provisional = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM orders WHERE shop = ${shop} AND state = 'open' AND routed_at IS NULL ORDER BY id`
  return provisional.map((o) => o.id)
}
