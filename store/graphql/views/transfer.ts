import { shippableOf, unreceivedOf } from '../../orders/transfer.ts'
import { utc } from '../../state/clock.ts'
import { itemByItemId } from '../../state/find.ts'
import { gid } from '../../state/gid.ts'
import type { InventoryShipment, Transfer } from '../../state/transfer.ts'
import { connection, count, type PageArgs } from '../connection.ts'
import type { On, View } from '../context.ts'
import { metafieldsOf } from './metafield.ts'
import { itemView } from './product.ts'
import { locationView } from './shop.ts'

const maybe = (at: string | null) => (at === null ? null : utc(at))
const total = <T>(list: T[], of: (one: T) => number) => list.reduce((sum, one) => sum + of(one), 0)

function itemOf(on: On, itemId: string): View | null {
  const item = itemByItemId(on.shop, itemId)
  return item ? itemView(on, item) : null
}

function snapshot(on: On, id: string | null, at: string): View | null {
  const location = on.shop.locations.find((one) => one.id === id)
  if (!location) return null
  const view = locationView(on, location)
  return { name: location.name, address: view.address, location: view, snapshottedAt: utc(at) }
}

export function transferView(on: On, transfer: Transfer): View {
  const shipments = on.shop.shipments.filter(({ transferId }) => transferId === transfer.id)
  const id = gid('InventoryTransfer', transfer.id)
  return {
    __typename: 'InventoryTransfer',
    id,
    name: transfer.name,
    status: transfer.status,
    referenceName: transfer.referenceName,
    note: transfer.note,
    tags: transfer.tags,
    dateCreated: utc(transfer.createdAt),
    hasTimelineComment: false,
    origin: snapshot(on, transfer.originId, transfer.createdAt),
    destination: snapshot(on, transfer.destinationId, transfer.createdAt),
    totalQuantity: total(transfer.lines, ({ quantity }) => quantity),
    receivedQuantity: total(
      shipments.flatMap(({ lines }) => lines),
      ({ accepted, rejected }) => accepted + rejected,
    ),
    lineItemsCount: count(transfer.lines.length),
    lineItems: (args: PageArgs) =>
      connection(args, transfer.lines, (line) => {
        const shippable = shippableOf(shipments, transfer, line.itemId)
        return {
          __typename: 'InventoryTransferLineItem',
          id: gid('InventoryTransferLineItem', line.id),
          inventoryItem: () => itemOf(on, line.itemId),
          title: itemByItemId(on.shop, line.itemId)?.product.title ?? null,
          totalQuantity: line.quantity,
          processableQuantity: shippable,
          shippableQuantity: shippable,
          shippedQuantity: line.quantity - shippable,
          pickedForShipmentQuantity: 0,
        }
      }),
    shipments: (args: PageArgs) => connection(args, shipments, (one) => shipmentView(on, one)),
    ...metafieldsOf(on, id),
  }
}

export function shipmentView(on: On, shipment: InventoryShipment): View {
  const { lines, tracking } = shipment
  return {
    __typename: 'InventoryShipment',
    id: gid('InventoryShipment', shipment.id),
    name: shipment.name,
    status: shipment.status,
    barcode: shipment.barcode,
    dateCreated: utc(shipment.createdAt),
    dateShipped: maybe(shipment.shippedAt),
    dateReceived: maybe(shipment.receivedAt),
    tracking: tracking && {
      company: tracking.company,
      trackingNumber: tracking.number,
      trackingUrl: tracking.url,
      arrivesAt: maybe(tracking.arrivesAt),
    },
    lineItemTotalQuantity: total(lines, ({ quantity }) => quantity),
    totalAcceptedQuantity: total(lines, ({ accepted }) => accepted),
    totalRejectedQuantity: total(lines, ({ rejected }) => rejected),
    totalReceivedQuantity: total(lines, ({ accepted, rejected }) => accepted + rejected),
    lineItemsCount: count(lines.length),
    lineItems: (args: PageArgs) =>
      connection(args, lines, (line) => ({
        __typename: 'InventoryShipmentLineItem',
        id: gid('InventoryShipmentLineItem', line.id),
        inventoryItem: () => itemOf(on, line.itemId),
        quantity: line.quantity,
        acceptedQuantity: line.accepted,
        rejectedQuantity: line.rejected,
        unreceivedQuantity: unreceivedOf(line),
      })),
  }
}
