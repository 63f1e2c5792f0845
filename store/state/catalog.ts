// Business-to-business prices: catalogs say who buys by which price list.

export type PriceBreak = { id: string; from: number; price: bigint }
export type QuantityRule = { minimum: number; maximum: number | null; increment: number }

/** A variant in a price list: a fixed price or none, quantity breaks, and how many may be bought at once. */
export type ListedPrice = {
  variantId: string
  price: bigint | null
  compareAt: bigint | null
  breaks: PriceBreak[]
  rule: QuantityRule | null
}

/** A price list: a percentage off every price (less than 0: on top of it), and fixed prices for some. */
export type PriceList = {
  id: string
  name: string
  currency: string
  percentOff: number
  compareAtMode: 'ADJUSTED' | 'NULLIFY'
  prices: ListedPrice[]
}

/** A market of company locations: how a shop below Plus says who a catalog is for. */
export type Market = { id: string; name: string; companyLocationIds: string[] }

export type Catalog = {
  id: string
  title: string
  status: 'ACTIVE' | 'ARCHIVED' | 'DRAFT'
  priceListId: string | null
  /** Either the company locations themselves (Plus), or markets. */
  companyLocationIds: string[]
  marketIds: string[]
}
