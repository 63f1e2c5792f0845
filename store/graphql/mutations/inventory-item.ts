// Inventory items: cost, tracking and SKU, and where an item is stocked.
import { act } from '../../change.ts'
import { addTo, ensureLevel } from '../../inventory.ts'
import { itemBody, levelBody } from '../../rest/inventory.ts'
import { itemByItemId, levelOf } from '../../state/find.ts'
import { idFrom } from '../../state/gid.ts'
import { money } from '../../state/money.ts'
import { refusal } from '../../state/world.ts'
import type { On, View } from '../context.ts'
import { itemView, levelView } from '../views/product.ts'
import { ok, type Mutation } from './mutation.ts'

type ItemInput = {
  cost?: string | number | null
  tracked?: boolean | null
  sku?: string | null
  requiresShipping?: boolean | null
}

/** inventoryItemUpdate. */
function updateItem({ id, input }: { id: string; input: ItemInput }, on: On): View {
  const item = itemByItemId(on.shop, idFrom('InventoryItem', id) ?? '')
  if (!item) throw refusal("The product couldn't be updated because it does not exist.", ['id'])
  act(on.world, on.shop, (change) => {
    const { variant } = item
    if (input.cost !== undefined)
      variant.cost = input.cost === null ? null : money(String(input.cost), on.shop.currency)
    if (input.tracked != null) variant.tracked = input.tracked
    if (input.sku !== undefined) variant.sku = input.sku
    if (input.requiresShipping != null) variant.requiresShipping = input.requiresShipping
    variant.updatedAt = change.at
    change.say('inventory_items/update', () => itemBody(on.shop, variant))
  })
  return { ...ok, inventoryItem: itemView(on, item) }
}

type ActivateArgs = {
  inventoryItemId: string
  locationId: string
  available?: number | null
  onHand?: number | null
}
type Stocked = { itemId: string; locationId: string }

/** Stocks an item at a location, with what is there from the beginning. */
function activate(args: ActivateArgs, on: On): Stocked {
  const { shop } = on
  const item = itemByItemId(shop, idFrom('InventoryItem', args.inventoryItemId) ?? '')
  if (!item) throw refusal('The product could not be found.', ['inventoryItemId'])
  const location = shop.locations.find(({ id }) => id === idFrom('Location', args.locationId))
  if (!location) throw refusal("The location couldn't be found.", ['locationId'])
  const { itemId } = item.variant
  const wanted = args.onHand ?? args.available
  if (args.onHand != null && args.available != null)
    throw refusal('Not allowed to set both on_hand and available quantities.', ['available'])
  const known = levelOf(shop, itemId, location.id)
  if (known && wanted != null)
    throw refusal('Not allowed to set available quantity when the item is already active at the location.', [
      'available',
    ])
  if (!known)
    act(on.world, shop, (change) => {
      const level = ensureLevel(shop, itemId, location.id, change.at)
      change.say('inventory_levels/connect', () => levelBody(shop, level))
      if (wanted) addTo(change, level, 'available', wanted)
    })
  return { itemId, locationId: location.id }
}

export const inventoryItemMutations: Record<string, Mutation> = {
  inventoryItemUpdate: updateItem,
  inventoryActivate: {
    run: activate,
    view: (on: On, fact: Stocked) => ({
      ...ok,
      inventoryLevel: levelView(on, levelOf(on.shop, fact.itemId, fact.locationId)!),
    }),
  },
}
