import { z } from 'zod'
import { parseMinor } from '../core/money.ts'

/** A variant as the catalog keeps it. Money in minor units of the shop's currency. */
export type CatalogVariant = {
  readonly id: string
  readonly product: string
  readonly item: string
  readonly title: string
  readonly sku: string | null
  readonly barcode: string | null
  readonly tracked: boolean
  readonly requiresShipping: boolean
  readonly price: bigint
  readonly unitCost: bigint | null
}

const Told = z.object({
  id: z.string(),
  title: z.string().nullish(),
  sku: z.string().nullish(),
  barcode: z.string().nullish(),
  price: z.string(),
  product: z.object({ id: z.string(), title: z.string() }),
  inventoryItem: z.object({
    id: z.string(),
    tracked: z.boolean(),
    requiresShipping: z.boolean(),
    unitCost: z.object({ amount: z.string(), currencyCode: z.string() }).nullish(),
  }),
})

// What Shopify calls the one variant of a product without options.
const NO_OPTIONS = 'Default Title'

/** Reads a variant as GraphQL answers it; null when it is none. A cost in another currency is left out. */
export function parseVariant(answer: unknown, currency: string): CatalogVariant | null {
  const read = Told.safeParse(answer)
  if (!read.success) return null
  const { id, title, sku, barcode, price, product, inventoryItem: item } = read.data
  const cost = item.unitCost?.currencyCode === currency ? parseMinor(item.unitCost.amount, currency) : null
  return {
    id,
    product: product.id,
    item: item.id,
    title: title && title !== NO_OPTIONS ? `${product.title} · ${title}` : product.title,
    sku: sku?.trim() || null,
    barcode: barcode?.trim() || null,
    tracked: item.tracked,
    requiresShipping: item.requiresShipping,
    price: parseMinor(price, currency) ?? 0n,
    unitCost: cost,
  }
}
