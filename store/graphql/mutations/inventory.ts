// Writing quantities: adjust, move, set.
import { addTo, onHand, quantityOf } from '../../inventory.ts'
import type { Level } from '../../state/shop.ts'
import { refusal } from '../../state/world.ts'
import type { On } from '../context.ts'
import { group, type GroupFact, groupView } from './adjustment.ts'
import {
  checkFresh,
  checkLedger,
  checkOneLedger,
  checkReason,
  checkSent,
  checkSize,
  levelFor,
  writable,
} from './inventory-rules.ts'
import type { Mutation } from './mutation.ts'

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
  const name = writable(input.name, ['input', 'name'])
  checkReason(input.reason)
  const planned = input.changes.map((one, n) => {
    const path = ['input', 'changes', String(n)]
    checkLedger(name, one.ledgerDocumentUri, path)
    const level = levelFor(on, one.inventoryItemId, one.locationId, path)
    checkFresh(level, name, one.changeFromQuantity, path)
    checkSize(quantityOf(level, name) + one.delta, [...path, 'delta'])
    return { level, one }
  })
  checkOneLedger(input.changes.map(({ ledgerDocumentUri }) => ledgerDocumentUri))
  return group(on, input, (change, record) => {
    for (const { level, one } of planned.filter(({ one: { delta } }) => delta !== 0)) {
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
  checkReason(input.reason)
  const planned = input.changes.map((one, n) => ({
    ...one,
    ...moved(on, one, ['input', 'changes', String(n)]),
  }))
  return group(on, input, (change, record) => {
    for (const { level, quantity, from, to, ends } of planned.filter((one) => one.quantity !== 0)) {
      addTo(change, level, ends.from, -quantity)
      addTo(change, level, ends.to, quantity)
      record(level, ends.from, -quantity, from.ledgerDocumentUri)
      record(level, ends.to, quantity, to.ledgerDocumentUri)
    }
  })
}

function moved(
  on: On,
  { inventoryItemId, quantity, from, to }: MoveInput['changes'][number],
  path: string[],
) {
  if (from.locationId !== to.locationId)
    throw refusal("The quantities can't be moved between different locations.", path, 'DIFFERENT_LOCATIONS')
  if (from.name === to.name)
    throw refusal("The quantity names for each change can't be the same.", path, 'SAME_QUANTITY_NAME')
  checkSize(quantity, [...path, 'quantity'], false)
  const level = levelFor(on, inventoryItemId, from.locationId, path, [...path, 'from'])
  const end = (which: Terminal, at: string[]) => {
    const name = writable(which.name, [...at, 'name'])
    checkLedger(name, which.ledgerDocumentUri, at)
    checkFresh(level, name, which.changeFromQuantity, at)
    return name
  }
  return { level, ends: { from: end(from, [...path, 'from']), to: end(to, [...path, 'to']) } }
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
  const { name } = input
  if (name !== 'available' && name !== 'on_hand')
    throw refusal(
      "The quantity name must be either 'available' or 'on_hand'.",
      ['input', 'name'],
      'INVALID_NAME',
    )
  checkReason(input.reason)
  const seen = new Set<Level>()
  const planned = input.quantities.map((one, n) => {
    const path = ['input', 'quantities', String(n)]
    checkSize(one.quantity, [...path, 'quantity'], name === 'available')
    const level = levelFor(on, one.inventoryItemId, one.locationId, path)
    if (seen.has(level))
      throw refusal(
        'The combination of inventoryItemId and locationId must be unique.',
        path,
        'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR',
      )
    seen.add(level)
    checkFresh(level, name, one.changeFromQuantity, path)
    return { level, delta: one.quantity - (name === 'on_hand' ? onHand(level) : level.available) }
  })
  return group(on, input, (change, record) => {
    for (const { level, delta } of planned.filter((one) => one.delta !== 0)) {
      addTo(change, level, 'available', delta)
      record(level, 'available', delta)
      record(level, 'on_hand', delta)
    }
  })
}

export const inventoryMutations: Record<string, Mutation> = {
  inventoryAdjustQuantities: {
    check: ({ input }: { input: AdjustInput }) => checkSent('InventoryChangeInput', input.changes),
    run: adjust,
    view: groupView,
  },
  inventoryMoveQuantities: {
    check: ({ input }: { input: MoveInput }) =>
      checkSent(
        'InventoryMoveQuantityTerminalInput',
        input.changes.flatMap(({ from, to }) => [from, to]),
      ),
    run: move,
    view: groupView,
  },
  inventorySetQuantities: {
    check: ({ input }: { input: SetInput }) => checkSent('InventoryQuantityInput', input.quantities),
    run: set,
    view: groupView,
  },
}
