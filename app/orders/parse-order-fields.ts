import { z } from 'zod'
import { asGid, gid, type Gid } from '../core/gid.ts'
import { parseMinor, type Currency } from '../core/money.ts'
import type { Quantity } from '../core/quantity.ts'
import { parseRate, type Rate } from '../core/rate.ts'
import type { Fulfillment, Refund } from './order.ts'

// How single values are written in the many shapes of an order. Readers answer undefined for "cannot be read".

/** A field that must be there and readable. */
export function needed<T>(read: (value: unknown) => T | undefined) {
  return z.unknown().transform((value, context): T => {
    const found = read(value)
    if (found !== undefined) return found
    context.addIssue('cannot be read')
    return z.NEVER
  })
}

/** A field that must be told, but may be told as null. */
export function neededOrNull<T>(read: (value: unknown) => T | undefined) {
  return needed((value): T | null | undefined => (isNull(value) ? null : read(value)))
}

/** A field without which an order can do: null when absent or unreadable. */
export function optional<T>(read: (value: unknown) => T | undefined) {
  return z
    .unknown()
    .optional()
    .transform((value): T | null => (isNull(value) ? null : (read(value) ?? null)))
}

/** A list that must be told; null says that it is empty. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.preprocess((value) => (isNull(value) ? [] : value), z.array(item))
}

/** An object or null; anything else, such as the "" of some exports, counts as null. */
export function objectOrNull<T extends z.ZodType>(object: T) {
  return z.preprocess((value) => (isObject(value) ? value : null), object.nullable()).optional()
}

/** Some exports write null as text. */
function isNull(value: unknown): boolean {
  return value === null || value === 'NULL' || value === 'null'
}

/** A JSON object, no array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Trimmed text without what PostgreSQL cannot store (NUL, half of a surrogate pair); undefined when nothing is left. */
export function text(value: unknown): string | undefined {
  const raw = typeof value === 'number' && Number.isFinite(value) ? String(value) : value
  return typeof raw === 'string' ? raw.replaceAll('\0', '').toWellFormed().trim() || undefined : undefined
}

/** An enumeration's value as Carnet writes it: "PARTIALLY_PAID" and "partially_paid" are one. */
export function word(value: unknown): string | undefined {
  return text(value)?.toLowerCase()
}

export function truth(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (value === 'TRUE' || value === 'true') return true
  return value === 'FALSE' || value === 'false' ? false : undefined
}

const STATUSES: ReadonlyMap<string, Fulfillment['status']> = new Map([
  ['success', 'success'],
  ['pending', 'pending'],
  ['open', 'pending'],
  ['cancelled', 'cancelled'],
  ['error', 'failed'],
  ['failure', 'failed'],
])

/** A fulfillment's status, in the words of REST or of GraphQL. */
export function fulfillmentStatus(value: unknown): Fulfillment['status'] | undefined {
  return STATUSES.get(word(value) ?? '')
}

const RESTOCKS = ['return', 'cancel', 'no_restock', 'legacy_restock'] as const

/** What a refund did with the goods, in the words of REST or of GraphQL. */
export function restockType(value: unknown): Refund['lines'][number]['restock'] | undefined {
  return RESTOCKS.find((known) => known === word(value))
}

// Shopify's own limit of a quantity; it also fits a database's integer.
const MOST_UNITS = 1_000_000_000

export function quantity(value: unknown): Quantity | undefined {
  const number = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value
  return Number.isInteger(number) && (number as number) >= 0 && (number as number) <= MOST_UNITS
    ? (number as number)
    : undefined
}

/** A decimal amount as text. Twelve digits before the point are more than any order has, and sums of them fit 64 bits. */
export function decimal(value: unknown): string | undefined {
  const raw = typeof value === 'number' ? String(value) : value
  return typeof raw === 'string' && /^-?\d{1,12}(\.\d{1,12})?$/.test(raw.trim()) ? raw.trim() : undefined
}

export function rate(value: unknown): Rate | undefined {
  const raw = typeof value === 'number' ? String(value) : value
  if (typeof raw !== 'string' || raw.length > 20) return undefined
  const found = parseRate(raw) ?? undefined
  return found !== undefined && found <= 100_000_000 ? found : undefined
}

/** An ISO 4217 code. */
export function currency(value: unknown): Currency | undefined {
  const found = text(value)
  return found !== undefined && /^[A-Z]{3}$/.test(found) ? found : undefined
}

const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/

/** An instant as ISO 8601 in UTC with milliseconds, so that texts compare. Without an offset it is none. */
export function instant(value: unknown): string | undefined {
  if (typeof value !== 'string' || !INSTANT.test(value)) return undefined
  const time = Date.parse(value)
  return Number.isNaN(time) || time < 0 ? undefined : new Date(time).toISOString()
}

/** The digits of an id. A number that a float cannot hold was changed on its way, so it names nothing. */
export function idDigits(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? String(value) : undefined
  return typeof value === 'string' && /^\d{1,20}$/.test(value) ? value : undefined
}

/** Reads a gid of a type. */
export function gidOf<T extends string>(type: T) {
  return (value: unknown): Gid<T> | undefined => {
    const found = asGid(type, value)
    return found && /^gid:\/\/shopify\/\w+\/\d{1,20}$/.test(found) ? found : undefined
  }
}

/** Reads a gid of a type, or the bare id that REST bodies carry. */
export function gidOrId<T extends string>(type: T) {
  const read = gidOf(type)
  return (value: unknown): Gid<T> | undefined => {
    const digits = idDigits(value)
    return read(value) ?? (digits === undefined ? undefined : gid(type, digits))
  }
}

/** An amount as it is told: the plain field, and the shop's money of its `_set`. */
export type Amount = { readonly plain: string | null; readonly shop: ShopMoney | null }
type ShopMoney = { readonly amount: string; readonly currency: string | null }

/** The shop's side of a REST `_set` or a GraphQL MoneyBag. */
export function shopMoney(value: unknown): ShopMoney | undefined {
  const bag = isObject(value) ? (value.shop_money ?? value.shopMoney) : null
  if (!isObject(bag)) return undefined
  const amount = decimal(bag.amount)
  return amount === undefined
    ? undefined
    : { amount, currency: text(bag.currency_code ?? bag.currencyCode) ?? null }
}

/** Minor units of an amount in the order's currency; null when nobody tells it in that currency. */
export function minorOf({ plain, shop }: Amount, currency: Currency): bigint | null {
  const inShopMoney = shop && (shop.currency === null || shop.currency === currency)
  const told = inShopMoney ? shop.amount : plain
  return told === null ? null : parseMinor(told, currency)
}

/** The fields that zod found missing or unreadable, each once: "line_items.current_quantity". */
export function missingFields(error: z.ZodError): string[] {
  return [
    ...new Set(error.issues.map((issue) => issue.path.filter((part) => typeof part === 'string').join('.'))),
  ]
}
