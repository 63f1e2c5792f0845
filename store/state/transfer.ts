// Goods on their way to a location: a transfer says what is to come, its shipments what is on the road.

export type TransferLine = { id: string; itemId: string; quantity: number }
export type Transfer = {
  id: string
  name: string
  status: 'DRAFT' | 'READY_TO_SHIP' | 'IN_PROGRESS' | 'TRANSFERRED' | 'CANCELED'
  originId: string | null
  destinationId: string | null
  referenceName: string | null
  note: string | null
  tags: string[]
  lines: TransferLine[]
  createdAt: string
}

export type ShipmentLine = {
  id: string
  itemId: string
  quantity: number
  accepted: number
  rejected: number
}
export type InventoryShipment = {
  id: string
  name: string
  transferId: string
  status: 'DRAFT' | 'IN_TRANSIT' | 'PARTIALLY_RECEIVED' | 'RECEIVED'
  barcode: string | null
  tracking: {
    company: string | null
    number: string | null
    url: string | null
    arrivesAt: string | null
  } | null
  lines: ShipmentLine[]
  createdAt: string
  shippedAt: string | null
  receivedAt: string | null
}
