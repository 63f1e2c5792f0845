// The seeded shop: Huilerie du Moulin, olive oil wholesaler in Lyon, as it stands on Tuesday 24 November 2026 at 09:00.
import { act } from '../change.ts'
import { fulfill } from '../orders/fulfill.ts'
import { payOrder } from '../orders/pay.ts'
import { placeOrder } from '../orders/place.ts'
import { isOpen } from '../orders/fulfillment-order.ts'
import { routeOrder } from '../orders/route.ts'
import { items, locationOf } from '../state/find.ts'
import type { Order } from '../state/order.ts'
import type { Company, Customer, Shop } from '../state/shop.ts'
import type { World } from '../state/world.ts'
import { SEED_COMPANIES, SEED_CUSTOMERS } from './buyers.ts'
import { HISTORY, type Past } from './history.ts'
import { seedPriceLists } from './price-lists.ts'
import { SEED_PRODUCTS } from './products.ts'
import { addCompany, addCustomer, address, addLocation, addProduct, emptyShop, shelve } from './shop.ts'

export const SEED_CLOCK = '2026-11-24T08:00:00.000Z'
const FOUNDED = '2024-03-04T09:00:00.000Z'

export function seedMoulin(world: World, domain = 'moulin-lyon.myshopify.com'): Shop {
  const shop = emptyShop(world, { domain, name: 'Huilerie du Moulin', nextOrder: 1021, at: FOUNDED })
  addLocation(world, shop, 'Entrepôt Lyon', FOUNDED, {
    address1: '12 rue des Tanneurs',
    zip: '69009',
    city: 'Lyon',
    phone: '+33478000001',
  })
  addLocation(world, shop, 'Boutique Croix-Rousse', FOUNDED, {
    address1: '38 Grande Rue de la Croix-Rousse',
    zip: '69004',
    city: 'Lyon',
    phone: '+33478000038',
  })
  for (const product of SEED_PRODUCTS) addProduct(world, shop, product, FOUNDED)
  const markets = seedPriceLists(world, shop)
  for (const company of SEED_COMPANIES) addCompany(world, shop, company, markets[company.list], FOUNDED)
  for (const [firstName, lastName, email, address1, zip, city] of SEED_CUSTOMERS)
    addCustomer(
      world,
      shop,
      { firstName, lastName, email, address: address({ firstName, lastName, address1, zip, city }) },
      FOUNDED,
    )
  for (const order of HISTORY) addOrder(world, shop, order)
  fillShelves(shop)
  return shop
}

const buyerOf = (shop: Shop, name: string): { company?: Company; customer: Customer } => {
  const company = shop.companies.find((one) => one.name === name)
  const customer = shop.customers.find((one) =>
    company ? one.id === company.contacts[0]!.customerId : one.email === name,
  )!
  return company ? { company, customer } : { customer }
}

function addOrder(world: World, shop: Shop, past: Past): Order {
  const { company, customer } = buyerOf(shop, past.buyer)
  const at = new Date(past.at).toISOString()
  const later = (minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString()
  const order = act(
    world,
    shop,
    (change) =>
      placeOrder(change, {
        buyer: company ? { company, location: company.locations[0]! } : null,
        customer,
        email: customer.email,
        lines: past.lines.map(([sku, quantity]) => ({ sku, quantity })),
        poNumber: past.poNumber ?? null,
        note: null,
        tags: [],
        paid: !company,
        pos: past.pos ?? false,
        locationId: past.pos ? locationOf(shop, 'Boutique').id : locationOf(shop).id,
        address: past.pos ? null : company ? null : customer.address,
        sourceName: 'web',
        test: false,
      }),
    at,
  )
  act(world, shop, (change) => routeOrder(change, order), later(1))
  if (past.state === 'open') return order
  const open = order.fulfillmentOrders.filter(isOpen)
  if (open.length > 0)
    act(
      world,
      shop,
      (change) =>
        fulfill(
          change,
          order,
          open.map((fulfillmentOrder) => ({ fulfillmentOrder, lines: null })),
          [],
        ),
      later(past.pos ? 2 : 180),
    )
  if (past.state === 'done' && company) act(world, shop, (change) => payOrder(change, order), later(240))
  return order
}

function fillShelves(shop: Shop): void {
  const [lyon, boutique] = shop.locations
  for (const seed of SEED_PRODUCTS.flatMap(({ variants }) => variants)) {
    const item = items(shop).find(({ variant }) => variant.sku === seed.sku)!
    shelve(shop, item.variant.itemId, lyon!.id, seed.lyon, FOUNDED)
    // What is not tracked is stocked at one location, with nothing in it.
    if (seed.tracked !== false) shelve(shop, item.variant.itemId, boutique!.id, seed.shop ?? 0, FOUNDED)
  }
}
