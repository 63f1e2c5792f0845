// Writing quantities: adjust, move, set; the rules and messages are those of API 2026-04 and later.
import { act, type Change } from '../../change.ts'
import { addTo, onHand, quantityOf, type QuantityName } from '../../inventory.ts'
import { utc } from '../../state/clock.ts'
import { itemByItemId, levelOf } from '../../state/find.ts'
import { gid, idFrom } from '../../state/gid.ts'
import type { Level } from '../../state/shop.ts'
import { newId, NotPossible } from '../../state/world.ts'
import { refuse, type On, type View } from '../context.ts'
import { itemView } from '../views/product.ts'
import { locationView } from '../views/shop.ts'
import { ok, type Mutation } from './mutation.ts'

const WRITABLE = ['available', 'damaged', 'incoming', 'quality_control', 'reserved', 'safety_stock'] as const
type Writable = (typeof WRITABLE)[number]
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

type ChangeFact = {
  itemId: string
  locationId: string
  name: string
  delta: number
  after: number
  ledger: string | null
}
type GroupFact = { id: string; at: string; reason: string; reference: string | null; changes: ChangeFact[] }

const invalid = (message: string, code: string) => new NotPossible(message, 400, code)

function writable(name: string): Writable {
  if (!WRITABLE.includes(name as Writable))
    throw invalid(
      `The specified quantity name is invalid. Valid values are: ${WRITABLE.join(', ')}.`,
      'INVALID_QUANTITY_NAME',
    )
  return name as Writable
}

function checkReason(reason: string): void {
  if (!REASONS.has(reason))
    throw invalid(
      `The specified reason is invalid. Valid values are: ${[...REASONS].join(', ')}.`,
      'INVALID_REASON',
    )
}

function checkLedger(name: string, uri: string | null | undefined): void {
  if (name === 'available') {
    if (uri != null)
      throw invalid(
        'A ledger document URI is not allowed when adjusting available.',
        'INVALID_AVAILABLE_DOCUMENT',
      )
  } else if (!uri)
    throw invalid(
      `A ledger document URI is required except when adjusting available.`,
      'INVALID_QUANTITY_DOCUMENT',
    )
  else if (uri.startsWith('gid://shopify/'))
    throw invalid(
      'Internal (gid://shopify/) ledger documents are not allowed to be adjusted via API.',
      'INTERNAL_LEDGER_DOCUMENT',
    )
}

/** `changeFromQuantity` must be sent, even as null. */
function checkSent(input: string, value: object): void {
  if (!('changeFromQuantity' in value))
    throw refuse(
      `${input} must include the following argument: changeFromQuantity.`,
      'INVALID_FIELD_ARGUMENTS',
    )
}

/** An item that is not stocked at a location has no quantities there: `inventoryActivate` comes first. */
function levelFor({ shop }: On, itemGid: string, locationGid: string): Level {
  const item = itemByItemId(shop, idFrom('InventoryItem', itemGid) ?? '')
  if (!item) throw invalid('The specified inventory item could not be found.', 'INVALID_INVENTORY_ITEM')
  const location = shop.locations.find(({ id }) => id === idFrom('Location', locationGid))
  if (!location) throw invalid('The specified location could not be found.', 'INVALID_LOCATION')
  const level = levelOf(shop, item.variant.itemId, location.id)
  if (!level)
    throw invalid(
      'The specified inventory item is not stocked at the location.',
      'ITEM_NOT_STOCKED_AT_LOCATION',
    )
  return level
}

function checkFresh(level: Level, name: QuantityName, expected: number | null | undefined): void {
  if (expected != null && quantityOf(level, name) !== expected)
    throw invalid(
      'The specified compare quantity does not match the current quantity.',
      'CHANGE_FROM_QUANTITY_STALE',
    )
}

/** Runs the writes as one action and keeps what they changed. */
function group(
  on: On,
  input: { reason: string; referenceDocumentUri?: string | null },
  write: (
    change: Change,
    record: (level: Level, name: string, delta: number, ledger?: string | null) => void,
  ) => void,
): GroupFact {
  return act(on.world, on.shop, (change) => {
    const changes: ChangeFact[] = []
    write(change, (level, name, delta, ledger = null) =>
      changes.push({
        itemId: level.itemId,
        locationId: level.locationId,
        name,
        delta,
        after: quantityOf(level, name as QuantityName),
        ledger,
      }),
    )
    return {
      id: newId(on.world, 'InventoryAdjustmentGroup'),
      at: change.at,
      reason: input.reason,
      reference: input.referenceDocumentUri ?? null,
      changes,
    }
  })
}

function groupView(on: On, fact: GroupFact): View {
  return {
    ...ok,
    inventoryAdjustmentGroup: {
      __typename: 'InventoryAdjustmentGroup',
      id: gid('InventoryAdjustmentGroup', fact.id),
      createdAt: utc(fact.at),
      reason: fact.reason,
      referenceDocumentUri: fact.reference,
      app: null,
      staffMember: null,
      changes: ({ quantityNames }: { quantityNames?: string[] | null }) =>
        fact.changes
          .filter(({ name }) => !quantityNames || quantityNames.includes(name))
          .map((one) => ({
            name: one.name,
            delta: one.delta,
            quantityAfterChange: one.after,
            ledgerDocumentUri: one.ledger,
            item: () => itemView(on, itemByItemId(on.shop, one.itemId)!),
            location: () =>
              locationView(
                on,
                on.shop.locations.find(({ id }) => id === one.locationId)!,
              ),
          })),
    },
  }
}

