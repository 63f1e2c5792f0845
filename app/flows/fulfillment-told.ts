import type { OrderSnapshot, Routing } from '#app/orders/order.ts'
import { confirmedShipments, type OurShipment } from './shipments-matched.ts'

/** Units of one of Shopify's fulfillment orders, as `fulfillmentCreate` wants them. */
type UnitsThere = {
  fulfillmentOrderId: string
  fulfillmentOrderLineItems: { id: string; quantity: number }[]
}

/** What there is to tell Shopify of a shipment. */
export type Telling =
  | { readonly kind: 'tell'; readonly lines: UnitsThere[] }
  /** Shopify knows already: an earlier attempt got through, or a person told it. */
  | { readonly kind: 'told'; readonly fulfillment: string }
  /** It was refused before, and its goods are on the shelf again: whoever wants them sent delivers anew. */
  | { readonly kind: 'taken-back' }
  | { readonly kind: 'not-enough' }

/**
 * What to tell of a shipment of ours, given all shipments of its order and the order as Shopify shows it right now:
 * a fulfillment that is new to us, has the same units and belongs to no other shipment is this one's.
 */
export function tellingOf(
  id: string,
  shipments: readonly OurShipment[],
  known: ReadonlySet<string>,
  snapshot: OrderSnapshot,
  routing: Routing,
): Telling {
  const shipment = shipments.find((s) => s.id === id)
  if (!shipment || shipment.told === 'failed') return { kind: 'taken-back' }
  const there = shipment.fulfillment ?? confirmedShipments(shipments, snapshot, known).get(id)
  if (there) return { kind: 'told', fulfillment: there }
  const lines = unitsThere(routing, shipment)
  return lines ? { kind: 'tell', lines } : { kind: 'not-enough' }
}

// Shopify wants its own lines: those of the fulfillment orders at this location, as far as each has units left. Goods
// left this shelf and no other; services lie on none, and Shopify may hold them anywhere.
function unitsThere(routing: Routing, { location, lines, goods }: OurShipment): UnitsThere[] | null {
  const open = routing.fulfillmentOrders.filter((f) => f.status === 'open' || f.status === 'in_progress')
  const here = open.filter((f) => f.location === location)
  const left = new Map(lines)
  const chosen = (goods.length > 0 || here.length > 0 ? here : open).flatMap((f) => {
    const units = f.lines.flatMap((l) => {
      const quantity = Math.min(l.remaining, left.get(l.line) ?? 0)
      left.set(l.line, (left.get(l.line) ?? 0) - quantity)
      return quantity > 0 ? [{ id: l.id, quantity }] : []
    })
    return units.length > 0 ? [{ fulfillmentOrderId: f.id, fulfillmentOrderLineItems: units }] : []
  })
  return [...left.values()].every((quantity) => quantity === 0) ? chosen : null
}
