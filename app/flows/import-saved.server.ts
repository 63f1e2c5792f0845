import { rebuild } from '#app/adapters/shopify/bulk-lines.ts'
import type { BulkGroup } from '#app/adapters/shopify/bulk.server.ts'
import {
  BULK_COMPANIES,
  BULK_CUSTOMERS,
  BULK_ORDERS,
  BULK_VARIANTS,
} from '#app/adapters/shopify/documents-bulk.ts'
import { fetchLocations } from '#app/adapters/shopify/fetch-shop.server.ts'
import { parseLocation } from '#app/catalog/parse-location.ts'
import { parseVariant } from '#app/catalog/parse-variant.ts'
import { saveVariants } from '#app/catalog/variants.server.ts'
import { now } from '#app/clock.server.ts'
import { saveBuyers } from '#app/customers/customers.server.ts'
import { parseBuyer } from '#app/customers/parse-buyer.ts'
import { aloneInShop, withShop, type Tx } from '#app/db.server.ts'
import { orderOfBulk } from '#app/orders/bulk-order.ts'
import { parseGraphqlOrder } from '#app/orders/parse-graphql-order.ts'
import type { ImportStep, ImportStepName } from '#app/shop/import-step.ts'
import { stepAdvanced } from '#app/shop/import-steps.server.ts'
import { ask } from './events-asked.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import { settleAsked } from './inbox-drained.server.ts'
import { followItem } from './items-gone.server.ts'
import { levelsAnswered } from './levels-asked.server.ts'
import { readLevelsLater, type LevelReading } from './levels-read.server.ts'
import { settleOrders, type Told } from './order-settled.server.ts'
import { savePlaces } from './places-changed.server.ts'

export type BulkStep = Exclude<ImportStepName, 'locations'>
type Asked = Extract<ImportStep, { state: 'asked' | 'reading' }>
/** Objects of a step's file, and the byte at which they begin. */
type Batch = { readonly groups: readonly BulkGroup[]; readonly from: number }
type Save = (shop: string, step: Asked, batch: Batch) => Promise<void>

/** What each step asks for, how many objects are saved in one transaction, and how. */
export const BULK_STEPS: Readonly<Record<BulkStep, { query: string; size: number; save: Save }>> = {
  variants: { query: BULK_VARIANTS, size: 250, save: saveVariantBatch },
  companies: { query: BULK_COMPANIES, size: 250, save: saveBuyerBatch },
  customers: { query: BULK_CUSTOMERS, size: 250, save: saveBuyerBatch },
  orders: { query: BULK_ORDERS, size: 50, save: saveOrderBatch },
}

/** Reads and saves the shop's locations: a handful. */
export async function importLocations(shop: string): Promise<void> {
  const locations = (await fetchLocations(shop)).flatMap((l) => parseLocation(l) ?? [])
  await withShop(shop, async (tx) => {
    await savePlaces(tx, shop, locations, now())
    await stepAdvanced(tx, shop, 'locations', { objects: locations.length, from: 0, to: 0 })
  })
}

const whole = ({ groups }: Batch) => groups.map(({ root, children }) => rebuild(root, children))
const progress = ({ groups, from }: Batch) => ({ objects: groups.length, from, to: groups.at(-1)!.end })

async function saveVariantBatch(shop: string, step: Asked, batch: Batch): Promise<void> {
  const told = whole(batch)
  const cause = freshCause('import:levels')
  const { currency } = await withShop(shop, (tx) => tx.shop.findUniqueOrThrow({ where: { shop } }))
  const variants = told.flatMap((v) => parseVariant(v, currency) ?? [])
  const items = told.map((v) => ({ inventoryLevels: { nodes: [] }, ...(v.inventoryItem as object) }))
  const tracked = items.filter((item) => 'tracked' in item && item.tracked === true)
  const levels = await levelsAnswered(shop, tracked, step.askedAt, cause)
  await aloneInShop(shop, async (tx) => {
    const { changed, moved } = await saveVariants(tx, shop, variants)
    for (const { from, to } of moved) await followItem(tx, shop, from, to)
    const fresh = await notReadSince(tx, shop, levels)
    const { unclear } = await settleOrders(tx, shop, [], fresh, cause, now(), { variants: changed })
    await readLevelsLater(tx, shop, unclear)
    await stepAdvanced(tx, shop, step.step, progress(batch))
  })
}

