import { createHash, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import type { Day } from '../core/day.ts'
import { dayIn } from '../core/day.ts'
import type { Tx } from '../db.server.ts'
import { env } from '../env.server.ts'
import { chainedText, withoutPerson } from './chain.ts'
import type { Document, DocumentKind } from './document.ts'
import { numberText, periodOf, SERIES } from './numbering.ts'

export type Issued = { readonly id: string; readonly number: string; readonly issuedOn: Day }

export type Issue = {
  readonly kind: DocumentKind
  /** What it is made for, once: asking again for the same cause answers the document that exists. */
  readonly cause: string
  readonly order?: string
  readonly purchaseOrder?: string
  readonly who: string
  readonly at: Date
  readonly timeZone: string
  /** Builds the content once its day is known: never before the last day of the series. */
  readonly build: (issuedOn: Day, number: string) => Document
}

type SeriesRow = { format: string; next_no: number; last_hash: string | null; last_day: Date | null }

/**
 * Issues a document: takes the next number of its series under lock, freezes the content, links it into the chain.
 * Nothing is lost when the transaction fails: the number goes back with it. `isNew` is false when the cause had one.
 */
export async function issue(tx: Tx, shop: string, wanted: Issue): Promise<Issued & { isNew: boolean }> {
  const { kind, cause } = wanted
  const existing = await tx.issuedDocument.findUnique({ where: { shop_kind_cause: { shop, kind, cause } } })
  if (existing)
    return {
      id: existing.id,
      number: existing.number,
      issuedOn: existing.issuedOn.toISOString().slice(0, 10),
      isNew: false,
    }
  const today = dayIn(wanted.at, wanted.timeZone)
  const period = periodOf(kind, today)
  const series = await lockSeries(tx, shop, kind, period)
  const lastDay = series.last_day?.toISOString().slice(0, 10) ?? today
  const issuedOn = lastDay > today ? lastDay : today
  const number = numberText(series.format, period, series.next_no)
  const id = randomUUID()
  const document = wanted.build(issuedOn, number)
  const hash = await insert(tx, shop, {
    ...wanted,
    id,
    period,
    no: series.next_no,
    number,
    issuedOn,
    document,
    previousHash: series.last_hash ?? '',
  })
  await tx.$executeRaw`
    UPDATE series SET next_no = next_no + 1, last_hash = ${hash}, last_day = ${issuedOn}::date
    WHERE shop = ${shop} AND kind = ${kind} AND period = ${period}`
  return { id, number, issuedOn, isNew: true }
}

async function lockSeries(tx: Tx, shop: string, kind: DocumentKind, period: string): Promise<SeriesRow> {
  await tx.$executeRaw`
    INSERT INTO series (shop, kind, period, format, next_no) VALUES (${shop}, ${kind}, ${period}, ${SERIES[kind].format}, 1)
    ON CONFLICT DO NOTHING`
  const rows = await tx.$queryRaw<SeriesRow[]>`
    SELECT format, next_no, last_hash, last_day FROM series
    WHERE shop = ${shop} AND kind = ${kind} AND period = ${period} FOR UPDATE`
  return rows[0]!
}

type Insert = Issue & {
  id: string
  period: string
  no: number
  number: string
  issuedOn: Day
  document: Document
  previousHash: string
}

async function insert(tx: Tx, shop: string, row: Insert): Promise<string> {
  const { body, person } = withoutPerson(row.document)
  const salt = randomBytes(16).toString('hex')
  const personHash = hashPerson(salt, person)
  const keyId = env().CARNET_KEYS.current
  const link = { ...row, shop, issuedAt: row.at.toISOString(), body, personHash }
  const hash = hashLink(keyId, chainedText(link))
  const amounts = row.document.kind === 'invoice' ? row.document : null
  await tx.issuedDocument.create({
    data: {
      shop,
      id: row.id,
      kind: row.kind,
      period: row.period,
      no: row.no,
      number: row.number,
      orderId: row.order ?? null,
      purchaseOrder: row.purchaseOrder ?? null,
      cause: row.cause,
      issuedAt: row.at,
      issuedOn: new Date(row.issuedOn),
      currency: 'currency' in row.document ? row.document.currency : null,
      net: 'net' in row.document ? row.document.net : null,
      tax: amounts?.tax ?? null,
      total: amounts?.total ?? ('net' in row.document ? row.document.net : null),
      body,
      personHash,
      previousHash: row.previousHash,
      hash,
      keyId,
      who: row.who,
    },
  })
  await tx.documentPerson.create({ data: { shop, document: row.id, salt, person } })
  return hash
}

/** The salted hash that stands for the personal data in the chain. */
export function hashPerson(salt: string, person: string): string {
  return createHash('sha256').update(salt).update(person).digest('hex')
}

/** The keyed hash of one link; null when the key is gone. Whoever can write the database still lacks the key. */
export function hashLinkIfKeyed(keyId: string, text: string): string | null {
  const secret = env().CARNET_KEYS.keys[keyId]
  if (!secret) return null
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64'), '', 'carnet document chain', 32))
  return createHmac('sha256', key).update(text).digest('hex')
}

function hashLink(keyId: string, text: string): string {
  const hash = hashLinkIfKeyed(keyId, text)
  if (!hash) throw new Error(`no key ${keyId} for the document chain`)
  return hash
}
