import { figures, financialStatus, shippedOf } from '#store/orders/figures.ts'
import { onHand } from '#store/inventory.ts'
import { itemByItemId } from '#store/state/find.ts'
import { gid } from '#store/state/gid.ts'
import type { Order, OrderLine } from '#store/state/order.ts'
import type { Level, Shop } from '#store/state/shop.ts'
import { canonicalJson } from '#app/core/canonical-json.ts'
import type { LineRow, WhatBooksSay } from './what-books-say.ts'

/** Something of which Shopify says one thing and Carnet another. */
export type Difference = { readonly of: string; readonly shopify: string; readonly carnet: string }

/**
 * Compares every order's state, totals, units and routing and every level of the practice store with Carnet's books.
 * What the store's own state means is told here anew, without Carnet's parsers.
 */
export function differences(shop: Shop, books: WhatBooksSay): Difference[] {
  const ids = new Set<string>(shop.orders.map(({ id }) => gid('Order', id)))
  const invented = books.orders.filter(({ id }) => !ids.has(id)).map(({ name }) => name)
  return [
    ...shop.orders.flatMap((order) => inOrder(shop, order, books)),
    ...invented.map((of) => ({ of, shopify: 'no such order', carnet: 'an order' })),
    ...shop.levels.flatMap((level) => inLevel(shop, level, books)),
  ]
}

function inOrder(shop: Shop, order: Order, books: WhatBooksSay): Difference[] {
  const id = gid('Order', order.id)
  const known = books.orders.find((one) => one.id === id)
  if (!known) return [{ of: order.name, shopify: 'an order', carnet: 'no such order' }]
  const { total, currentTotal } = figures(order)
  const { snapshot } = known
  const lines = books.lines.filter((line) => line.order === id)
  const routing = books.routing.filter((one) => one.order === id)
  return [
    ...unlessSame(order.name, {
      shopify: {
        state: stateOf(order),
        total,
        currentTotal,
        paid: financialStatus(order),
        lines: order.lines.length,
      },
      carnet: {
        state: known.state,
        total: BigInt(known.total),
        currentTotal: snapshot.currentTotal,
        paid: snapshot.financialStatus,
        lines: lines.length,
      },
    }),
    ...order.lines.flatMap((line, n) =>
      unlessSame(`${order.name} line ${n}`, {
        shopify: unitsOf(order, line),
        carnet: carnetUnits(lines.find((one) => one.id === gid('LineItem', line.id))),
      }),
    ),
    ...unlessSame(`${order.name} routing`, {
      shopify: inAnyOrder(
        order.fulfillmentOrders.map((one) => ({
          id: gid('FulfillmentOrder', one.id),
          status: one.status.toLowerCase(),
          place: shop.locations.find(({ id }) => id === one.locationId)!.name,
          remaining: inAnyOrder(one.lines.map((part) => [gid('LineItem', part.lineId), part.remaining])),
        })),
      ),
      carnet: inAnyOrder(
        routing.map(({ id, status, place, lines }) => ({
          ...{ id, status, place },
          remaining: inAnyOrder(lines.map((part) => [part.line, part.remaining])),
        })),
      ),
    }),
  ]
}

function stateOf({ cancelledAt, closedAt }: Order): string {
  if (cancelledAt) return 'cancelled'
  return closedAt ? 'closed' : 'open'
}

/** Units as the store counts them; what a cancelled or archived order did not ship is cancelled. */
function unitsOf(order: Order, line: OrderLine) {
  const ordered = line.quantity
  const shipped = shippedOf(order, line.id)
  const removed = order.cancelledAt ? 0 : line.removed
  const cancelled = order.cancelledAt || order.closedAt ? ordered - shipped - removed : 0
  const takenOff = removed + (order.cancelledAt ? cancelled : 0)
  const returned = Math.min(shipped, Math.max(0, line.refunded - takenOff))
  return { ordered, shipped, removed, cancelled, returned, open: ordered - shipped - removed - cancelled }
}

function carnetUnits(line: LineRow | undefined) {
  if (!line) return null
  const { ordered, shipped, removed, cancelled, returned, reserved, claimed, unsourced, unstocked } =
    line.units
  return { ordered, shipped, removed, cancelled, returned, open: reserved + claimed + unsourced + unstocked }
}

function inLevel(shop: Shop, level: Level, books: WhatBooksSay): Difference[] {
  const item = itemByItemId(shop, level.itemId)
  if (!item?.variant.tracked) return []
  const place = shop.locations.find(({ id }) => id === level.locationId)!.name
  const known = books.levels.find((one) => one.place === place && one.sku === item.variant.sku)
  return unlessSame(`${item.variant.sku} in ${place}`, {
    shopify: {
      onHand: onHand(level),
      unavailable: level.reserved + level.damaged + level.safetyStock + level.qualityControl,
    },
    carnet: { onHand: known?.onHand ?? 0, unavailable: known?.unavailable ?? 0 },
  })
}

function unlessSame(of: string, sides: { shopify: unknown; carnet: unknown }): Difference[] {
  const [shopify, carnet] = [canonicalJson(sides.shopify), canonicalJson(sides.carnet)]
  return shopify === carnet ? [] : [{ of, shopify, carnet }]
}

function inAnyOrder(list: readonly unknown[]): string[] {
  return list.map(canonicalJson).sort()
}
