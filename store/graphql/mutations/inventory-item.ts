// Inventory items: cost, tracking and SKU, and where an item is stocked.
import { act } from '../../change.ts'
import { addTo, ensureLevel } from '../../inventory.ts'
import { itemBody, levelBody } from '../../rest/inventory.ts'
import { itemByItemId, levelOf } from '../../state/find.ts'
import { idFrom } from '../../state/gid.ts'
import { money } from '../../state/money.ts'
import { NotPossible, refusal } from '../../state/world.ts'
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
type Stocked = { itemId: string; locationId: string; refused: { field: string[]; message: string }[] }

const MOST = 1_000_000_000
/** Said beside the level, which stays as it is. */
const ALREADY = {
  available: {
    field: ['available'],
    message: 'Not allowed to set available quantity when the item is already active at the location.',
  },
  onHand: {
    field: ['onHand'],
    message: 'Not allowed to set an on_hand quantity when the item is already active at the location.',
  },
}

/** Stocks an item at a location, with what is there from the beginning. */
function activate(args: ActivateArgs, on: On): Stocked {
  const { shop } = on
  const item = itemByItemId(shop, idFrom('InventoryItem', args.inventoryItemId) ?? '')
  if (!item) throw refusal('The product could not be found.', ['inventoryItemId'])
  const location = shop.locations.find(({ id }) => id === idFrom('Location', args.locationId))
  if (!location) throw refusal("The location couldn't be found.", ['locationId'])
  const { itemId } = item.variant
  const wanted = args.onHand ?? args.available
  const not = (why: string, field: string) =>
    refusal(`The product couldn't be stocked at ${location.name} because ${why}.`, [field])
  if (args.onHand != null && args.available != null) {
    const why = 'not allowed to set available and on_hand quantities at the same time'
    throw new NotPossible('', 400, null, null, [not(why, 'available'), not(why, 'onHand')])
  }
  const field = args.onHand == null ? 'available' : 'onHand'
  if (wanted != null && Math.abs(wanted) > MOST)
    throw not('the quantity needs to be between -1 billion and 1 billion', field)
  const known = levelOf(shop, itemId, location.id)
  if (!known)
    act(on.world, shop, (change) => {
      const level = ensureLevel(shop, itemId, location.id, change.at)
      change.say('inventory_levels/connect', () => levelBody(shop, level))
      if (wanted) addTo(change, level, 'available', wanted)
    })
  return { itemId, locationId: location.id, refused: known && wanted != null ? [ALREADY[field]] : [] }
}

export const inventoryItemMutations: Record<string, Mutation> = {
  inventoryItemUpdate: updateItem,
  inventoryActivate: {
    run: activate,
    view: (on: On, fact: Stocked) => ({
      userErrors: fact.refused,
      inventoryLevel: levelView(on, levelOf(on.shop, fact.itemId, fact.locationId)!),
    }),
  },
}
