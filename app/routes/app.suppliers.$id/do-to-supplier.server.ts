import { z } from 'zod'
import { now } from '#app/clock.server.ts'
import type { Day } from '#app/core/day.ts'
import { parseMinor } from '#app/core/money.ts'
import { readShop } from '#app/db.server.ts'
import { removeSupplierItem, saveSupplier, saveSupplierItem } from '#app/flows/supplier-saved.server.ts'
import { readToday } from '#app/shop/read-calendar.server.ts'
import { readSupplier } from '#app/suppliers/read-supplier.server.ts'
import { Closures, Country, timeZones, Weekdays } from '#app/ui/calendar-fields.ts'
import { done, invalid, saidOfCommon, type Said } from '#app/ui/said.ts'
import { fieldErrors } from '#app/ui/field-errors.ts'

const part = z
  .string()
  .trim()
  .max(200)
  .transform((text) => text || null)

const Supplier = (today: Day) =>
  z.object({
    closures: Closures(today),
    name: z.string().trim().min(1, 'field.needed').max(200),
    email: z.union([z.literal(''), z.email('field.email')]),
    language: z.enum(['fr', 'en']),
    currency: z.string().regex(/^[A-Z]{3}$/, 'field.currency'),
    leadDays: z
      .string()
      .regex(/^\d{1,3}$/, 'field.whole-number')
      .transform(Number),
    cutOff: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'field.time'),
    timeZone: z.union([
      z.literal('').transform(() => null),
      z.string().refine((zone) => timeZones().includes(zone), 'field.unreadable'),
    ]),
    weekend: Weekdays,
    orderDays: Weekdays,
    holidays: Country,
    address1: part,
    address2: part,
    zip: part,
    city: part,
    countryCode: z.union([
      z.literal('').transform(() => null),
      z
        .string()
        .toUpperCase()
        .regex(/^[A-Z]{2}$/, 'field.country'),
    ]),
  })

const Item = z.object({
  item: z.string().min(1, 'field.needed'),
  reference: z
    .string()
    .trim()
    .max(100)
    .transform((text) => text || null),
  unitCost: z
    .string()
    .trim()
    .regex(/^\d{1,9}([.,]\d{1,4})?$/, 'field.amount')
    .transform((text) => text.replace(',', '.')),
  packSize: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, 'field.at-least-one')
    .transform(Number),
  moq: z
    .string()
    .regex(/^[1-9]\d{0,6}$/, 'field.at-least-one')
    .transform(Number),
  rank: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'field.at-least-one')
    .transform(Number),
})

/** Does what a person asked for a supplier; `created` is the id of a new one. */
export async function doToSupplier(
  shop: string,
  id: string,
  form: FormData,
  who: string,
): Promise<{ said: Said; created?: string }> {
  switch (form.get('intent')) {
    case 'save':
      return save(shop, id, form, who)
    case 'save-item':
      return { said: await saveItem(shop, id, form, who) }
    case 'remove-item':
      return { said: await removeItem(shop, id, form, who) }
    default:
      throw new Response(null, { status: 400 })
  }
}

async function save(
  shop: string,
  id: string,
  form: FormData,
  who: string,
): Promise<{ said: Said; created?: string }> {
  const today = await readShop(shop, (tx) => readToday(tx, shop, now()))
  const read = Supplier(today).safeParse(Object.fromEntries(form))
  if (!read.success) return { said: invalid(fieldErrors(read.error)) }
  const { email, address1, address2, zip, city, countryCode, ...supplier } = read.data
  const address = { address1, address2, zip, city, countryCode }
  const isNew = id === 'new'
  const outcome = await saveSupplier(
    shop,
    { ...supplier, ...(!isNew && { id }), email: email || null, address },
    who,
  )
  switch (outcome.kind) {
    case 'done':
      return { said: done('supplier.saved'), ...(isNew && { created: outcome.id }) }
    case 'invalid':
      return { said: invalid(outcome.fields) }
    default:
      return { said: saidOfCommon(outcome.kind) }
  }
}

async function saveItem(shop: string, id: string, form: FormData, who: string): Promise<Said> {
  const read = Item.safeParse(Object.fromEntries(form))
  if (!read.success) return invalid(fieldErrors(read.error))
  const supplier = await readShop(shop, (tx) => readSupplier(tx, shop, id, now()))
  if (!supplier) return saidOfCommon('not-found')
  const unitCost = parseMinor(read.data.unitCost, supplier.currency)
  if (unitCost === null) return invalid({ unitCost: 'field.amount' })
  const outcome = await saveSupplierItem(shop, { ...read.data, supplier: id, unitCost }, who)
  switch (outcome.kind) {
    case 'done':
      return done('supplier.item-saved')
    case 'invalid':
      return invalid(outcome.fields)
    default:
      return saidOfCommon(outcome.kind)
  }
}

async function removeItem(shop: string, id: string, form: FormData, who: string): Promise<Said> {
  const outcome = await removeSupplierItem(shop, { supplier: id, item: String(form.get('item')) }, who)
  return outcome.kind === 'done' ? done('supplier.item-removed') : saidOfCommon(outcome.kind)
}
