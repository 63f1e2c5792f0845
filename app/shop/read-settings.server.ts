import type { Accepted } from '../core/accepted.ts'
import type { Period } from '../core/day.ts'
import { storedPeriods } from '../core/period.ts'
import type { Tx } from '../db.server.ts'

/** The seller's settings as the page edits them: texts, empty where nothing is set. */
export type SettingsView = {
  readonly name: string
  readonly currency: string
  readonly timeZone: string
  readonly language: 'fr' | 'en'
  readonly startedAt: string | null
  readonly legalName: string
  readonly legalForm: string
  readonly capital: string
  readonly registry: string
  readonly siren: string
  readonly vatNumber: string
  readonly address1: string
  readonly address2: string
  readonly zip: string
  readonly city: string
  readonly countryCode: string
  readonly email: string
  readonly phone: string
  readonly iban: string
  readonly bic: string
  readonly latePenalty: string
  readonly preferredLocation: string
  readonly handlingDays: number
  readonly receivingDays: number
  readonly weekend: number[]
  readonly closures: Period[]
  /** Empty: none are kept. */
  readonly holidays: string
  readonly b2bAccepts: Accepted
  readonly b2cAccepts: Accepted
  readonly splitsBundles: boolean
  readonly lowStockMail: boolean
  readonly callOffDays: number
  readonly locations: { id: string; name: string }[]
  /** The running numbers: once a document was issued, the next number is locked. */
  readonly series: { kind: string; period: string; next: number; locked: boolean }[]
}

/** Reads the shop's settings; null when the shop is not installed. */
export async function readSettings(tx: Tx, shop: string): Promise<SettingsView | null> {
  const row = await tx.shop.findUnique({ where: { shop } })
  if (!row) return null
  const locations = await tx.location.findMany({ where: { shop, active: true }, orderBy: { name: 'asc' } })
  const series = await tx.series.findMany({ where: { shop }, orderBy: [{ kind: 'asc' }, { period: 'desc' }] })
  return {
    name: row.name,
    currency: row.currency,
    timeZone: row.timeZone,
    language: row.language === 'en' ? 'en' : 'fr',
    startedAt: row.startedAt?.toISOString() ?? null,
    legalName: row.legalName ?? '',
    legalForm: row.legalForm ?? '',
    capital: row.capital ?? '',
    registry: row.registry ?? '',
    siren: row.siren ?? '',
    vatNumber: row.vatNumber ?? '',
    address1: row.address1 ?? '',
    address2: row.address2 ?? '',
    zip: row.zip ?? '',
    city: row.city ?? '',
    countryCode: row.countryCode ?? '',
    email: row.email ?? '',
    phone: row.phone ?? '',
    iban: row.iban ?? '',
    bic: row.bic ?? '',
    latePenalty: row.latePenalty ?? '',
    preferredLocation: row.preferredLocation ?? '',
    handlingDays: row.handlingDays,
    receivingDays: row.receivingDays,
    weekend: row.weekend,
    closures: storedPeriods(row.closures),
    holidays: row.holidays ?? '',
    b2bAccepts: row.b2bAccepts as Accepted,
    b2cAccepts: row.b2cAccepts as Accepted,
    splitsBundles: row.splitsBundles,
    lowStockMail: row.lowStockMail,
    callOffDays: row.callOffDays,
    locations: locations.map(({ id, name }) => ({ id, name })),
    series: series.map(({ kind, period, nextNo, lastHash }) => ({
      kind,
      period,
      next: nextNo,
      locked: lastHash !== null,
    })),
  }
}
