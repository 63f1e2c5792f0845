// Shopify's stock: on hand = available + committed + reserved + damaged + safety stock + quality control.
import type { Change } from './change.ts'
import { levelOf } from './state/find.ts'
import type { OrderLine } from './state/order.ts'
import type { Level, Shop } from './state/shop.ts'

export const QUANTITY_NAMES = [
  'available',
  'committed',
  'damaged',
  'incoming',
  'on_hand',
  'quality_control',
  'reserved',
  'safety_stock',
] as const
export type QuantityName = (typeof QUANTITY_NAMES)[number]

const FIELD = {
  available: 'available',
  committed: 'committed',
  damaged: 'damaged',
  incoming: 'incoming',
  quality_control: 'qualityControl',
  reserved: 'reserved',
  safety_stock: 'safetyStock',
} as const

export const onHand = (level: Level) =>
  level.available +
  level.committed +
  level.reserved +
  level.damaged +
  level.safetyStock +
  level.qualityControl

export const quantityOf = (level: Level, name: QuantityName) =>
  name === 'on_hand' ? onHand(level) : level[FIELD[name]]

/** Adds to one of the quantities that can be written; `on_hand` moves with it, except for incoming. */
export function addTo(
  change: Change,
  level: Level,
  name: Exclude<QuantityName, 'on_hand'>,
  delta: number,
): void {
  level[FIELD[name]] += delta
  change.touchLevel(level)
}

/** The level of an item at a location; an item is stocked at a location from its first movement on. */
export function ensureLevel(shop: Shop, itemId: string, locationId: string, at: string): Level {
  const existing = levelOf(shop, itemId, locationId)
  if (existing) return existing
  const level: Level = {
    itemId,
    locationId,
    available: 0,
    committed: 0,
    reserved: 0,
    damaged: 0,
    safetyStock: 0,
    qualityControl: 0,
    incoming: 0,
    createdAt: at,
    updatedAt: at,
  }
  shop.levels.push(level)
  return level
}

function levelForLine(change: Change, line: OrderLine, locationId: string): Level | undefined {
  if (!line.tracked || line.itemId === null) return undefined
  return ensureLevel(change.shop, line.itemId, locationId, change.at)
}

/** An order takes units: available → committed. Available may become negative (policy CONTINUE). */
export function commit(change: Change, line: OrderLine, locationId: string, quantity: number): void {
  const level = levelForLine(change, line, locationId)
  if (!level || quantity === 0) return
  addTo(change, level, 'available', -quantity)
  addTo(change, level, 'committed', quantity)
}

/** Units leave an order before they were shipped: back to available, or gone from the shelf without restock. */
export function release(
  change: Change,
  line: OrderLine,
  locationId: string,
  quantity: number,
  restock: boolean,
): void {
  const level = levelForLine(change, line, locationId)
  if (!level || quantity === 0) return
  addTo(change, level, 'committed', -quantity)
  if (restock) addTo(change, level, 'available', quantity)
}

/** Units leave the shelf with a fulfillment. */
export function ship(change: Change, line: OrderLine, locationId: string, quantity: number): void {
  const level = levelForLine(change, line, locationId)
  if (level && quantity !== 0) addTo(change, level, 'committed', -quantity)
}

/** A cancelled fulfillment: the units are on the shelf again, still promised to their order. */
export function unship(change: Change, line: OrderLine, locationId: string, quantity: number): void {
  const level = levelForLine(change, line, locationId)
  if (level && quantity !== 0) addTo(change, level, 'committed', quantity)
}

/** Returned units come back to the shelf and are for sale. */
export function restock(change: Change, line: OrderLine, locationId: string, quantity: number): void {
  const level = levelForLine(change, line, locationId)
  if (level && quantity !== 0) addTo(change, level, 'available', quantity)
}
