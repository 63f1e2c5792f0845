// Incoming goods: transfers, shipments on the road, and what is received of them.
import { act } from '../../change.ts'
import { receiveShipment, shippableOf, shipTransfer, unreceivedOf } from '../../orders/transfer.ts'
import { itemByItemId } from '../../state/find.ts'
import { gid, idFrom } from '../../state/gid.ts'
import type { InventoryShipment, Transfer } from '../../state/transfer.ts'
import { newId, refusal } from '../../state/world.ts'
import type { On } from '../context.ts'
import { type MetafieldInput, writeMetafields } from '../metafields.ts'
import { sorted } from '../tags.ts'
import { shipmentView, transferView } from '../views/transfer.ts'
import { ok, type Mutation } from './mutation.ts'

type Units = { inventoryItemId: string; quantity: number }
type TransferInput = {
  originLocationId?: string | null
  destinationLocationId?: string | null
  referenceName?: string | null
  note?: string | null
  tags?: string[] | null
  dateCreated?: string | null
  lineItems: Units[]
  metafields?: MetafieldInput[] | null
}

/** Every item once, tracked, and at least one of it. */
function checkUnits(on: On, units: Units[]): { itemId: string; quantity: number }[] {
  const seen = new Set<string>()
  return units.map(({ inventoryItemId, quantity }, n) => {
    const path = ['input', 'lineItems', String(n)]
    const item = itemByItemId(on.shop, idFrom('InventoryItem', inventoryItemId) ?? '')
    if (!item) throw refusal('The inventory item could not be found.', path, 'ITEM_NOT_FOUND')
    const { itemId, tracked } = item.variant
    if (seen.has(itemId)) throw refusal('An item can be listed only once.', path, 'DUPLICATE_ITEM')
    if (!tracked) throw refusal('The item does not track inventory.', path, 'UNTRACKED_ITEM')
    if (quantity < 1) throw refusal('The quantity must be greater than zero.', path, 'INVALID_QUANTITY')
    seen.add(itemId)
    return { itemId, quantity }
  })
}

function locationId(on: On, id: string | null | undefined, field: string): string | null {
  if (!id) return null
  const key = idFrom('Location', id)
  if (!on.shop.locations.some((one) => one.id === key))
    throw refusal('The location could not be found.', ['input', field], 'LOCATION_NOT_FOUND')
  return key ?? null
}

function transferCreate({ input }: { input: TransferInput }, on: On) {
  const originId = locationId(on, input.originLocationId, 'originLocationId')
  const destinationId = locationId(on, input.destinationLocationId, 'destinationLocationId')
  if (originId !== null && originId === destinationId)
    throw refusal(
      'The origin location cannot be the same as the destination location.',
      ['input'],
      'TRANSFER_ORIGIN_CANNOT_BE_THE_SAME_AS_DESTINATION',
    )
  const units = checkUnits(on, input.lineItems)
  const transfer: Transfer = {
    id: newId(on.world, 'InventoryTransfer'),
    name: `#T${String(on.shop.transfers.length + 1).padStart(4, '0')}`,
    status: 'DRAFT',
    originId,
    destinationId,
    referenceName: input.referenceName ?? null,
    note: input.note ?? null,
    tags: sorted(input.tags ?? []),
    lines: units.map((line) => ({ id: newId(on.world, 'InventoryTransferLineItem'), ...line })),
    createdAt: new Date(input.dateCreated ?? on.world.clock.now()).toISOString(),
  }
  on.shop.transfers.push(transfer)
  writeMetafields(
    on,
    (input.metafields ?? []).map((one) => ({ ownerId: gid('InventoryTransfer', transfer.id), input: one })),
  )
  on.world.changed()
  return { id: transfer.id }
}

type ShipmentInput = {
  movementId: string
  barcode?: string | null
  dateCreated?: string | null
  lineItems: Units[]
  trackingInput?: {
    company?: string | null
    trackingNumber?: string | null
    trackingUrl?: string | null
    arrivesAt?: string | null
  } | null
}

