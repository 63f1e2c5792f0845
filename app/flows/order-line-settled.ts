import { componentOf } from '#app/orders/component.ts'
import { lineUnits } from '#app/orders/line-units.ts'
import type { OrderLine, OrderSnapshot } from '#app/orders/order.ts'
import type { Need } from '#app/orders/settle-line.ts'
import { NOWHERE, settleLine } from '#app/orders/settle-line.ts'
import type { BookLine, Books, LocationId } from './books.ts'
import { decided, place } from './books.ts'

/** Brings one line of the books to what the snapshot says of it; `shippedByUs` are units Shopify has not told of yet. */
export function settleOrderLine(
  books: Books,
  snapshot: OrderSnapshot,
  line: OrderLine,
  position: number,
  need: Need,
  item: string | null,
  shippedByUs: number,
): void {
  const units = lineUnits(snapshot, line, shippedByUs)
  const known = books.lines.get(line.id)
  const base: BookLine = {
    ...(known ?? {
      places: NOWHERE,
      lacking: [],
      promised: [],
      expected: [],
      why: [],
      units: { ...units, shipped: 0 },
    }),
    id: line.id,
    order: snapshot.id,
    position,
    variant: line.variant,
    item: need === 'stock' ? item : null,
    need,
    sku: line.sku,
    component: componentOf(line, snapshot.lines),
    title: line.variantTitle ? `${line.title} · ${line.variantTitle}` : line.title,
  }
  // Stock held for an item the line no longer has is given up first: the levels of the old item must hear of it.
  const freed =
    known && known.item !== base.item
      ? place(books, known, { places: { ...NOWHERE, unsourced: heldUnits(known) } })
      : base
  const places = settleLine(freed.places, known?.units ?? null, units, need, fulfilledFrom(snapshot, line))
  place(
    books,
    { ...base, places: freed.places },
    { units, places },
    whyOf(books, snapshot, known, units, need),
  )
}

function heldUnits(line: BookLine): number {
  const { ordered, removed, cancelled, shipped } = line.units
  return ordered - removed - cancelled - shipped
}

function whyOf(
  books: Books,
  snapshot: OrderSnapshot,
  known: BookLine | undefined,
  units: BookLine['units'],
  need: Need,
) {
  const gone = units.removed + units.cancelled - ((known?.units.removed ?? 0) + (known?.units.cancelled ?? 0))
  const because = snapshot.closedAt && !snapshot.cancelledAt ? 'archived' : 'removed'
  const shipped = units.shipped - (known?.units.shipped ?? 0)
  const open = units.ordered - units.removed - units.cancelled - units.shipped
  return [
    ...(need === 'no-stock' && open > 0 && known?.places.unstocked !== open
      ? [decided(books, { did: 'unstocked', quantity: open, because: 'needs-no-stock' })]
      : []),
    ...(known && gone > 0 ? [decided(books, { did: 'released', quantity: gone, because })] : []),
    ...(shipped > 0 ? [decided(books, { did: 'shipped', quantity: shipped, because: 'fulfilled' })] : []),
  ]
}

function fulfilledFrom(snapshot: OrderSnapshot, line: OrderLine): LocationId[] {
  return snapshot.fulfillments
    .filter((f) => f.lines.some((l) => l.line === line.id))
    .flatMap((f) => f.location ?? [])
}
