// Looking things up in a shop.
import { idFrom } from './gid.ts'
import { NotPossible } from './world.ts'
import type { Order, OrderLine } from './order.ts'
import type { Company, CompanyLocation, Customer, Level, Location, Product, Shop, Variant } from './shop.ts'

export type Item = { product: Product; variant: Variant }

export function items(shop: Shop): Item[] {
  return shop.products.flatMap((product) => product.variants.map((variant) => ({ product, variant })))
}

export const itemBySku = (shop: Shop, sku: string) => items(shop).find(({ variant }) => variant.sku === sku)
export const itemByVariant = (shop: Shop, variantId: string | null) =>
  variantId === null ? undefined : items(shop).find(({ variant }) => variant.id === variantId)
export const itemByItemId = (shop: Shop, itemId: string | null) =>
  itemId === null ? undefined : items(shop).find(({ variant }) => variant.itemId === itemId)

/** A location by id, gid or the beginning of its name; without a name the default one. */
export function locationOf(shop: Shop, name?: string | null): Location {
  const id = idFrom('Location', name)
  const found = name
    ? shop.locations.find(
        (location) =>
          location.id === id ||
          location.name === name ||
          location.name.toLowerCase().includes(name.toLowerCase()),
      )
    : (shop.locations.find((location) => location.isDefault) ?? shop.locations[0])
  if (!found) throw new NotPossible(`no location ${name} in ${shop.domain}`, 404)
  return found
}

/** An order by its name with or without #, its id or its gid. */
export function findOrder(shop: Shop, key: string): Order | undefined {
  const id = idFrom('Order', key)
  const name = key.startsWith('#') ? key : `#${key}`
  return shop.orders.find((order) => order.id === id || order.name === name)
}

export function orderOf(shop: Shop, key: string): Order {
  const order = findOrder(shop, key)
  if (!order) throw new NotPossible(`no order ${key} in ${shop.domain}`, 404)
  return order
}

/** The line of an order by id, or the first that has that SKU and enough of `open` units left. */
export function lineOf(
  order: Order,
  by: { sku?: string | undefined; lineId?: string | undefined },
): OrderLine {
  const id = idFrom('LineItem', by.lineId)
  const line = order.lines.find((candidate) => (id ? candidate.id === id : candidate.sku === by.sku))
  if (!line) throw new NotPossible(`no line ${by.lineId ?? by.sku} in ${order.name}`, 404)
  return line
}

export function levelOf(shop: Shop, itemId: string, locationId: string): Level | undefined {
  return shop.levels.find((level) => level.itemId === itemId && level.locationId === locationId)
}

export const customerById = (shop: Shop, id: string | null): Customer | undefined =>
  id === null ? undefined : shop.customers.find((customer) => customer.id === id)

export type Buyer = { company: Company; location: CompanyLocation } | null

export function companyLocation(
  shop: Shop,
  id: string | null,
): { company: Company; location: CompanyLocation } | undefined {
  for (const company of shop.companies) {
    const location = company.locations.find((candidate) => candidate.id === id)
    if (location) return { company, location }
  }
  return undefined
}
