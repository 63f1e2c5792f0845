import type { Gid } from '#app/core/gid.ts'
import type { Quantity } from '#app/core/quantity.ts'
import type { Fulfillment, OrderSnapshot } from '#app/orders/order.ts'
import type { LocationId } from './books.ts'

/** A delivery note's goods, as far as Shopify has been told. */
export type OurShipment = {
  readonly id: string
  readonly told: 'unconfirmed' | 'confirmed' | 'failed'
  readonly fulfillment: string | null
  readonly location: LocationId
  readonly lines: ReadonlyMap<string, Quantity>
  /** What of it left the shelf: services did not. */
  readonly goods: readonly { readonly item: string; readonly quantity: Quantity }[]
}

/**
 * Which of our unconfirmed shipments the snapshot tells: by the fulfillment's id where we know it, else by the same
 * units, since Shopify may tell us of our own fulfillment before its answer to us was written down, and a person may
 * have told Shopify what we were about to. Fulfillments `known` before were somebody else's when they came, and are.
 */
export function confirmedShipments(
  shipments: readonly OurShipment[],
  snapshot: OrderSnapshot,
  known: ReadonlySet<string>,
): Map<string, Gid<'Fulfillment'>> {
  const taken = new Set([...known, ...shipments.flatMap((s) => s.fulfillment ?? [])])
  const told = snapshot.fulfillments.filter((f) => f.status === 'success')
  const confirmed = new Map<string, Gid<'Fulfillment'>>()
  for (const shipment of shipments.filter((s) => s.told === 'unconfirmed')) {
    const match = shipment.fulfillment
      ? told.find((f) => f.id === shipment.fulfillment)
      : told.find((f) => !taken.has(f.id) && sameUnits(shipment, f))
    if (!match) continue
    taken.add(match.id)
    confirmed.set(shipment.id, match.id)
  }
  return confirmed
}

/** Shipments whose fulfillment was cancelled in Shopify: their goods are back, and they are shipments no longer. */
export function cancelledShipments(
  shipments: readonly OurShipment[],
  snapshot: OrderSnapshot,
): OurShipment[] {
  const cancelled = new Set<string>(
    snapshot.fulfillments.filter((f) => f.status === 'cancelled').map((f) => f.id),
  )
  return shipments.filter(
    (s) => s.told !== 'failed' && s.fulfillment !== null && cancelled.has(s.fulfillment),
  )
}

function sameUnits(shipment: OurShipment, fulfillment: Fulfillment): boolean {
  const told = new Map<string, Quantity>()
  for (const l of fulfillment.lines) told.set(l.line, (told.get(l.line) ?? 0) + l.quantity)
  return (
    told.size === shipment.lines.size &&
    [...told].every(([line, quantity]) => shipment.lines.get(line) === quantity)
  )
}
