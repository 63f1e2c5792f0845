// Control of locations, and of where an item is stocked.
import { z } from 'zod'
import { act, type Change } from '../change.ts'
import { addTo, ensureLevel } from '../inventory.ts'
import { isOpen } from '../orders/fulfillment-order.ts'
import { moveFulfillmentOrder } from '../orders/fulfill.ts'
import { movedBody } from '../rest/fulfillment-order.ts'
import { integer } from '../rest/fields.ts'
import { levelBody } from '../rest/inventory.ts'
import { locationBody } from '../rest/location.ts'
import { addLocation } from '../seed/shop.ts'
import { itemBySku, locationOf } from '../state/find.ts'
import { gid } from '../state/gid.ts'
import type { Level, Location, Shop } from '../state/shop.ts'
import { NotPossible, shopOf, type World } from '../state/world.ts'

const text = z.string().optional()
const placeInput = z.strictObject({ shop: text, location: z.string() })
const closeInput = placeInput.extend({ to: text })
const stockedInput = placeInput.extend({ sku: z.string() })
const openInput = z.strictObject({ shop: text, name: z.string(), city: text })
const renameInput = placeInput.extend({ name: z.string() })

export type PlaceControl = ReturnType<typeof placeControl>

export function placeControl(world: World) {
  const on = <T>(
    raw: { shop?: string | undefined; location: string },
    work: (change: Change, location: Location, shop: Shop) => T,
  ): T => {
    const shop = shopOf(world, raw.shop)
    const location = locationOf(shop, raw.location)
    return act(world, shop, (change) => work(change, location, shop))
  }
  return {
    openLocation(raw: z.input<typeof openInput>) {
      const { name, city, ...input } = openInput.parse(raw)
      const shop = shopOf(world, input.shop)
      return act(world, shop, (change) => {
        const location = addLocation(world, shop, name, change.at, { city: city ?? 'Lyon' })
        change.say('locations/create', () => locationBody(shop, location))
        return rowOf(location)
      })
    },

    renameLocation(raw: z.input<typeof renameInput>) {
      const { name, ...input } = renameInput.parse(raw)
      return on(input, (change, location, shop) => {
        Object.assign(location, { name, updatedAt: change.at })
        change.say('locations/update', () => locationBody(shop, location))
        return rowOf(location)
      })
    },

    /** Closes a location. Its stock and its fulfillment orders go to `to`; without it they have nowhere to go. */
    deactivateLocation(raw: z.input<typeof closeInput>) {
      const { to, ...input } = closeInput.parse(raw)
      return on(input, (change, location, shop) => {
        const next = to === undefined ? null : locationOf(shop, to)
        close(change, location, next)
        for (const level of shop.levels.filter(({ locationId }) => locationId === location.id))
          leave(change, level, next)
        change.say('locations/deactivate', () => locationBody(shop, location))
        return rowOf(location)
      })
    },

    activateLocation(raw: z.input<typeof placeInput>) {
      return on(placeInput.parse(raw), (change, location, shop) => {
        Object.assign(location, { deactivatedAt: null, updatedAt: change.at })
        change.say('locations/activate', () => locationBody(shop, location))
        return rowOf(location)
      })
    },

    /** Only a closed location can be deleted. */
    deleteLocation(raw: z.input<typeof placeInput>) {
      return on(placeInput.parse(raw), (change, location, shop) => {
        if (!location.deactivatedAt) throw new NotPossible('Only a deactivated location can be deleted.')
        shop.locations = shop.locations.filter((one) => one !== location)
        change.say('locations/delete', () => ({ id: integer(location.id) }))
        return rowOf(location)
      })
    },

    /** The item is stocked there no longer, whatever lay there. */
    disconnect(raw: z.input<typeof stockedInput>) {
      const { sku, ...input } = stockedInput.parse(raw)
      return on(input, (change, location, shop) => {
        const item = itemBySku(shop, sku)
        const level = shop.levels.find(
          (one) => one.itemId === item?.variant.itemId && one.locationId === location.id,
        )
        if (!level) throw new NotPossible(`${sku} is not stocked at ${location.name}`, 404)
        leave(change, level, null)
        return rowOf(location)
      })
    },

    connect(raw: z.input<typeof stockedInput>) {
      const { sku, ...input } = stockedInput.parse(raw)
      return on(input, (change, location, shop) => {
        const item = itemBySku(shop, sku)
        if (!item) throw new NotPossible(`no SKU ${sku} in ${shop.domain}`, 404)
        const level = ensureLevel(shop, item.variant.itemId, location.id, change.at)
        change.say('inventory_levels/connect', () => levelBody(shop, level))
        return rowOf(location)
      })
    },
  }
}

function close(change: Change, location: Location, to: Location | null): void {
  const { shop } = change
  if (to) {
    for (const order of shop.orders) {
      for (const one of order.fulfillmentOrders.filter((fo) => isOpen(fo) && fo.locationId === location.id)) {
        const moved = moveFulfillmentOrder(change, order, one, to.id, null)
        change.say('fulfillment_orders/moved', () => movedBody(moved))
      }
      if (order.assignedLocationId === location.id) order.assignedLocationId = to.id
    }
  }
  Object.assign(location, { deactivatedAt: change.at, updatedAt: change.at })
  const next = to ?? shop.locations.find((one) => !one.deactivatedAt)
  if (location.isDefault && next) {
    location.isDefault = false
    next.isDefault = true
  }
}

// What is free goes to the other location; the level is gone, and no update tells it.
function leave(change: Change, level: Level, to: Location | null): void {
  const { shop } = change
  if (to && level.available !== 0)
    addTo(change, ensureLevel(shop, level.itemId, to.id, change.at), 'available', level.available)
  shop.levels = shop.levels.filter((one) => one !== level)
  change.say('inventory_levels/disconnect', () => ({
    inventory_item_id: integer(level.itemId),
    location_id: integer(level.locationId),
  }))
}

const rowOf = (location: Location) => ({
  location: gid('Location', location.id),
  name: location.name,
  active: !location.deactivatedAt,
})
