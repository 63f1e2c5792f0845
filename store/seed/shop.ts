// Building shops: an empty one, and the parts that the seeded wholesaler is made of. Everything is the same at each run.
import type { Market } from '../state/catalog.ts'
import { money } from '../state/money.ts'
import type {
  Address,
  Company,
  CompanyLocation,
  Customer,
  Level,
  Location,
  Product,
  Shop,
  Staff,
  Variant,
} from '../state/shop.ts'
import { newId, type World } from '../state/world.ts'
import type { SeedCompany } from './buyers.ts'
import type { SeedProduct, SeedVariant } from './products.ts'

export const address = (part: Partial<Address>): Address => ({
  firstName: '',
  lastName: '',
  company: null,
  address1: '',
  address2: null,
  city: '',
  zip: '',
  country: 'France',
  countryCode: 'FR',
  phone: null,
  ...part,
})

export type ShopWish = {
  domain: string
  name: string
  currency?: string
  timezone?: string
  taxesIncluded?: boolean
  nextOrder?: number
  at: string
}

/** A shop with one location and two people, and nothing in it. */
export function emptyShop(world: World, wish: ShopWish): Shop {
  const id = newId(world, 'Shop')
  return {
    id,
    domain: wish.domain,
    name: wish.name,
    email: 'bonjour@huilerie-du-moulin.example.com',
    phone: '+33478000001',
    owner: 'Claire Vasseur',
    address: address({
      company: wish.name,
      address1: '12 rue des Tanneurs',
      zip: '69009',
      city: 'Lyon',
      phone: '+33478000001',
    }),
    currency: wish.currency ?? 'EUR',
    timezone: wish.timezone ?? 'Europe/Paris',
    taxesIncluded: wish.taxesIncluded ?? false,
    vatTitle: 'TVA',
    createdAt: wish.at,
    installed: false,
    nextOrderNumber: wish.nextOrder ?? 1001,
    staff: [
      staff(world, 'Claire', 'Vasseur', 'sales'),
      staff(world, 'Marc', 'Ollier', 'warehouse'),
      staff(world, 'Sarah', 'Nguyen', 'accounts, in English', 'en'),
    ],
    locations: [],
    products: [],
    levels: [],
    customers: [],
    companies: [],
    plus: false,
    nextDraftNumber: 1,
    markets: [],
    catalogs: [],
    priceLists: [],
    orders: [],
    draftOrders: [],
    transfers: [],
    shipments: [],
    discounts: [],
    metafields: [],
    metafieldDefinitions: [],
    translations: [],
    subscriptions: [],
    bulkOperations: [],
  }
}

const staff = (world: World, firstName: string, lastName: string, role: string, locale = 'fr'): Staff => ({
  id: newId(world, 'StaffMember'),
  firstName,
  lastName,
  role,
  locale,
  email: `${firstName.toLowerCase()}@huilerie-du-moulin.example.com`,
})

export function addLocation(
  world: World,
  shop: Shop,
  name: string,
  at: string,
  part: Partial<Address>,
): Location {
  const location: Location = {
    id: newId(world, 'Location'),
    name,
    address: address({ company: shop.name, ...part }),
    isDefault: shop.locations.length === 0,
    createdAt: at,
    updatedAt: at,
  }
  shop.locations.push(location)
  return location
}

export function addProduct(world: World, shop: Shop, seed: SeedProduct, at: string): Product {
  const product: Product = {
    id: newId(world, 'Product'),
    title: seed.title,
    handle: slug(seed.title),
    vendor: seed.vendor,
    productType: seed.type,
    tags: seed.tags ?? [],
    giftCard: seed.giftCard ?? false,
    vat: seed.vat ?? '0.055',
    optionName: seed.optionName ?? null,
    status: 'ACTIVE',
    createdAt: at,
    updatedAt: at,
    variants: [],
  }
  product.variants = seed.variants.map((variant) => variantOf(world, shop, seed, variant, at))
  shop.products.push(product)
  return product
}

