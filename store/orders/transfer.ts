// Goods on their way: a transfer, its shipments, and what arrives of them.
import type { Change } from '../change.ts'
import { addTo, ensureLevel } from '../inventory.ts'
import { shipmentBody, transferBody } from '../rest/transfer.ts'
import type { InventoryShipment, ShipmentLine, Transfer } from '../state/transfer.ts'
import { refusal } from '../state/world.ts'

/** Units of an item of a transfer that are on no shipment yet. */
export const shippableOf = (shipments: InventoryShipment[], transfer: Transfer, itemId: string): number =>
  (transfer.lines.find((line) => line.itemId === itemId)?.quantity ?? 0) -
  shipments
    .filter(({ transferId }) => transferId === transfer.id)
    .flatMap(({ lines }) => lines)
    .filter((line) => line.itemId === itemId)
    .reduce((total, { quantity }) => total + quantity, 0)

export const unreceivedOf = ({ quantity, accepted, rejected }: ShipmentLine) => quantity - accepted - rejected

const add = (change: Change, name: 'incoming' | 'available', itemId: string, at: string, delta: number) =>
  addTo(change, ensureLevel(change.shop, itemId, at, change.at), name, delta)

/** A shipment leaves: it leaves the origin's shelf, and its units are incoming where they go to. */
export function shipTransfer(change: Change, transfer: Transfer, shipment: InventoryShipment): void {
  for (const { itemId, quantity } of shipment.lines) {
    if (transfer.originId) add(change, 'available', itemId, transfer.originId, -quantity)
    if (transfer.destinationId) add(change, 'incoming', itemId, transfer.destinationId, quantity)
  }
  transfer.status = 'IN_PROGRESS'
  change.shop.shipments.push(shipment)
  change.say('inventory_shipments/create', () => shipmentBody(shipment))
  change.say('inventory_shipments/mark_in_transit', () => shipmentBody(shipment))
}

export type Received = { line: ShipmentLine; quantity: number; accepted: boolean }

/** Units arrive: accepted ones are for sale, rejected ones are not coming any more. */
export function receiveShipment(
  change: Change,
  transfer: Transfer,
  shipment: InventoryShipment,
  received: Received[],
  at: string,
): void {
  for (const [line, parts] of Map.groupBy(received, (one) => one.line)) {
    const units = parts.reduce((total, { quantity }) => total + quantity, 0)
    if (parts.some(({ quantity }) => quantity < 0) || units > unreceivedOf(line))
      throw refusal('Quantity exceeds what is still to be received.', ['lineItems'], 'INVALID_QUANTITY')
  }
  for (const { line, quantity, accepted } of received) {
    line[accepted ? 'accepted' : 'rejected'] += quantity
    if (!transfer.destinationId) continue
    add(change, 'incoming', line.itemId, transfer.destinationId, -quantity)
    if (accepted) add(change, 'available', line.itemId, transfer.destinationId, quantity)
  }
  shipment.receivedAt = at
  shipment.status = shipment.lines.every((line) => unreceivedOf(line) === 0)
    ? 'RECEIVED'
    : 'PARTIALLY_RECEIVED'
  change.say('inventory_shipments/receive_items', () => shipmentBody(shipment))
  const all = change.shop.shipments.filter(({ transferId }) => transferId === transfer.id)
  const allShipped = transfer.lines.every(({ itemId }) => shippableOf(all, transfer, itemId) === 0)
  if (!allShipped || all.some(({ status }) => status !== 'RECEIVED')) return
  transfer.status = 'TRANSFERRED'
  change.say('inventory_transfers/complete', () => transferBody(change.shop, transfer, change.at))
}
