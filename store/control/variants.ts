// Control of what becomes of variants: changed, given another inventory item, deleted.
import { z } from 'zod'
import { act, type Change } from '../change.ts'
import { itemBody, productBody } from '../rest/inventory.ts'
import { integer } from '../rest/fields.ts'
import { itemBySku, type Item } from '../state/find.ts'
import { gid } from '../state/gid.ts'
import { money } from '../state/money.ts'
import type { Shop, Variant } from '../state/shop.ts'
import { newId, NotPossible, shopOf, type World } from '../state/world.ts'

const text = z.string().optional()
const skuInput = z.strictObject({ shop: text, sku: z.string() })
export const variantInput = skuInput.extend({
  /** The SKU it gets; null = none. */
  newSku: z.string().nullish(),
  title: text,
  price: text,
  cost: z.string().nullish(),
  barcode: z.string().nullish(),
  tracked: z.boolean().optional(),
  requiresShipping: z.boolean().optional(),
})

export type VariantControl = ReturnType<typeof variantControl>

export function variantControl(world: World) {
  const on = <T>(raw: z.input<typeof skuInput>, work: (change: Change, item: Item, shop: Shop) => T): T => {
    const shop = shopOf(world, raw.shop)
    const item = itemBySku(shop, raw.sku)
    if (!item) throw new NotPossible(`no SKU ${raw.sku} in ${shop.domain}`, 404)
    return act(world, shop, (change) => work(change, item, shop))
  }
  return {
    /** Changes a variant; what its inventory item tells is told as such too. */
    changeVariant(raw: z.input<typeof variantInput>) {
      const { newSku, title, price, cost, ...input } = variantInput.parse(raw)
      return on({ shop: input.shop, sku: input.sku }, (change, { product, variant }, shop) => {
        if (newSku !== undefined) variant.sku = newSku
        if (title !== undefined) product.title = title
        if (price !== undefined) variant.price = money(price, shop.currency)
        if (cost !== undefined) variant.cost = cost === null ? null : money(cost, shop.currency)
        if (input.barcode !== undefined) variant.barcode = input.barcode
        if (input.tracked !== undefined) variant.tracked = input.tracked
        if (input.requiresShipping !== undefined) variant.requiresShipping = input.requiresShipping
        product.updatedAt = variant.updatedAt = change.at
        change.say('products/update', () => productBody(shop, product))
        change.say('inventory_items/update', () => itemBody(shop, variant))
        return idsOf({ product, variant })
      })
    },

    /** Gives a variant another inventory item: its stock goes with it, what orders took keeps the old one's name. */
    moveToNewItem(raw: z.input<typeof skuInput>) {
      return on(skuInput.parse(raw), (change, { product, variant }, shop) => {
        const before = { ...variant }
        variant.itemId = newId(world, 'InventoryItem')
        for (const level of shop.levels) if (level.itemId === before.itemId) level.itemId = variant.itemId
        for (const line of shop.orders.flatMap(({ lines }) => lines))
          if (line.itemId === before.itemId) line.itemId = variant.itemId
        product.updatedAt = variant.updatedAt = change.at
        change.say('inventory_items/create', () => itemBody(shop, variant))
        change.say('products/update', () => productBody(shop, product))
        change.say('inventory_items/delete', () => deletedItem(before))
        return idsOf({ product, variant })
      })
    },

    /** Deletes a variant, and its product when it has no other. Orders keep their lines, which name no variant any more. */
    deleteVariant(raw: z.input<typeof skuInput>) {
      return on(skuInput.parse(raw), (change, { product, variant }, shop) => {
        product.variants = product.variants.filter((one) => one !== variant)
        shop.levels = shop.levels.filter(({ itemId }) => itemId !== variant.itemId)
        for (const line of shop.orders.flatMap(({ lines }) => lines))
          if (line.variantId === variant.id) {
            Object.assign(line, { variantId: null, itemId: null })
            if (product.variants.length === 0) line.productId = null
          }
        change.say('inventory_items/delete', () => deletedItem(variant))
        product.updatedAt = change.at
        if (product.variants.length > 0) change.say('products/update', () => productBody(shop, product))
        else {
          shop.products = shop.products.filter((one) => one !== product)
          change.say('products/delete', () => ({ id: integer(product.id) }))
        }
        return idsOf({ product, variant })
      })
    },
  }
}

const deletedItem = ({ itemId }: Variant) => ({
  id: integer(itemId),
  admin_graphql_api_id: gid('InventoryItem', itemId),
})

const idsOf = ({ product, variant }: Item) => ({
  product: gid('Product', product.id),
  variant: gid('ProductVariant', variant.id),
  inventoryItem: gid('InventoryItem', variant.itemId),
  title: product.title,
  sku: variant.sku,
})
