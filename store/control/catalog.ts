// Control of stock, products and buyers.
import { z } from 'zod'
import { act } from '../change.ts'
import { addTo, ensureLevel, onHand } from '../inventory.ts'
import { companyBody, companyLocationBody, customerBody } from '../rest/customer.ts'
import { itemBody, productBody } from '../rest/inventory.ts'
import { addCompany, addCustomer, addProduct } from '../seed/shop.ts'
import { itemByItemId, itemBySku, locationOf } from '../state/find.ts'
import { gid } from '../state/gid.ts'
import { money } from '../state/money.ts'
import type { CompanyLocation, Shop } from '../state/shop.ts'
import { NotPossible, shopOf, type World } from '../state/world.ts'
import { addressInput, toAddress } from './address.ts'
import { vatInput } from './order-input.ts'

const text = z.string().optional()

export const stockInput = z.strictObject({
  shop: text,
  sku: z.string(),
  location: text,
  onHand: z.int().optional(),
  available: z.int().optional(),
  delta: z.int().optional(),
})
export const productInput = z.strictObject({
  shop: text,
  sku: z.string(),
  title: text,
  price: text,
  cost: z.string().nullish(),
  barcode: z.string().nullish(),
  tracked: z.boolean().optional(),
  onHand: z.int().optional(),
  vat: vatInput,
  requiresShipping: z.boolean().optional(),
  giftCard: z.boolean().optional(),
  vendor: text,
})
export const customerInput = z.strictObject({
  shop: text,
  email: z.string(),
  firstName: text,
  lastName: text,
  phone: text,
  tags: z.array(z.string()).optional(),
  address: addressInput.optional(),
})
export const companyInput = z.strictObject({
  shop: text,
  name: z.string(),
  email: text,
  firstName: text,
  lastName: text,
  phone: text,
  address: addressInput.optional(),
  termsDays: z.int().nullish(),
  vatNumber: z.string().nullish(),
  siren: text,
  priceList: z.string().nullish(),
})

/** What lies where of all that is tracked. */
export const stockRows = (shop: Shop, sku?: string) =>
  shop.levels.flatMap((level) => {
    const item = itemByItemId(shop, level.itemId)
    if (!item?.variant.tracked || (sku !== undefined && item.variant.sku !== sku)) return []
    return [
      {
        sku: item.variant.sku,
        location: shop.locations.find(({ id }) => id === level.locationId)!.name,
        available: level.available,
        committed: level.committed,
        onHand: onHand(level),
        reserved: level.reserved,
        damaged: level.damaged,
        safetyStock: level.safetyStock,
        qualityControl: level.qualityControl,
        incoming: level.incoming,
      },
    ]
  })

export type CatalogControl = ReturnType<typeof catalogControl>