// Shopify may write its file for long: a shelf that was read meanwhile, for a webhook, is known better.
async function notReadSince(tx: Tx, shop: string, levels: readonly LevelReading[]): Promise<LevelReading[]> {
  const items = [...new Set(levels.map((l) => l.item))]
  const rows = await tx.stockLevel.findMany({
    where: { shop, item: { in: items }, askedAt: { not: null } },
    select: { item: true, location: true, askedAt: true },
  })
  const read = new Map(rows.map((r) => [`${r.item} ${r.location}`, r.askedAt!]))
  return levels.filter((l) => !((read.get(`${l.item} ${l.location}`) ?? l.askedAt) > l.askedAt))
}

async function saveBuyerBatch(shop: string, step: Asked, batch: Batch): Promise<void> {
  const told = whole(batch).filter((b) => !buysForCompany(b))
  const buyers = told.flatMap((b) => parseBuyer({ locations: { nodes: [] }, ...b }) ?? [])
  await withShop(shop, async (tx) => {
    await saveBuyers(tx, shop, buyers)
    await stepAdvanced(tx, shop, step.step, progress(batch))
  })
}

// Who only buys for a company is no private customer.
function buysForCompany({ companyContactProfiles: profiles }: Record<string, unknown>): boolean {
  return Array.isArray(profiles) && profiles.length > 0
}

/** So many orders that a file cannot tell are fetched for one transaction: an order costs some 400 points. */
const SINGLES = 4

// An order that a webhook told meanwhile, or that an earlier import read, is known as well or better.
async function saveOrderBatch(shop: string, step: Asked, batch: Batch): Promise<void> {
  const orders = whole(batch)
  const known = await knownAt(
    shop,
    orders.map((o) => String(o.id)),
  )
  const isNews = (o: (typeof orders)[number]) =>
    !((known.get(String(o.id)) ?? 0) >= Date.parse(String(o.updatedAt)))
  let part = { told: [] as Told[], single: [] as string[] }
  let { from } = batch
  let begin = 0
  for (const [n, order] of orders.entries()) {
    if (isNews(order)) readInto(part, order)
    if (part.single.length < SINGLES && n < orders.length - 1) continue
    await saveOrderPart(shop, step, part, { groups: batch.groups.slice(begin, n + 1), from })
    part = { told: [], single: [] }
    from = batch.groups[n]!.end
    begin = n + 1
  }
}

type Part = { readonly told: Told[]; readonly single: string[] }

function readInto(part: Part, order: Record<string, unknown>): void {
  const read = parseGraphqlOrder(orderOfBulk(order))
  if (read.kind === 'snapshot')
    part.told.push({ snapshot: read.snapshot, fetched: true, routing: read.routing })
  else part.single.push(String(order.id))
}

async function saveOrderPart(shop: string, step: Asked, { told, single }: Part, batch: Batch): Promise<void> {
  const { currency } = await withShop(shop, (tx) => tx.shop.findUniqueOrThrow({ where: { shop } }))
  const asked = await ask(shop, [], currency, { orders: single })
  await aloneInShop(shop, async (tx) => {
    await settleAsked(tx, shop, { ...asked, told: [...told, ...asked.told] }, freshCause('import'))
    await stepAdvanced(tx, shop, step.step, progress(batch))
  })
}

async function knownAt(shop: string, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await withShop(shop, (tx) =>
    tx.order.findMany({ where: { shop, id: { in: [...ids] } }, select: { id: true, updatedAt: true } }),
  )
  return new Map(rows.map((r) => [r.id, r.updatedAt.getTime()]))
}
