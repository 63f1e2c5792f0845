import { z } from 'zod'
import { now } from '#app/clock.server.ts'
import { ACCEPTED } from '#app/core/accepted.ts'
import { readShop } from '#app/db.server.ts'
import { askImport } from '#app/flows/import-asked.server.ts'
import { changeSettings } from '#app/flows/settings-changed.server.ts'
import { setNextNumber } from '#app/flows/series-set.server.ts'
import { readToday } from '#app/shop/read-calendar.server.ts'
import { Closures, Country, Weekdays } from '#app/ui/calendar-fields.ts'
import { fieldErrors } from '#app/ui/field-errors.ts'
import { done, invalid, refused, saidOfCommon, saidOfImport, type Said } from '#app/ui/said.ts'

const orNull = (text: string) => text || null
const Text = z.string().trim().max(300).transform(orNull)
const Days = z
  .string()
  .regex(/^\d{1,2}$/, 'field.whole-number')
  .transform(Number)
const YesNo = z.enum(['yes', 'no']).transform((text) => text === 'yes')
const spaceless = (text: string) => text.replace(/\s+/g, '').toUpperCase()

const Settings = z.object({
  legalName: Text,
  legalForm: Text,
  capital: Text,
  registry: Text,
  siren: z
    .string()
    .transform(spaceless)
    .pipe(z.string().regex(/^(\d{9})?$/, 'field.siren'))
    .transform(orNull),
  vatNumber: z
    .string()
    .transform(spaceless)
    .pipe(z.string().regex(/^([A-Z]{2}[0-9A-Z]{2,13})?$/, 'field.vat-number'))
    .transform(orNull),
  address1: Text,
  address2: Text,
  zip: Text,
  city: Text,
  countryCode: z
    .string()
    .transform(spaceless)
    .pipe(z.string().regex(/^([A-Z]{2})?$/, 'field.country'))
    .transform(orNull),
  email: z.union([z.literal(''), z.email('field.email')]).transform(orNull),
  phone: Text,
  iban: z
    .string()
    .transform(spaceless)
    .pipe(z.string().regex(/^([A-Z]{2}\d{2}[0-9A-Z]{10,30})?$/, 'field.iban'))
    .transform(orNull),
  bic: z
    .string()
    .transform(spaceless)
    .pipe(z.string().regex(/^([A-Z0-9]{8}|[A-Z0-9]{11})?$/, 'field.bic'))
    .transform(orNull),
  latePenalty: Text,
  language: z.enum(['fr', 'en']),
  preferredLocation: z.string().transform(orNull),
  handlingDays: Days,
  receivingDays: Days,
  weekend: Weekdays,
  holidays: Country,
  b2bAccepts: z.enum(ACCEPTED),
  b2cAccepts: z.enum(ACCEPTED),
  splitsBundles: YesNo,
  lowStockMail: YesNo,
  callOffDays: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'field.at-least-one')
    .transform(Number),
})

const NextNumber = z.object({
  kind: z.enum(['invoice', 'delivery-note', 'pick-list', 'purchase-order', 'transfer-note']),
  next: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'field.at-least-one')
    .transform(Number),
})

/** Saves the seller's settings or a next number, or has everything read again, and says what came of it. */
export async function doToSettings(shop: string, form: FormData, who: string): Promise<Said> {
  switch (form.get('intent')) {
    case 'next-number':
      return setNext(shop, form, who)
    case 'import':
      return saidOfImport(await askImport(shop, who))
    default:
      return save(shop, form, who)
  }
}

async function save(shop: string, form: FormData, who: string): Promise<Said> {
  const today = await readShop(shop, (tx) => readToday(tx, shop, now()))
  const read = Settings.extend({ closures: Closures(today) }).safeParse(Object.fromEntries(form))
  if (!read.success) return invalid(fieldErrors(read.error))
  const outcome = await changeSettings(shop, read.data, who)
  switch (outcome.kind) {
    case 'done':
      return done('settings.saved')
    case 'invalid':
      return invalid(outcome.fields)
    default:
      return saidOfCommon(outcome.kind)
  }
}

async function setNext(shop: string, form: FormData, who: string): Promise<Said> {
  const read = NextNumber.safeParse(Object.fromEntries(form))
  if (!read.success) return invalid(fieldErrors(read.error))
  const outcome = await setNextNumber(shop, read.data, who)
  switch (outcome.kind) {
    case 'done':
      return done('settings.number-set')
    case 'locked':
      return refused('settings.number-locked')
    default:
      return saidOfCommon(outcome.kind)
  }
}
