import { fetchBuyers, fetchLocations, fetchShop } from '#app/adapters/shopify/fetch-shop.server.ts'
import { fetchOrderBehind, fetchOrders } from '#app/adapters/shopify/fetch-orders.server.ts'
import { fetchVariants } from '#app/adapters/shopify/fetch-stock.server.ts'
import type { CatalogLocation } from '#app/catalog/parse-location.ts'
import { parseLocation } from '#app/catalog/parse-location.ts'
import type { CatalogVariant } from '#app/catalog/parse-variant.ts'
import { parseVariant } from '#app/catalog/parse-variant.ts'
import type { ToldBuyer } from '#app/customers/parse-buyer.ts'
import { parseBuyer } from '#app/customers/parse-buyer.ts'
import { withShop } from '#app/db.server.ts'
import type { ClaimedEvent, EventEnd } from '#app/inbox/claim.server.ts'
import type { InboxReading } from '#app/inbox/read-event.ts'
import { parseGraphqlOrder } from '#app/orders/parse-graphql-order.ts'
import type { ToldShop } from '#app/shop/parse-shop.ts'
import { parseShop } from '#app/shop/parse-shop.ts'
import type { Gone } from '#app/catalog/variants.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import { askLevels } from './levels-asked.server.ts'
import type { LevelReading } from './levels-read.server.ts'
import type { Told } from './order-settled.server.ts'
import type { Concerned } from './places-changed.server.ts'
import { concernedByPlaces } from './places-changed.server.ts'

