import type { Day, Period } from '../core/day.ts'
import { dayIn, daysOff } from '../core/day.ts'
import { gid } from '../core/gid.ts'
import { toDecimal } from '../core/money.ts'
import { storedPeriods } from '../core/period.ts'
import type { PostalAddress } from '../core/postal-address.ts'
import { BY_NAME, Prisma, type Tx } from '../db.server.ts'
import { folded, likeOf } from '../search.server.ts'
import type { Sending } from './calendar.ts'
import { sendingAt } from './calendar.ts'
import { calendarOf } from './calendar-of.server.ts'

/** How many of his next days off are shown. */
const DAYS_OFF = 4

export type ListedSupplier = {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly leadDays: number
  readonly cutOff: string
  readonly items: number
}

/** What a supplier sells to us. The cost is a decimal text of his currency. */
export type SupplierItemView = {
  readonly item: string
  readonly title: string
  readonly sku: string | null
  readonly reference: string | null
  readonly unitCost: string
  readonly packSize: number
  readonly moq: number
  readonly rank: number
}

export type SupplierPage = {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly language: 'fr' | 'en'
  readonly currency: string
  readonly leadDays: number
  readonly cutOff: string
  /** Empty: the shop's. */
  readonly timeZone: string
  readonly weekend: number[]
  readonly orderDays: number[]
  readonly closures: Period[]
  /** Empty: none are kept. */
  readonly holidays: string
  /** What the calendar gives now; null while he is new. */
  readonly calendar: { readonly today: Day; readonly sentNow: Sending; readonly daysOff: Period[] } | null
  readonly address: Partial<PostalAddress>
  readonly items: SupplierItemView[]
}

/** The shop's suppliers by name, those archived left out. */
export async function listSuppliers(tx: Tx, shop: string): Promise<ListedSupplier[]> {
  return tx.$queryRaw<ListedSupplier[]>(Prisma.sql`
    SELECT s.id::text, s.name, s.email, s.lead_days AS "leadDays", s.cut_off AS "cutOff",
           (SELECT count(*)::int FROM supplier_item i WHERE i.shop = s.shop AND i.supplier = s.id) AS items
    FROM supplier s WHERE s.shop = ${shop} AND s.archived_at IS NULL
    ORDER BY s.name ${BY_NAME}, s.id`)
}

/** Reads a supplier with his items, and what his calendar gives at an instant; null when there is none of this id. */
export async function readSupplier(tx: Tx, shop: string, id: string, at: Date): Promise<SupplierPage | null> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM supplier WHERE shop = ${shop} AND id::text = ${id}`
  if (!found[0]) return null
  const { items, ...supplier } = await tx.supplier.findUniqueOrThrow({
    where: { shop_id: { shop, id } },
    include: { items: { orderBy: { item: 'asc' } } },
  })
  const variants = await tx.variant.findMany({ where: { shop, item: { in: items.map((i) => i.item) } } })
  const { timeZone } = await tx.shop.findUniqueOrThrow({ where: { shop }, select: { timeZone: true } })
  const today = dayIn(at, timeZone)
  const calendar = await calendarOf(supplier, timeZone, today)
  return {
    id,
    name: supplier.name,
    email: supplier.email,
    language: supplier.language === 'en' ? 'en' : 'fr',
    currency: supplier.currency,
    leadDays: supplier.leadDays,
    cutOff: supplier.cutOff,
    timeZone: supplier.timeZone ?? '',
    weekend: supplier.weekend,
    orderDays: supplier.orderDays,
    closures: storedPeriods(supplier.closures),
    holidays: supplier.holidays ?? '',
    calendar: { today, sentNow: sendingAt(calendar, at), daysOff: daysOff(today, calendar.week, DAYS_OFF) },
    address: supplier.address as Partial<PostalAddress>,
    items: items.map(({ item, reference, unitCost, packSize, moq, rank }) => {
      const variant = variants.find((v) => v.item === item)
      const cost = toDecimal(unitCost, supplier.currency)
      return {
        item,
        title: variant?.title ?? item,
        sku: variant?.sku ?? null,
        reference,
        unitCost: cost,
        packSize,
        moq,
        rank,
      }
    }),
  }
}

export type FoundItem = { item: string; title: string; sku: string | null; unitCost: string | null }

/** An item that somebody should sell, by its id or the digits of its id; null when unknown. */
export async function readWantedItem(tx: Tx, shop: string, id: string | null): Promise<FoundItem | null> {
  if (!id) return null
  const item = { in: [id, gid('InventoryItem', id)] }
  const variant = await tx.variant.findFirst({
    where: { shop, item, deletedAt: null },
    orderBy: { id: 'asc' },
  })
  const seller = await tx.shop.findUnique({ where: { shop }, select: { currency: true } })
  if (!variant || !seller) return null
  const { title, sku, unitCost } = variant
  return {
    item: variant.item,
    title,
    sku,
    unitCost: unitCost === null ? null : toDecimal(unitCost, seller.currency),
  }
}

/** Items to choose from, by the beginning of a word of their title, SKU or barcode. */
export async function findItems(tx: Tx, shop: string, search: string): Promise<FoundItem[]> {
  const like = likeOf(search)
  const rows = await tx.$queryRaw<
    { item: string; title: string; sku: string | null; cost: bigint | null; currency: string }[]
  >`
    SELECT DISTINCT ON (v.title ${BY_NAME}, v.item) v.item, v.title, v.sku, v.unit_cost AS cost, s.currency
    FROM variant v JOIN shop s ON s.shop = v.shop
    WHERE v.shop = ${shop} AND v.tracked AND v.deleted_at IS NULL
      AND (${folded(Prisma.sql`v.title`)} ILIKE ${like} OR v.sku ILIKE ${like} OR v.barcode ILIKE ${like})
    ORDER BY v.title ${BY_NAME}, v.item LIMIT 20`
  return rows.map(({ cost, currency, ...row }) => ({
    ...row,
    unitCost: cost === null ? null : toDecimal(cost, currency),
  }))
}
