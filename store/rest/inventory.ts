import { gid } from '../state/gid.ts'
import { amount } from '../state/money.ts'
import type { Level, Product, Shop, Variant } from '../state/shop.ts'
import { integer, time } from './fields.ts'

/** The gid of a level: its location, with the item as a parameter. */
export const levelGid = (level: Level) =>
  `${gid('InventoryLevel', level.locationId)}?inventory_item_id=${level.itemId}`

/** The body of inventory_levels/update: only what is available, on hand and the rest are not in it. */
export const levelBody = (shop: Shop, level: Level) => ({
  inventory_item_id: integer(level.itemId),
  location_id: integer(level.locationId),
  available: level.available,
  updated_at: time(shop, level.updatedAt),
  admin_graphql_api_id: levelGid(level),
})

export const itemBody = (shop: Shop, variant: Variant) => ({
  id: integer(variant.itemId),
  sku: variant.sku,
  created_at: time(shop, variant.createdAt),
  updated_at: time(shop, variant.updatedAt),
  requires_shipping: variant.requiresShipping,
  cost: variant.cost === null ? null : amount(variant.cost, shop.currency),
  country_code_of_origin: null,
  province_code_of_origin: null,
  harmonized_system_code: null,
  tracked: variant.tracked,
  country_harmonized_system_codes: [],
  weight_value: variant.grams / 1000,
  weight_unit: 'kg',
  admin_graphql_api_id: gid('InventoryItem', variant.itemId),
})

export const totalAvailable = (shop: Shop, variant: Variant) =>
  shop.levels
    .filter(({ itemId }) => itemId === variant.itemId)
    .reduce((total, { available }) => total + available, 0)

export const productBody = (shop: Shop, product: Product) => ({
  admin_graphql_api_id: gid('Product', product.id),
  body_html: '',
  created_at: time(shop, product.createdAt),
  handle: product.handle,
  id: integer(product.id),
  product_type: product.productType,
  published_at: time(shop, product.createdAt),
  template_suffix: null,
  title: product.title,
  updated_at: time(shop, product.updatedAt),
  vendor: product.vendor,
  status: product.status.toLowerCase(),
  published_scope: 'global',
  tags: product.tags.join(', '),
  variants: product.variants.map((variant, index) => ({
    admin_graphql_api_id: gid('ProductVariant', variant.id),
    barcode: variant.barcode,
    compare_at_price: null,
    created_at: time(shop, variant.createdAt),
    id: integer(variant.id),
    inventory_policy: variant.inventoryPolicy.toLowerCase(),
    position: index + 1,
    price: amount(variant.price, shop.currency),
    product_id: integer(product.id),
    sku: variant.sku,
    taxable: variant.taxable,
    title: variant.title,
    updated_at: time(shop, variant.updatedAt),
    option1: variant.title,
    option2: null,
    option3: null,
    image_id: null,
    inventory_item_id: integer(variant.itemId),
    inventory_quantity: totalAvailable(shop, variant),
    old_inventory_quantity: totalAvailable(shop, variant),
  })),
  options: [],
  images: [],
  image: null,
  media: [],
  variant_gids: product.variants.map((variant) => ({
    admin_graphql_api_id: gid('ProductVariant', variant.id),
    updated_at: variant.updatedAt,
  })),
  has_variants_that_requires_components: false,
  category: null,
})
