import { breaksFor, priceFor, ruleFor } from '../../pricing.ts'
import { onHand, QUANTITY_NAMES, quantityOf, type QuantityName } from '../../inventory.ts'
import { levelGid, totalAvailable } from '../../rest/inventory.ts'
import { utc } from '../../state/clock.ts'
import { companyLocation, type Item, itemByItemId, items, levelOf } from '../../state/find.ts'
import { gid, idFrom } from '../../state/gid.ts'
import { amount } from '../../state/money.ts'
import type { Level, Product } from '../../state/shop.ts'
import { connection, count, type PageArgs } from '../connection.ts'
import { refuse, type On, type View } from '../context.ts'
import { breakView, ruleView } from './catalog.ts'
import { metafieldsOf } from './metafield.ts'
import { moneyV2 } from './money.ts'
import { locationView } from './shop.ts'

export function productView(on: On, product: Product): View {
  const id = gid('Product', product.id)
  const prices = product.variants.map(({ price }) => price).sort((a, b) => (a < b ? -1 : 1))
  return {
    __typename: 'Product',
    id,
    legacyResourceId: product.id,
    title: product.title,
    handle: product.handle,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    status: product.status,
    isGiftCard: product.giftCard,
    description: '',
    descriptionHtml: '',
    category: null,
    featuredMedia: null,
    featuredImage: null,
    onlineStoreUrl: null,
    onlineStorePreviewUrl: null,
    templateSuffix: null,
    createdAt: utc(product.createdAt),
    updatedAt: utc(product.updatedAt),
    publishedAt: utc(product.createdAt),
    hasOnlyDefaultVariant: product.optionName === null,
    tracksInventory: product.variants.some(({ tracked }) => tracked),
    totalInventory: () =>
      product.variants.reduce((total, variant) => total + totalAvailable(on.shop, variant), 0),
    variantsCount: count(product.variants.length),
    priceRangeV2: {
      minVariantPrice: moneyV2(on, prices[0] ?? 0n),
      maxVariantPrice: moneyV2(on, prices.at(-1) ?? 0n),
    },
    options: [
      {
        id: gid('ProductOption', product.id),
        name: product.optionName ?? 'Title',
        position: 1,
        values: product.variants.map(({ title }) => title),
      },
    ],
    variants: (args: PageArgs) =>
      connection(args, product.variants, (variant) => variantView(on, { product, variant })),
    collections: (args: PageArgs) => connection(args, [], () => ({})),
    ...metafieldsOf(on, id),
  }
}

export function variantView(on: On, item: Item): View {
  const { product, variant } = item
  const id = gid('ProductVariant', variant.id)
  return {
    __typename: 'ProductVariant',
    id,
    legacyResourceId: variant.id,
    title: variant.title,
    sku: variant.sku,
    barcode: variant.barcode,
    displayName: variant.option ? `${product.title} - ${variant.title}` : `${product.title} - Default Title`,
    price: amount(variant.price, on.shop.currency),
    compareAtPrice: null,
    taxable: variant.taxable,
    taxCode: null,
    inventoryPolicy: variant.inventoryPolicy,
    inventoryQuantity: () => totalAvailable(on.shop, variant),
    sellableOnlineQuantity: () => totalAvailable(on.shop, variant),
    availableForSale: () =>
      variant.inventoryPolicy === 'CONTINUE' || !variant.tracked || totalAvailable(on.shop, variant) > 0,
    position: product.variants.indexOf(variant) + 1,
    requiresComponents: false,
    image: null,
    unitPrice: null,
    createdAt: utc(variant.createdAt),
    updatedAt: utc(variant.updatedAt),
    selectedOptions: [
      {
        name: product.optionName ?? 'Title',
        value: variant.title,
        optionValue: () => ({
          id: gid('ProductOptionValue', variant.id),
          name: variant.title,
          translations: [],
        }),
      },
    ],
    product: () => productView(on, product),
    inventoryItem: () => itemView(on, item),
    contextualPricing: ({ context }: { context: { companyLocationId?: string | null } }) =>
      contextualPricing(on, item, context),
    ...metafieldsOf(on, id),
  }
}

function contextualPricing(on: On, item: Item, context: { companyLocationId?: string | null }): View {
  const { variant } = item
  const location =
    companyLocation(on.shop, idFrom('CompanyLocation', context.companyLocationId) ?? null)?.location ?? null
  return {
    price: moneyV2(on, priceFor(on.shop, location, variant, 1)),
    compareAtPrice: null,
    unitPrice: null,
    quantityRule: ruleView(on, item, ruleFor(on.shop, location, variant)),
    quantityPriceBreaks: (args: PageArgs) =>
      connection(args, breaksFor(on.shop, location, variant), (one) => breakView(on, item, one)),
  }
}

export function itemView(on: On, { product, variant }: Item): View {
  const levels = () => on.shop.levels.filter(({ itemId }) => itemId === variant.itemId)
  return {
    __typename: 'InventoryItem',
    id: gid('InventoryItem', variant.itemId),
    legacyResourceId: variant.itemId,
    sku: variant.sku,
    tracked: variant.tracked,
    trackedEditable: { locked: false, reason: null },
    requiresShipping: variant.requiresShipping,
    unitCost: variant.cost === null ? null : moneyV2(on, variant.cost),
    measurement: {
      id: gid('InventoryItemMeasurement', variant.itemId),
      weight: { value: variant.grams / 1000, unit: 'KILOGRAMS' },
    },
    harmonizedSystemCode: null,
    countryCodeOfOrigin: null,
    provinceCodeOfOrigin: null,
    inventoryHistoryUrl: null,
    duplicateSkuCount: () => items(on.shop).filter((other) => other.variant.sku === variant.sku).length - 1,
    createdAt: utc(variant.createdAt),
    updatedAt: utc(variant.updatedAt),
    locationsCount: () => count(levels().length),
    variant: () => variantView(on, { product, variant }),
    variants: (args: PageArgs) => connection(args, [variant], () => variantView(on, { product, variant })),
    inventoryLevel: ({ locationId }: { locationId: string }) => {
      const level = levelOf(on.shop, variant.itemId, idFrom('Location', locationId) ?? '')
      return level ? levelView(on, level) : null
    },
    inventoryLevels: (args: PageArgs) => connection(args, levels(), (level) => levelView(on, level)),
  }
}

export function levelView(on: On, level: Level): View {
  return {
    __typename: 'InventoryLevel',
    id: levelGid(level),
    isActive: true,
    canDeactivate: onHand(level) === 0,
    deactivationAlert: null,
    createdAt: utc(level.createdAt),
    updatedAt: utc(level.updatedAt),
    item: () => itemView(on, itemByItemId(on.shop, level.itemId)!),
    location: () =>
      locationView(
        on,
        on.shop.locations.find(({ id }) => id === level.locationId)!,
      ),
    quantities: ({ names }: { names: string[] }) =>
      names.map((name) => {
        if (!QUANTITY_NAMES.includes(name as QuantityName))
          throw refuse(`The quantity name ${name} is invalid.`)
        return {
          id: `${gid('InventoryQuantity', level.locationId)}?inventory_item_id=${level.itemId}&name=${name}`,
          name,
          quantity: quantityOf(level, name as QuantityName),
          // Shopify dates what was written, and no sum.
          updatedAt:
            name === 'available' || (name !== 'on_hand' && quantityOf(level, name as QuantityName) !== 0)
              ? utc(level.updatedAt)
              : null,
        }
      }),
  }
}
