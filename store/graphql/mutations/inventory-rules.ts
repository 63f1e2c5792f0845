// What Shopify asks of whoever writes quantities; the words are those of API 2026-04 and later.
import { quantityOf, type QuantityName } from '../../inventory.ts'
import { itemByItemId, levelOf } from '../../state/find.ts'
import { idFrom } from '../../state/gid.ts'
import type { Level } from '../../state/shop.ts'
import { NotPossible, refusal } from '../../state/world.ts'
import { refuse, type On } from '../context.ts'

const WRITABLE = ['available', 'damaged', 'incoming', 'quality_control', 'reserved', 'safety_stock'] as const
export type Writable = (typeof WRITABLE)[number]
const REASONS = new Set([
  'correction',
  'cycle_count_available',
  'damaged',
  'movement_canceled',
  'movement_created',
  'movement_received',
  'movement_updated',
  'other',
  'promotion',
  'quality_control',
  'received',
  'reservation_created',
  'reservation_deleted',
  'reservation_updated',
  'restock',
  'safety_stock',
  'shrinkage',
])
const MOST = 1_000_000_000

/** `changeFromQuantity` must be sent, even as null; that is seen before anything else, the key included. */
export function checkSent(input: string, values: object[]): void {
  if (values.some((value) => !('changeFromQuantity' in value)))
    throw refuse(
      `${input} must include the following argument: changeFromQuantity.`,
      'INVALID_FIELD_ARGUMENTS',
    )
}

export function writable(name: string, path: string[]): Writable {
  if (!WRITABLE.includes(name as Writable))
    throw refusal(
      `The specified quantity name is invalid. Valid values are: ${WRITABLE.join(', ')}.`,
      path,
      'INVALID_QUANTITY_NAME',
    )
  return name as Writable
}

export function checkReason(reason: string): void {
  if (!REASONS.has(reason))
    throw refusal(
      `The specified reason is invalid. Valid values are: ${[...REASONS].join(', ')}.`,
      ['input', 'reason'],
      'INVALID_REASON',
    )
}

export function checkLedger(name: string, uri: string | null | undefined, path: string[]): void {
  const at = [...path, 'ledgerDocumentUri']
  if (name === 'available') {
    if (uri != null)
      throw refusal(
        'A ledger document URI is not allowed when adjusting available.',
        at,
        'INVALID_AVAILABLE_DOCUMENT',
      )
  } else if (!uri)
    throw refusal(
      'A ledger document URI is required except when adjusting available.',
      at,
      'INVALID_QUANTITY_DOCUMENT',
    )
  else if (uri.startsWith('gid://shopify/'))
    throw refusal(
      'Internal (gid://shopify/) ledger documents are not allowed to be adjusted via API.',
      at,
      'INTERNAL_LEDGER_DOCUMENT',
    )
}

/** One write may name one ledger document. */
export function checkOneLedger(uris: (string | null | undefined)[]): void {
  if (new Set(uris.map((uri) => uri ?? null)).size > 1)
    throw refusal(
      'All changes must have the same ledger document URI or, in the case of adjusting available, no ledger document URI.',
      ['input', 'changes'],
      'MAX_ONE_LEDGER_DOCUMENT',
    )
}

/** An item that is not stocked at a location has no quantities there: `inventoryActivate` comes first. */
export function levelFor(on: On, itemGid: string, locationGid: string, path: string[], place = path): Level {
  const item = itemByItemId(on.shop, idFrom('InventoryItem', itemGid) ?? '')
  const location = on.shop.locations.find(({ id }) => id === idFrom('Location', locationGid))
  const refused = [
    ...(item ? [] : [unknownItem([...path, 'inventoryItemId'])]),
    ...(location ? [] : [unknownLocation([...place, 'locationId'])]),
  ]
  if (!item || !location) throw new NotPossible('', 400, null, null, refused)
  const level = levelOf(on.shop, item.variant.itemId, location.id)
  if (!level)
    throw refusal(
      'The specified inventory item is not stocked at the location.',
      [...place, 'locationId'],
      'ITEM_NOT_STOCKED_AT_LOCATION',
    )
  return level
}

const unknownItem = (path: string[]) =>
  refusal('The specified inventory item could not be found.', path, 'INVALID_INVENTORY_ITEM')
const unknownLocation = (path: string[]) =>
  refusal('The specified location could not be found.', path, 'INVALID_LOCATION')

export function checkFresh(
  level: Level,
  name: QuantityName,
  expected: number | null | undefined,
  path: string[],
): void {
  if (expected != null && quantityOf(level, name) !== expected)
    throw refusal(
      'The changeFromQuantity argument no longer matches the persisted quantity.',
      [...path, 'changeFromQuantity'],
      'CHANGE_FROM_QUANTITY_STALE',
    )
}

/** A billion either way; what is on hand, and what is moved, is no debt. */
export function checkSize(quantity: number, path: string[], negative = true): void {
  if (quantity > MOST)
    throw refusal("The quantity can't be higher than 1,000,000,000.", path, 'INVALID_QUANTITY_TOO_HIGH')
  if (!negative && quantity < 0)
    throw refusal("The quantity can't be negative.", path, 'INVALID_QUANTITY_NEGATIVE')
  if (quantity < -MOST)
    throw refusal("The quantity can't be lower than -1,000,000,000.", path, 'INVALID_QUANTITY_TOO_LOW')
}