export type Reading = { readonly event: ClaimedEvent; readonly reading: InboxReading }

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
  const buyerIds = pick(readings, (r) =>
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

type Stock = { told: Told[]; variants: CatalogVariant[]; levels: LevelReading[]; goneVariants: string[] }

/**
 * Reads the levels that events and orders call for. A shelf that holds less than is reserved on it may only mean that
 * Shopify shipped an order whose own event is still on its way: the holders are fetched, so that no unit is taken from
 * an order that already has it in hand.
 */
async function withStock(
  shop: string,
  readings: readonly Reading[],
  told: Told[],
  currency: string,
  besides: Besides,
): Promise<Stock> {
  const { variants, goneVariants } = await askVariants(shop, readings, told, currency, besides.variants ?? [])
  const wanted = [...(besides.items ?? []), ...(await itemsToRead(shop, readings, told, variants))]
  const levels = await readShelves(shop, readings, wanted)
  const holders = await holdersOfShort(shop, levels)
  const missing = holders.filter((id) => !told.some((t) => t.fetched && t.snapshot.id === id))
  if (missing.length === 0) return { told, variants, levels, goneVariants }
  const fetched = (await fetchTold(shop, missing)).told
  const items = await itemsToRead(shop, [], fetched, [])
  const more = await readShelves(
    shop,
    readings,
    items.filter((item) => !levels.some((l) => l.item === item)),
  )
  return { told: [...told, ...fetched], variants, levels: [...levels, ...more], goneVariants }
}

function readShelves(
  shop: string,
  readings: readonly Reading[],
  items: readonly string[],
): Promise<LevelReading[]> {
  return askLevels(shop, items, freshCause(`levels:${readings[0]?.event.id ?? 'asked'}`))
}

const HOLDERS_ASKED = 50

async function holdersOfShort(shop: string, levels: readonly LevelReading[]): Promise<string[]> {
  const rows = levels.map((l) => ({
    location: l.location,
    item: l.item,
    usable: Math.max(0, l.onHand - l.unavailable),
  }))
  if (rows.length === 0) return []
  const found = await withShop(
    shop,
    (tx) => tx.$queryRaw<{ order_id: string }[]>`
      SELECT DISTINCT r.order_id FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n (location text, item text, usable int)
      JOIN stock_level l ON l.shop = ${shop} AND l.location = n.location AND l.item = n.item AND l.reserved > n.usable
      JOIN reservation r ON r.shop = l.shop AND r.location = l.location AND r.item = l.item
      LIMIT ${HOLDERS_ASKED}`,
  )
  return found.map((r) => r.order_id)
}

async function currencyOf(shop: string): Promise<string> {
  const row = await withShop(shop, (tx) =>
    tx.shop.findUnique({ where: { shop }, select: { currency: true } }),
  )
  return row?.currency ?? 'EUR'
}

function pick(readings: readonly Reading[], choose: (reading: InboxReading) => string | null): string[] {
  return [...new Set(readings.flatMap(({ reading }) => choose(reading) ?? []))]
}

function snapshotsOf(readings: readonly Reading[]): Told[] {
  return readings.flatMap(({ reading }) =>
    reading.kind === 'order-snapshot' ? [{ snapshot: reading.snapshot, fetched: false, routing: null }] : [],
  )
}

// A hint names its order, or something whose order Shopify has to be asked for.
async function ordersBehind(shop: string, readings: readonly Reading[]): Promise<Map<bigint, string[]>> {
  const behind = new Map<bigint, string[]>()
  for (const { event, reading } of readings) {
    if (reading.kind !== 'order-hint') continue
    const found: string[] = [...reading.orders]
    for (const id of reading.through) {
      const order = (await knownBehind(shop, id)) ?? (await fetchOrderBehind(shop, id))
      if (order) found.push(order)
    }
    behind.set(event.id, found)
  }
  return behind
}

async function knownBehind(shop: string, id: string): Promise<string | null> {
  const known = await withShop(shop, (tx) =>
    tx.fulfillmentOrder.findUnique({ where: { shop_id: { shop, id } }, select: { orderId: true } }),
  )
  return known?.orderId ?? null
}

async function fetchTold(
  shop: string,
  ids: readonly string[],
): Promise<{ told: Told[]; found: Set<string> }> {
  const told: Told[] = []
  const found = new Set<string>()
  for (const { id, order } of await fetchOrders(shop, ids)) {
    const read = parseGraphqlOrder(order)
    if (read.kind !== 'snapshot') continue
    found.add(id)
    told.push({ snapshot: read.snapshot, fetched: true, routing: read.routing })
  }
  return { told, found }
}

// Variants that are new to us or changed; those of a changed product that Shopify no longer shows are gone.
async function askVariants(
  shop: string,
  readings: readonly Reading[],
  told: readonly Told[],
  currency: string,
  besides: readonly string[],
): Promise<Pick<Stock, 'variants' | 'goneVariants'>> {
  const named = [...new Set(told.flatMap((t) => t.snapshot.lines.flatMap((l) => l.variant ?? [])))]
  const rows = await withShop(shop, (tx) =>
    tx.variant.findMany({ where: { shop, id: { in: named } }, select: { id: true } }),
  )
  const known = new Set(rows.map((r) => r.id))
  const changed = readings.flatMap(({ reading }): string[] => {
    if (reading.kind === 'product' && !reading.deleted) return [...reading.variants]
    return reading.kind === 'item' && !reading.deleted ? [reading.item] : []
  })
  const ofProducts = await variantsOfProducts(shop, readings)
  const unknown = named.filter((id) => !known.has(id))
  const wanted = [...new Set([...unknown, ...changed, ...ofProducts, ...besides])]
  const variants = (await fetchVariants(shop, wanted)).flatMap((v) => parseVariant(v, currency) ?? [])
  const shown = new Set(variants.flatMap((v) => [v.id, v.item]))
  return { variants, goneVariants: [...ofProducts, ...besides].filter((id) => !shown.has(id)) }
}

async function variantsOfProducts(shop: string, readings: readonly Reading[]): Promise<string[]> {
  const products = pick(readings, (r) => (r.kind === 'product' && !r.deleted ? r.product : null))
  if (products.length === 0) return []
  const rows = await withShop(shop, (tx) =>
    tx.variant.findMany({
      where: { shop, product: { in: products }, deletedAt: null },
      select: { id: true },
    }),
  )
  return rows.map((row) => row.id)
}

/**
 * Levels to read: those an event says changed, those of items new to us, and those whose goods Shopify moved without
 * us: an order of which something was fulfilled or refunded there.
 */
async function itemsToRead(
  shop: string,
  readings: readonly Reading[],
  told: readonly Told[],
  variants: readonly CatalogVariant[],
): Promise<string[]> {
  const changed = readings.flatMap(({ reading }) =>
    reading.kind === 'levels' ? reading.levels.map((l) => l.item) : [],
  )
  const moved = told.filter((t) => t.snapshot.fulfillments.length > 0 || t.snapshot.refunds.length > 0)
  const lines = [...new Set(moved.flatMap((t) => t.snapshot.lines.flatMap((l) => l.variant ?? [])))]
  const known = await withShop(shop, (tx) =>
    tx.variant.findMany({ where: { shop, id: { in: lines }, tracked: true }, select: { item: true } }),
  )
  const fresh = variants.filter((v) => v.tracked).map((v) => v.item)
  return [...new Set([...changed, ...known.map((v) => v.item), ...fresh])]
}

function goneOf(readings: readonly Reading[]): Omit<Asked['gone'], 'variants'> {
  return {
    products: pick(readings, (r) => (r.kind === 'product' && r.deleted ? r.product : null)),
    items: pick(readings, (r) => (r.kind === 'item' && r.deleted ? r.item : null)),
    orders: pick(readings, (r) => (r.kind === 'order-deleted' ? r.order : null)),
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
