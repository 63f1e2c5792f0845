import { canonicalJson } from '../core/canonical-json.ts'
import type { Address, Buyer, OrderSnapshot } from './order.ts'

/** How far apart two orders may be placed to look like one that was sent twice. */
export const MINUTES_APART = 30

type Ordered = Pick<OrderSnapshot, 'lines'>
type Placed = Pick<OrderSnapshot, 'id' | 'placedAt' | 'buyer' | 'email' | 'shipTo'> & Ordered

/** What is ordered, whoever orders it and in whatever sequence: equal for equal goods. Null when nothing is left of it. */
export function likenessOf({ lines }: Ordered): string | null {
  const units = new Map<string, number>()
  for (const { variant, sku, title, current } of lines) {
    const what = variant ?? `${sku ?? ''} ${title}`
    if (current > 0) units.set(what, (units.get(what) ?? 0) + current)
  }
  return units.size === 0 ? null : canonicalJson([...units].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * Whether an order looks like another one that was sent twice: the same goods for the same customer, e-mail or address,
 * minutes apart. It may be meant all the same: nothing is done of it but to ask.
 */
export function looksLike(a: Placed, b: Placed): boolean {
  const apart = Math.abs(Date.parse(a.placedAt) - Date.parse(b.placedAt))
  if (a.id === b.id || apart > MINUTES_APART * 60_000) return false
  return likenessOf(a) !== null && likenessOf(a) === likenessOf(b) && sameParty(a, b)
}

function sameParty(a: Placed, b: Placed): boolean {
  const agree = (part: (order: Placed) => string | null) => part(a) !== null && part(a) === part(b)
  return (
    agree(({ buyer }) => idOfBuyer(buyer)) ||
    agree(({ email }) => plain(email)) ||
    agree(({ shipTo }) => placeOf(shipTo))
  )
}

function idOfBuyer(buyer: Buyer): string | null {
  switch (buyer.kind) {
    case 'company':
      return buyer.company
    case 'customer':
      return buyer.customer
    case 'guest':
      return null
  }
}

// A street without a town, or a town without a street, is shared by too many.
function placeOf(address: Address | null): string | null {
  const { address1, zip, city, countryCode } = address ?? {}
  const name = plain(address?.company ?? address?.name ?? null)
  if (!address1 || !city || !name) return null
  return [name, address1, zip, city, countryCode].map((part) => plain(part ?? null)).join('|')
}

function plain(text: string | null): string | null {
  return text?.trim().toLowerCase().replace(/\s+/g, ' ') || null
}
