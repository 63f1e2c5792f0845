// The bodies of inventory_transfers/* and inventory_shipments/*: gids throughout.
import { gid } from '../state/gid.ts'
import type { Shop } from '../state/shop.ts'
import type { InventoryShipment, Transfer } from '../state/transfer.ts'
import { time } from './fields.ts'

const place = (id: string | null) => (id === null ? null : { id: gid('Location', id) })

/** inventory_transfers/complete. */
export const transferBody = (shop: Shop, transfer: Transfer, at: string) => ({
  id: gid('InventoryTransfer', transfer.id),
  happened_at: time(shop, at),
  origin: place(transfer.originId),
  destination: place(transfer.destinationId),
  status: transfer.status,
})

/** inventory_shipments/*: no sample of these topics was at hand; their shape follows that of transfers. */
export const shipmentBody = (shipment: InventoryShipment) => ({
  id: gid('InventoryShipment', shipment.id),
  transfer: { id: gid('InventoryTransfer', shipment.transferId) },
  status: shipment.status,
})
