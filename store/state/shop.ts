// What a shop of the practice store consists of. Times are ISO strings, money bigint minor units, ids decimal strings.
import type { BulkOperation } from './bulk.ts'
import type { Catalog, Market, PriceList } from './catalog.ts'
import type { AppDiscount } from './discount.ts'
import type { DraftOrder } from './draft-order.ts'
import type { Metafield, MetafieldDefinition } from './metafield.ts'
import type { Order } from './order.ts'
import type { Subscription } from './subscription.ts'
import type { InventoryShipment, Transfer } from './transfer.ts'
import type { Translation } from './translation.ts'

export type Address = {
  firstName: string
  lastName: string
  company: string | null
  address1: string
  address2: string | null
  city: string
  zip: string
  /** In countries that have them; France has none. */
  province?: string | null
  provinceCode?: string | null
  country: string
  countryCode: string
  phone: string | null
}

export type Location = {
  id: string
  name: string
  address: Address
  isDefault: boolean
  /** Closed since; nothing is stocked at or shipped from a closed location. */
  deactivatedAt?: string | null
  createdAt: string
  updatedAt: string
}

export type Variant = {
  id: string
  itemId: string
  title: string
  option: string | null
  sku: string | null
  barcode: string | null
  price: bigint
  cost: bigint | null
  tracked: boolean
  requiresShipping: boolean
  taxable: boolean
  grams: number
  inventoryPolicy: 'DENY' | 'CONTINUE'
  createdAt: string
  updatedAt: string
}

export type Product = {
  id: string
  title: string
  handle: string
  vendor: string
  productType: string
  tags: string[]
  giftCard: boolean
  /** The VAT rate of the product as text: "0.055". */
  vat: string
  optionName: string | null
  status: 'ACTIVE' | 'ARCHIVED' | 'DRAFT'
  variants: Variant[]
  createdAt: string
  updatedAt: string
}

/** on hand = available + committed + reserved + damaged + safetyStock + qualityControl; incoming is outside. */
export type Level = {
  itemId: string
  locationId: string
  available: number
  committed: number
  reserved: number
  damaged: number
  safetyStock: number
  qualityControl: number
  incoming: number
  createdAt: string
  updatedAt: string
}

export type Customer = {
  id: string
  firstName: string
  lastName: string
  email: string | null
  phone: string | null
  locale: string
  note: string | null
  tags: string[]
  taxExempt: boolean
  address: Address | null
  addressId: string
  createdAt: string
  updatedAt: string
}

export type CompanyContact = {
  id: string
  customerId: string
  title: string | null
  createdAt: string
  updatedAt: string
}
export type CompanyLocation = {
  id: string
  addressId: string
  name: string
  externalId: string | null
  phone: string | null
  locale: string
  note: string | null
  billing: Address
  shipping: Address
  taxId: string | null
  taxExempt: boolean
  termsDays: number | null
  /** Whether what it orders in the shop comes as a draft to be looked at first. */
  checkoutToDraft: boolean
  editableShipping: boolean
  createdAt: string
  updatedAt: string
}
export type Company = {
  id: string
  name: string
  externalId: string | null
  note: string | null
  contacts: CompanyContact[]
  locations: CompanyLocation[]
  createdAt: string
  updatedAt: string
}

export type Staff = {
  id: string
  firstName: string
  lastName: string
  email: string
  role: string
  locale: string
}

export type Shop = {
  id: string
  domain: string
  name: string
  email: string
  phone: string
  owner: string
  address: Address
  currency: string
  timezone: string
  taxesIncluded: boolean
  vatTitle: string
  createdAt: string
  installed: boolean
  /** When shop/redact follows an uninstall, on the shop's clock. */
  redactAt?: string
  /** The declared topics whose subscription is gone; `*` is all of them. */
  stopped?: string[]
  nextOrderNumber: number
  staff: Staff[]
  locations: Location[]
  products: Product[]
  levels: Level[]
  customers: Customer[]
  companies: Company[]
  /** Whether it is on Shopify Plus. */
  plus: boolean
  nextDraftNumber: number
  markets: Market[]
  catalogs: Catalog[]
  priceLists: PriceList[]
  orders: Order[]
  draftOrders: DraftOrder[]
  transfers: Transfer[]
  shipments: InventoryShipment[]
  discounts: AppDiscount[]
  metafields: Metafield[]
  metafieldDefinitions: MetafieldDefinition[]
  translations: Translation[]
  subscriptions: Subscription[]
  bulkOperations: BulkOperation[]
}
