import type { Tx } from '#app/db.server.ts'
import type { Gid } from '#app/core/gid.ts'
import type { LocationId } from './books.ts'
import type { OurShipment } from './shipments-matched.ts'

/** The shipments of our delivery notes by their orders, those of each the oldest first; none of an order without any. */
export async function ourShipments(
  tx: Tx,
  shop: string,
  orders: readonly string[],
): Promise<Map<string, OurShipment[]>> {
  const rows = await tx.shipment.findMany({
    where: { shop, orderId: { in: [...orders] } },
    include: { lines: true },
    orderBy: [{ shippedAt: 'asc' }, { id: 'asc' }],
  })
  const shipments = new Map<string, OurShipment[]>()
  for (const s of rows) {
    const shipment: OurShipment = {
      id: s.id,
      told: s.told as OurShipment['told'],
      fulfillment: s.fulfillment,
      location: s.location as LocationId,
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
  const rows = await tx.$queryRaw<{ id: Gid<'Fulfillment'> }[]>`
    SELECT f->>'id' AS id FROM orders o, jsonb_array_elements(o.snapshot->'fulfillments') f
    WHERE o.shop = ${shop} AND o.id = ANY(${orders}) AND f->>'status' = 'success'`
  return new Set(rows.map((r) => r.id))
}
