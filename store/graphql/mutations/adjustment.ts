// What one write of quantities changed, and how Shopify answers it.
import { act, type Change } from '../../change.ts'
import type { QuantityName } from '../../inventory.ts'
import { utc } from '../../state/clock.ts'
import { itemByItemId } from '../../state/find.ts'
import { gid } from '../../state/gid.ts'
import type { Level } from '../../state/shop.ts'
import { newId } from '../../state/world.ts'
import type { On, View } from '../context.ts'
import { itemView } from '../views/product.ts'
import { locationView } from '../views/shop.ts'
import { ok } from './mutation.ts'

type ChangeFact = { itemId: string; locationId: string; name: string; delta: number; ledger: string | null }
export type GroupFact = {
  id: string
  at: string
  reason: string
  reference: string | null
  changes: ChangeFact[]
}

type Recorder = (level: Level, name: QuantityName, delta: number, ledger?: string | null) => void

/** Runs the writes as one action and keeps what they changed. */
export function group(
  on: On,
  input: { reason: string; referenceDocumentUri?: string | null },
  write: (change: Change, record: Recorder) => void,
): GroupFact {
  return act(on.world, on.shop, (change) => {
    const changes: ChangeFact[] = []
    write(change, ({ itemId, locationId }, name, delta, ledger = null) => {
      if (delta !== 0) changes.push({ itemId, locationId, name, delta, ledger })
    })
    return {
      id: newId(on.world, 'InventoryAdjustmentGroup'),
      at: change.at,
      reason: input.reason,
      reference: input.referenceDocumentUri ?? null,
      changes,
    }
  })
}

/** A write that changed nothing has no group and no error. */
export const groupView = (on: On, fact: GroupFact): View => ({
  ...ok,
  inventoryAdjustmentGroup: fact.changes.length > 0 ? changedView(on, fact) : null,
})

const changedView = (on: On, fact: GroupFact): View => ({
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
        // Never told, however the quantity was written.
        quantityAfterChange: null,
        ledgerDocumentUri: one.ledger,
        item: () => itemView(on, itemByItemId(on.shop, one.itemId)!),
        location: () =>
          locationView(
            on,
            on.shop.locations.find(({ id }) => id === one.locationId)!,
          ),
      })),
})
