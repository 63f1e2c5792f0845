import { fetchBuyers, fetchLocations, fetchShop } from '#app/adapters/shopify/fetch-shop.server.ts'
import type { CatalogLocation } from '#app/catalog/parse-location.ts'
import { parseLocation } from '#app/catalog/parse-location.ts'
import type { CatalogVariant } from '#app/catalog/parse-variant.ts'
import type { ToldBuyer } from '#app/customers/parse-buyer.ts'
import { parseBuyer } from '#app/customers/parse-buyer.ts'
import { withShop } from '#app/db.server.ts'
import type { EventEnd } from '#app/inbox/claim.server.ts'
import type { InboxReading } from '#app/inbox/read-event.ts'
import { namedIn, type Reading } from '#app/inbox/readings.server.ts'
import type { ToldShop } from '#app/shop/parse-shop.ts'
import { parseShop } from '#app/shop/parse-shop.ts'
import type { Gone } from '#app/catalog/variants.server.ts'
import type { LevelReading } from './levels-read.server.ts'
import type { Told } from './order-settled.server.ts'
import { fetchTold, ordersBehind, snapshotsOf } from './orders-asked.server.ts'
import type { Concerned } from './places-changed.server.ts'
import { concernedByPlaces } from './places-changed.server.ts'
import { withStock } from './stock-asked.server.ts'

/** Everything that a batch of events brought, after Shopify was asked for what they did not say. */
export type Asked = {
  readonly told: readonly Told[]
  readonly levels: readonly LevelReading[]
  readonly variants: readonly CatalogVariant[]
  readonly gone: Gone & { readonly orders: readonly string[] }
  /** What is to be asked for in jobs of its own: too much for this batch. */
  readonly later: Concerned
  readonly buyers: readonly ToldBuyer[]
  readonly locations: readonly CatalogLocation[] | null
  readonly shop: ToldShop | null
  readonly requests: readonly (InboxReading & { kind: 'compliance' } & { event: bigint })[]
  readonly uninstalledAt: Date | null
  readonly ends: readonly EventEnd[]
}

/** What is asked for besides what events hint at: orders, all shelves of items, variants, every location. */
export type Besides = {
  readonly orders?: readonly string[]
  readonly items?: readonly string[]
  readonly variants?: readonly string[]
  readonly places?: boolean
}

// So many orders and items that a closed location concerns are asked for at once.
const AT_ONCE = 50

/** Asks Shopify for what events only hint at: whole orders, levels, variants, buyers. Outside any transaction. */
export async function ask(
  shop: string,
  readings: readonly Reading[],
  currency: string,
  besides: Besides = {},
): Promise<Asked> {
  const money = currency || (await currencyOf(shop))
  const locationsChanged = besides.places || readings.some(({ reading }) => reading.kind === 'location')
  const locations = locationsChanged
    ? (await fetchLocations(shop)).flatMap((l) => parseLocation(l) ?? [])
    : null
  const concerned = locations ? await concernedByPlaces(shop, locations) : { orders: [], items: [] }
  const behind = await ordersBehind(shop, readings)
  const moved = concerned.orders.slice(0, AT_ONCE)
  const wanted = [...new Set([...(besides.orders ?? []), ...moved, ...behind.values()].flat())]
  const fetched = await fetchTold(shop, wanted)
  const { told, variants, levels, goneVariants } = await withStock(
    shop,
    readings,
    [...snapshotsOf(readings), ...fetched.told],
    money,
    { ...besides, items: [...(besides.items ?? []), ...concerned.items.slice(0, AT_ONCE)] },
  )
  const buyerIds = namedIn(readings, (r) =>
    r.kind === 'customer' && !r.deleted ? r.customer : r.kind === 'company' && !r.deleted ? r.company : null,
  )
  return {
    told,
    levels,
    variants,
    gone: { ...goneOf(readings), variants: goneVariants },
    later: { orders: concerned.orders.slice(AT_ONCE), items: concerned.items.slice(AT_ONCE) },
    buyers: (await fetchBuyers(shop, buyerIds)).flatMap((b) => parseBuyer(b) ?? []),
    locations,
    shop: readings.some(({ reading }) => reading.kind === 'shop-changed')
      ? parseShop(await fetchShop(shop))
      : null,
    requests: readings.flatMap(({ event, reading }) =>
      reading.kind === 'compliance' ? [{ ...reading, event: event.id }] : [],
    ),
    uninstalledAt: uninstalledAt(shop, readings),
    ends: readings.map((one) => endOf(shop, one, behind.get(one.event.id) ?? [], fetched.found)),
  }
}

async function currencyOf(shop: string): Promise<string> {
  const row = await withShop(shop, (tx) =>
    tx.shop.findUnique({ where: { shop }, select: { currency: true } }),
  )
  return row?.currency ?? 'EUR'
}

function goneOf(readings: readonly Reading[]): Omit<Asked['gone'], 'variants'> {
  return {
    products: namedIn(readings, (r) => (r.kind === 'product' && r.deleted ? r.product : null)),
    items: namedIn(readings, (r) => (r.kind === 'item' && r.deleted ? r.item : null)),
    orders: namedIn(readings, (r) => (r.kind === 'order-deleted' ? r.order : null)),
  }
}

// When it happened, not when it came: a late one must not undo a newer installation.
function uninstalledAt(shop: string, readings: readonly Reading[]): Date | null {
  const last = readings.findLast(
    (one) => one.reading.kind === 'uninstalled' && !isOfAnother(shop, one.reading),
  )
  return last ? (last.event.triggeredAt ?? last.event.receivedAt) : null
}

function isOfAnother(shop: string, reading: InboxReading): boolean {
  return reading.kind === 'uninstalled' && reading.shop !== null && reading.shop !== shop
}

function endOf(
  shop: string,
  { event: { id }, reading }: Reading,
  orders: readonly string[],
  found: ReadonlySet<string>,
): EventEnd {
  if (isOfAnother(shop, reading)) return { id, state: 'ignored', reason: 'it names another shop' }
  switch (reading.kind) {
    case 'unreadable':
      return { id, state: 'dead', reason: `unreadable: ${reading.why}` }
    case 'ignored':
      return { id, state: 'ignored', reason: reading.why }
    case 'order-hint':
      if (orders.some((o) => found.has(o))) return { id, state: 'done' }
      return {
        id,
        state: 'ignored',
        reason: `Shopify shows no such order${reading.missing.length ? `; the body lacks ${reading.missing.join(', ')}` : ''}`,
      }
    default:
      return { id, state: 'done' }
  }
}