type AdjustInput = {
  name: string
  reason: string
  referenceDocumentUri?: string | null
  changes: {
    delta: number
    inventoryItemId: string
    locationId: string
    ledgerDocumentUri?: string | null
    changeFromQuantity?: number | null
  }[]
}

function adjust({ input }: { input: AdjustInput }, on: On): GroupFact {
  for (const one of input.changes) checkSent('InventoryChangeInput', one)
  const name = writable(input.name)
  checkReason(input.reason)
  const planned = input.changes.map((one) => {
    checkLedger(name, one.ledgerDocumentUri)
    const level = levelFor(on, one.inventoryItemId, one.locationId)
    checkFresh(level, name, one.changeFromQuantity)
    if (Math.abs(quantityOf(level, name) + one.delta) > MOST)
      throw invalid("The quantity can't be higher than 1,000,000,000.", 'INVALID_QUANTITY_TOO_HIGH')
    return { level, one }
  })
  return group(on, input, (change, record) => {
    for (const { level, one } of planned) {
      addTo(change, level, name, one.delta)
      record(level, name, one.delta, one.ledgerDocumentUri)
      if (name !== 'incoming') record(level, 'on_hand', one.delta)
    }
  })
}

type Terminal = {
  name: string
  locationId: string
  ledgerDocumentUri?: string | null
  changeFromQuantity?: number | null
}
type MoveInput = {
  reason: string
  referenceDocumentUri: string
  changes: { inventoryItemId: string; quantity: number; from: Terminal; to: Terminal }[]
}

function move({ input }: { input: MoveInput }, on: On): GroupFact {
  for (const { from, to } of input.changes)
    [from, to].forEach((end) => checkSent('InventoryMoveQuantityTerminalInput', end))
  checkReason(input.reason)
  const planned = input.changes.map(({ inventoryItemId, quantity, from, to }) => {
    if (from.locationId !== to.locationId)
      throw invalid("The quantities can't be moved between different locations.", 'DIFFERENT_LOCATIONS')
    if (from.name === to.name)
      throw invalid("The quantity names for each change can't be the same.", 'SAME_QUANTITY_NAME')
    if (quantity < 0) throw invalid("The quantity can't be negative.", 'INVALID_QUANTITY_NEGATIVE')
    const level = levelFor(on, inventoryItemId, from.locationId)
    const ends = { from: writable(from.name), to: writable(to.name) }
    for (const end of [from, to]) {
      checkLedger(end.name, end.ledgerDocumentUri)
      checkFresh(level, end.name as QuantityName, end.changeFromQuantity)
    }
    return { level, quantity, from, to, ends }
  })
  return group(on, input, (change, record) => {
    for (const { level, quantity, from, to, ends } of planned) {
      addTo(change, level, ends.from, -quantity)
      addTo(change, level, ends.to, quantity)
      record(level, ends.from, -quantity, from.ledgerDocumentUri)
      record(level, ends.to, quantity, to.ledgerDocumentUri)
    }
  })
}

type SetInput = {
  name: string
  reason: string
  referenceDocumentUri?: string | null
  quantities: {
    inventoryItemId: string
    locationId: string
    quantity: number
    changeFromQuantity?: number | null
  }[]
}

function set({ input }: { input: SetInput }, on: On): GroupFact {
  for (const one of input.quantities) checkSent('InventoryQuantityInput', one)
  const { name } = input
  if (name !== 'available' && name !== 'on_hand')
    throw invalid("The quantity name must be either 'available' or 'on_hand'.", 'INVALID_NAME')
  checkReason(input.reason)
  const seen = new Set<Level>()
  const planned = input.quantities.map((one) => {
    const level = levelFor(on, one.inventoryItemId, one.locationId)
    if (seen.has(level))
      throw invalid(
        'The combination of inventoryItemId and locationId must be unique.',
        'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR',
      )
    seen.add(level)
    checkFresh(level, name, one.changeFromQuantity)
    if (one.quantity < 0) throw invalid("The quantity can't be negative.", 'INVALID_QUANTITY_NEGATIVE')
    return { level, one }
  })
  return group(on, input, (change, record) => {
    for (const { level, one } of planned) {
      const delta = one.quantity - (name === 'on_hand' ? onHand(level) : level.available)
      addTo(change, level, 'available', delta)
      record(level, 'available', delta)
      record(level, 'on_hand', delta)
    }
  })
}

export const inventoryMutations: Record<string, Mutation> = {
  inventoryAdjustQuantities: { run: adjust, view: groupView },
  inventoryMoveQuantities: { run: move, view: groupView },
  inventorySetQuantities: { run: set, view: groupView },
}
