import type { Gid } from '#app/core/gid.ts'
import { sumOf } from '#app/core/quantity.ts'
import { calledShippable, nextCall, type OpenCall } from '#app/deliveries/call-off.ts'
import type { ShippableLine } from '#app/deliveries/shippable.ts'
import { shippable } from '#app/deliveries/shippable.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import type { BookLine, BookOrder, Books, LocationId } from './books.ts'
import { linesOf } from './books.ts'

/** What of an order may leave now, by its customer's terms; of units that are kept until called, what was called. */
export function orderShippable(books: Books, order: BookOrder): ReturnType<typeof calledShippable> {
  const lines = linesOf(books, order.id)
  if (order.callOff) return calledShippable(lines.map(shippableLine), order.calls)
  const parts = order.splitsBundles ? lines.map((line) => ({ ...line, component: null })) : lines
  const terms = { accepts: order.accepts, maxShipments: order.maxShipments, shipped: order.shipments }
  return shippable(parts.map(shippableLine), terms)
}

/** The call that a delivery of the order serves; null when its units are not kept until called. */
export function callServed(books: Books, order: BookOrder): OpenCall | null {
  return order.callOff ? nextCall(linesOf(books, order.id).map(shippableLine), order.calls) : null
}

function shippableLine({ id, places, expected, component }: BookLine): ShippableLine {
  const missing = places.unsourced + sumOf(places.claims, (c) => c.quantity)
  const days = expected.map((d) => d.on)
  const completeOn = days.includes(null) ? null : (days.sort().at(-1) ?? null)
  return { line: id, component, held: places.reserved, missing, completeOn }
}

type Services = {
  readonly location: LocationId
  readonly lines: readonly { readonly line: Gid<'LineItem'>; readonly quantity: number }[]
}

/**
 * What of an order needs no stock and may be handed over, place by place: what Shopify's fulfillment orders hold there.
 * None holds a tip; gift cards are sent by Shopify itself, once they are paid.
 */
export function orderServices(books: Books, order: BookOrder, snapshot: OrderSnapshot): Services[] {
  const open = (order.routing ?? []).filter((f) => f.status === 'open' || f.status === 'in_progress')
  const places = [...new Set(open.flatMap((f) => f.location ?? []))]
  const byShopify = new Set(snapshot.lines.filter((l) => l.tip || l.giftCard).map((l) => l.id))
  const mine = linesOf(books, order.id).filter((l) => l.places.unstocked > 0 && !byShopify.has(l.id))
  const left = new Map(mine.map((l) => [l.id, l.places.unstocked]))
  return places.flatMap((location) => {
    const there = open.filter((f) => f.location === location).flatMap((f) => f.lines)
    const lines = mine.flatMap(({ id: line }) => {
      const held = there.filter((l) => l.line === line)
      const quantity = Math.min(
        left.get(line)!,
        sumOf(held, (l) => l.remaining),
      )
      left.set(line, left.get(line)! - quantity)
      return quantity > 0 ? [{ line, quantity }] : []
    })
    return lines.length > 0 ? [{ location, lines }] : []
  })
}