export function catalogControl(world: World) {
  return {
    stock(raw: { shop?: string | undefined; sku?: string | undefined } = {}) {
      return { levels: stockRows(shopOf(world, raw.shop), raw.sku) }
    },

    /** Sets what is on hand or available at a location, or changes it by a delta, as a merchant does. */
    setStock(raw: z.input<typeof stockInput>) {
      const input = stockInput.parse(raw)
      const shop = shopOf(world, input.shop)
      const item = itemBySku(shop, input.sku)
      if (!item) throw new NotPossible(`no SKU ${input.sku} in ${shop.domain}`, 404)
      act(world, shop, (change) => {
        const level = ensureLevel(shop, item.variant.itemId, locationOf(shop, input.location).id, change.at)
        const delta =
          input.onHand !== undefined
            ? input.onHand - onHand(level)
            : input.available !== undefined
              ? input.available - level.available
              : (input.delta ?? 0)
        addTo(change, level, 'available', delta)
      })
      return { levels: stockRows(shop, input.sku) }
    },

    /** Changes a variant by SKU, or creates a product with it. */
    product(raw: z.input<typeof productInput>) {
      const input = productInput.parse(raw)
      const shop = shopOf(world, input.shop)
      const known = itemBySku(shop, input.sku)
      act(world, shop, (change) => {
        if (!known) {
          const product = newProduct(world, shop, input, change.at)
          change.say('products/create', () => productBody(shop, product))
          return
        }
        const { product, variant } = known
        if (input.price !== undefined) variant.price = money(input.price, shop.currency)
        if (input.cost !== undefined)
          variant.cost = input.cost === null ? null : money(input.cost, shop.currency)
        if (input.barcode !== undefined) variant.barcode = input.barcode
        if (input.tracked !== undefined) variant.tracked = input.tracked
        if (input.title !== undefined) product.title = input.title
        product.updatedAt = variant.updatedAt = change.at
        change.say('products/update', () => productBody(shop, product))
        if (input.cost !== undefined || input.tracked !== undefined)
          change.say('inventory_items/update', () => itemBody(shop, variant))
      })
      const { product, variant } = itemBySku(shop, input.sku)!
      return {
        product: gid('Product', product.id),
        variant: gid('ProductVariant', variant.id),
        inventoryItem: gid('InventoryItem', variant.itemId),
        title: product.title,
        sku: variant.sku,
      }
    },

    customer(raw: z.input<typeof customerInput>) {
      const input = customerInput.parse(raw)
      const shop = shopOf(world, input.shop)
      const known = shop.customers.find(({ email }) => email === input.email)
      const customer = act(world, shop, (change) => {
        const address = input.address
          ? toAddress(input.address, known?.address ?? null)
          : (known?.address ?? null)
        const one =
          known ??
          addCustomer(
            world,
            shop,
            { firstName: input.firstName ?? '', lastName: input.lastName ?? '', email: input.email, address },
            change.at,
          )
        Object.assign(one, {
          firstName: input.firstName ?? one.firstName,
          lastName: input.lastName ?? one.lastName,
          phone: input.phone ?? one.phone,
          tags: input.tags ?? one.tags,
          address,
          updatedAt: change.at,
        })
        change.say(known ? 'customers/update' : 'customers/create', () => customerBody(shop, one))
        return one
      })
      return { customer: gid('Customer', customer.id), id: customer.id, email: customer.email }
    },

    company(raw: z.input<typeof companyInput>) {
      const input = companyInput.parse(raw)
      const shop = shopOf(world, input.shop)
      const known = shop.companies.find(({ name }) => name === input.name)
      const company = act(world, shop, (change) => {
        const one = known ?? newCompany(world, shop, input, change.at)
        const location = one.locations[0]!
        if (input.termsDays !== undefined) location.termsDays = input.termsDays
        if (input.vatNumber !== undefined) location.taxId = input.vatNumber
        if (input.priceList !== undefined) buyBy(shop, location, input.priceList)
        if (input.address) location.billing = location.shipping = toAddress(input.address, location.billing)
        one.updatedAt = location.updatedAt = change.at
        change.say(known ? 'companies/update' : 'companies/create', () => companyBody(shop, one))
        change.say(known ? 'company_locations/update' : 'company_locations/create', () =>
          companyLocationBody(shop, one, location),
        )
        return one
      })
      return {
        company: gid('Company', company.id),
        location: gid('CompanyLocation', company.locations[0]!.id),
        name: company.name,
      }
    },
  }
}

export function newProduct(
  world: World,
  shop: Shop,
  input: Omit<z.output<typeof productInput>, 'shop'>,
  at: string,
) {
  const product = addProduct(
    world,
    shop,
    {
      title: input.title ?? input.sku,
      vendor: input.vendor ?? shop.name,
      type: '',
      vat: input.vat ?? '0.055',
      requiresShipping: input.requiresShipping ?? true,
      giftCard: input.giftCard ?? false,
      variants: [
        {
          sku: input.sku,
          price: input.price ?? '0.00',
          cost: input.cost ?? null,
          lyon: 0,
          grams: 500,
          tracked: input.tracked ?? true,
        },
      ],
    },
    at,
  )
  const variant = product.variants[0]!
  if (input.barcode !== undefined) variant.barcode = input.barcode
  ensureLevel(shop, variant.itemId, locationOf(shop).id, at).available = variant.tracked
    ? (input.onHand ?? 0)
    : 0
  return product
}

/** The location buys by the catalog of that price list and by no other; null = at the shop's own prices. */
function buyBy(shop: Shop, location: CompanyLocation, list: string | null): void {
  const listId = shop.priceLists.find(({ name }) => name === list)?.id
  const catalog = shop.catalogs.find(({ priceListId }) => priceListId !== null && priceListId === listId)
  for (const market of shop.markets)
    market.companyLocationIds = market.companyLocationIds.filter((id) => id !== location.id)
  const market = shop.markets.find(({ id }) => catalog?.marketIds.includes(id))
  market?.companyLocationIds.push(location.id)
}

function newCompany(world: World, shop: Shop, input: z.output<typeof companyInput>, at: string) {
  const email = input.email ?? `commandes@${input.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.example.com`
  return addCompany(
    world,
    shop,
    {
      name: input.name,
      siren: input.siren ?? '800000002',
      termsDays: input.termsDays ?? 30,
      list: 'epicerie',
      contact: [input.firstName ?? 'Jeanne', input.lastName ?? 'Martin', 'Gérante', email],
      address: ['1 rue de la République', '69001', 'Lyon', input.phone ?? '+33478009901'],
    },
    undefined,
    at,
  )
}