function shipmentCreate({ input }: { input: ShipmentInput }, on: On) {
  const { shop, world } = on
  const transfer = shop.transfers.find(({ id }) => id === idFrom('InventoryTransfer', input.movementId))
  if (!transfer)
    throw refusal('The transfer could not be found.', ['input', 'movementId'], 'TRANSFER_NOT_FOUND')
  if (transfer.status === 'TRANSFERRED' || transfer.status === 'CANCELED')
    throw refusal('The transfer is over.', ['input', 'movementId'], 'INVALID_TRANSFER_STATUS')
  if (input.lineItems.length === 0)
    throw refusal('A shipment needs a line item.', ['input', 'lineItems'], 'ITEMS_EMPTY')
  const units = checkUnits(on, input.lineItems)
  units.forEach(({ itemId, quantity }, n) => {
    if (quantity > shippableOf(shop.shipments, transfer, itemId))
      throw refusal(
        'The quantity exceeds what is left to ship of the transfer.',
        ['input', 'lineItems', String(n), 'quantity'],
        'INVALID_QUANTITY',
      )
  })
  const at = world.clock.now().toISOString()
  const tracking = input.trackingInput
  const shipment: InventoryShipment = {
    id: newId(world, 'InventoryShipment'),
    name: `${transfer.name}-S${shop.shipments.filter(({ transferId }) => transferId === transfer.id).length + 1}`,
    transferId: transfer.id,
    status: 'IN_TRANSIT',
    barcode: input.barcode ?? null,
    tracking: tracking
      ? {
          company: tracking.company ?? null,
          number: tracking.trackingNumber ?? null,
          url: tracking.trackingUrl ?? null,
          arrivesAt: tracking.arrivesAt ?? null,
        }
      : null,
    lines: units.map((line) => ({
      id: newId(world, 'InventoryShipmentLineItem'),
      ...line,
      accepted: 0,
      rejected: 0,
    })),
    createdAt: input.dateCreated ?? at,
    shippedAt: at,
    receivedAt: null,
  }
  act(world, shop, (change) => shipTransfer(change, transfer, shipment))
  return { id: shipment.id }
}

type ReceiveArgs = {
  id: string
  dateReceived?: string | null
  bulkReceiveAction?: 'ACCEPTED' | 'REJECTED' | null
  lineItems?: { shipmentLineItemId: string; quantity: number; reason: 'ACCEPTED' | 'REJECTED' }[] | null
}

function receive(args: ReceiveArgs, on: On) {
  const shipment = on.shop.shipments.find(({ id }) => id === idFrom('InventoryShipment', args.id))
  const transfer = on.shop.transfers.find(({ id }) => id === shipment?.transferId)
  if (!shipment || !transfer) throw refusal('The shipment could not be found.', ['id'], 'SHIPMENT_NOT_FOUND')
  if (shipment.status === 'DRAFT' || shipment.status === 'RECEIVED')
    throw refusal('The shipment cannot be received in its status.', ['id'], 'INVALID_SHIPMENT_STATUS')
  const received = args.bulkReceiveAction
    ? shipment.lines.map((line) => ({
        line,
        quantity: unreceivedOf(line),
        accepted: args.bulkReceiveAction === 'ACCEPTED',
      }))
    : (args.lineItems ?? []).map((one, n) => {
        const line = shipment.lines.find(
          ({ id }) => id === idFrom('InventoryShipmentLineItem', one.shipmentLineItemId),
        )
        if (!line)
          throw refusal('The line item could not be found.', ['lineItems', String(n)], 'ITEM_NOT_FOUND')
        return { line, quantity: one.quantity, accepted: one.reason === 'ACCEPTED' }
      })
  const at = new Date(args.dateReceived ?? on.world.clock.now()).toISOString()
  act(on.world, on.shop, (change) => receiveShipment(change, transfer, shipment, received, at))
  return { id: shipment.id }
}

const shipmentAnswer = (on: On, fact: { id: string }) => ({
  ...ok,
  inventoryShipment: shipmentView(
    on,
    on.shop.shipments.find(({ id }) => id === fact.id)!,
  ),
})

export const transferMutations: Record<string, Mutation> = {
  inventoryTransferCreate: {
    run: transferCreate,
    view: (on: On, fact: { id: string }) => ({
      ...ok,
      inventoryTransfer: transferView(
        on,
        on.shop.transfers.find(({ id }) => id === fact.id)!,
      ),
    }),
  },
  inventoryShipmentCreateInTransit: { run: shipmentCreate, view: shipmentAnswer },
  inventoryShipmentReceive: { run: receive, view: shipmentAnswer },
}
