import type { Tx } from '#app/db.server.ts'
import type { Gid } from '#app/core/gid.ts'
import type { LocationId } from './books.ts'
import type { OurShipment } from './shipments-matched.ts'

type ShipmentRow = {
  id: string
  orderId: string
  told: OurShipment['told']
  fulfillment: string | null
  location: LocationId
  lines: { lineId: string; item: string | null; quantity: number }[]
}

/** The shipments of our delivery notes by their orders, those of each the oldest first; none of an order without any. */
export async function ourShipments(
  tx: Tx,
  shop: string,
  orders: readonly string[],
): Promise<Map<string, OurShipment[]>> {
  if (orders.length === 0) return new Map()
  const rows = await tx.$queryRaw<ShipmentRow[]>`
    SELECT s.id, s.order_id AS "orderId", s.told, s.fulfillment, s.location,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('lineId', l.line_id, 'item', l.item, 'quantity', l.quantity)), '[]')
        FROM shipment_line l WHERE l.shop = s.shop AND l.shipment = s.id) AS lines
    FROM shipment s WHERE s.shop = ${shop} AND s.order_id = ANY(${[...orders]}) ORDER BY s.shipped_at, s.id`
  const shipments = new Map<string, OurShipment[]>()
  for (const s of rows) {
    const shipment: OurShipment = {
      id: s.id,
      told: s.told,
      fulfillment: s.fulfillment,
      location: s.location,
      lines: new Map(s.lines.map((l) => [l.lineId, l.quantity])),
      goods: s.lines.flatMap(({ item, quantity }) => (item ? [{ item, quantity }] : [])),
    }
    shipments.set(s.orderId, [...(shipments.get(s.orderId) ?? []), shipment])
  }
  return shipments
}

/** The successful fulfillments that our newest record of each order tells: they were matched when it came. */
export async function knownFulfillments(
  tx: Tx,
  shop: string,
  orders: readonly string[],
): Promise<Set<Gid<'Fulfillment'>>> {
  if (orders.length === 0) return new Set()
  const rows = await tx.$queryRaw<{ id: Gid<'Fulfillment'> }[]>`
    SELECT f->>'id' AS id FROM orders o, jsonb_array_elements(o.snapshot->'fulfillments') f
    WHERE o.shop = ${shop} AND o.id = ANY(${orders}) AND f->>'status' = 'success'`
  return new Set(rows.map((r) => r.id))
}