function variantOf(world: World, shop: Shop, product: SeedProduct, seed: SeedVariant, at: string): Variant {
  const n = (world.state.counters.Barcode = (world.state.counters.Barcode ?? 0) + 1)
  return {
    id: newId(world, 'ProductVariant'),
    itemId: newId(world, 'InventoryItem'),
    title: seed.option ?? 'Default Title',
    option: seed.option ?? null,
    sku: seed.sku,
    barcode: seed.tracked === false ? null : ean13(`37601234${String(n).padStart(4, '0')}`),
    price: money(seed.price, shop.currency),
    cost: seed.cost === null ? null : money(seed.cost, shop.currency),
    tracked: seed.tracked ?? true,
    requiresShipping: product.requiresShipping ?? true,
    taxable: product.vat !== '0',
    grams: seed.grams,
    inventoryPolicy: 'CONTINUE',
    createdAt: at,
    updatedAt: at,
  }
}

/** Sets what is on the shelf of a location, whatever is committed there. */
export function shelve(shop: Shop, itemId: string, locationId: string, quantity: number, at: string): void {
  const known = shop.levels.find((level) => level.itemId === itemId && level.locationId === locationId)
  const level: Level = known ?? {
    itemId,
    locationId,
    available: 0,
    committed: 0,
    reserved: 0,
    damaged: 0,
    safetyStock: 0,
    qualityControl: 0,
    incoming: 0,
    createdAt: at,
    updatedAt: at,
  }
  if (!known) shop.levels.push(level)
  level.available = quantity - level.committed
}

export function addCompany(
  world: World,
  shop: Shop,
  seed: SeedCompany,
  market: Market | undefined,
  at: string,
): Company {
  const [firstName, lastName, title, email] = seed.contact
  const [address1, zip, city, phone] = seed.address
  const billing = address({ firstName, lastName, company: seed.name, address1, zip, city, phone })
  const [street, code, town] = seed.delivery ?? seed.address
  const customer = addCustomer(
    world,
    shop,
    { firstName, lastName, email, phone, address: billing, tags: ['pro'] },
    at,
  )
  const location: CompanyLocation = {
    id: newId(world, 'CompanyLocation'),
    addressId: newId(world, 'CompanyAddress'),
    name: city,
    externalId: seed.siren,
    phone,
    locale: 'fr',
    note: seed.note ?? null,
    billing,
    shipping: { ...billing, address1: street, zip: code, city: town },
    taxId: vatNumber(seed.siren),
    taxExempt: false,
    termsDays: seed.termsDays,
    checkoutToDraft: false,
    editableShipping: true,
    createdAt: at,
    updatedAt: at,
  }
  market?.companyLocationIds.push(location.id)
  const company: Company = {
    id: newId(world, 'Company'),
    name: seed.name,
    externalId: seed.siren,
    note: seed.note ?? null,
    contacts: [
      { id: newId(world, 'CompanyContact'), customerId: customer.id, title, createdAt: at, updatedAt: at },
    ],
    locations: [location],
    createdAt: at,
    updatedAt: at,
  }
  shop.companies.push(company)
  return company
}

export type CustomerWish = {
  firstName: string
  lastName: string
  email: string | null
  phone?: string | null
  address: Address | null
  tags?: string[]
}

export function addCustomer(world: World, shop: Shop, wish: CustomerWish, at: string): Customer {
  const customer: Customer = {
    id: newId(world, 'Customer'),
    addressId: newId(world, 'MailingAddress'),
    firstName: wish.firstName,
    lastName: wish.lastName,
    email: wish.email,
    phone: wish.phone ?? null,
    locale: 'fr',
    note: null,
    tags: wish.tags ?? [],
    taxExempt: false,
    address: wish.address,
    createdAt: at,
    updatedAt: at,
  }
  shop.customers.push(customer)
  return customer
}

/** The 13 digits of an EAN from its first 12. */
export function ean13(first12: string): string {
  const total = [...first12].reduce((sum, digit, n) => sum + Number(digit) * (n % 2 === 0 ? 1 : 3), 0)
  return first12 + String((10 - (total % 10)) % 10)
}

/** The French VAT number of a SIREN. */
export const vatNumber = (siren: string) =>
  `FR${String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')}${siren}`

export const slug = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
