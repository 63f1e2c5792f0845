import type { Tx } from '../db.server.ts'
import { chainedText } from '../documents/chain.ts'
import { hashLinkIfKeyed, hashPerson } from '../documents/issue.server.ts'
import type { Found, Offender, RuleCheck } from './check.ts'
import { pagesOf, type InShop, type Reading } from './reading.server.ts'

const CHAIN: RuleCheck = { id: 'I14', name: 'no issued document was tampered with' }

/** Recomputes the chain of a shop's documents from their stored content. */
export const DOCUMENTS: Reading = { checks: [CHAIN], find }

type Row = {
  kind: string
  period: string
  no: number
  number: string
  issuedAt: Date
  issuedOn: string
  body: string
  personHash: string
  previousHash: string
  hash: string
  keyId: string
  orderId: string | null
  currency: string | null
  net: string | null
  tax: string | null
  total: string | null
  salt: string | null
  person: string | null
}

/** A link as the next one may name it: as it is stored, and as its content makes it. */
type Link = { kind: string; period: string; no: number; stored: string; made: string | null }

const PAGE = 500

// Series by series in the order of the numbers, so that each link meets the one before it.
async function* find(inShop: InShop, shop: string): AsyncGenerator<Found> {
  let last: Link | null = null
  for await (const rows of pagesOf<Row>(inShop, PAGE, (tx, after) => page(tx, shop, after))) {
    for (const row of rows) {
      const before: Link | null = last && last.kind === row.kind && last.period === row.period ? last : null
      const made = hashLinkIfKeyed(
        row.keyId,
        chainedText({ ...row, shop, issuedAt: row.issuedAt.toISOString() }),
      )
      const { kind, period, no, number } = row
      for (const what of wrongIn(row, made, before))
        yield { check: CHAIN, row: { kind, period, no, number, what } }
      last = { kind, period, no, stored: row.hash, made }
    }
  }
  for (const row of await inShop((tx) => brokenHeads(tx, shop))) yield { check: CHAIN, row }
}

function page(tx: Tx, shop: string, after: Row | null): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT d.kind, d.period, d.no, d.number, d.issued_at AS "issuedAt", d.issued_on::text AS "issuedOn", d.body,
      d.person_hash AS "personHash", d.previous_hash AS "previousHash", d.hash, d.key_id AS "keyId",
      d.order_id AS "orderId", d.currency, d.net::text, d.tax::text, d.total::text, p.salt, p.person
    FROM document d LEFT JOIN document_person p ON p.shop = d.shop AND p.document = d.id
    WHERE d.shop = ${shop} AND (d.kind, d.period, d.no) > (${after?.kind ?? ''}, ${after?.period ?? ''}, ${after?.no ?? 0})
    ORDER BY d.kind, d.period, d.no LIMIT ${PAGE}`
}

function wrongIn(row: Row, made: string | null, before: Link | null): string[] {
  const follows = before ? [before.stored, before.made].includes(row.previousHash) : row.previousHash === ''
  return [
    ...(made === null ? [`its key ${row.keyId} is not known`] : []),
    ...(made !== null && made !== row.hash ? ['its content is not what was hashed'] : []),
    ...(follows ? [] : ['it does not follow the document before it']),
    // Without a person there is nothing to compare: it was erased, and the chain still holds.
    ...(row.salt !== null && row.person !== null && hashPerson(row.salt, row.person) !== row.personHash
      ? ['its personal data is not what was hashed']
      : []),
    ...unlikeBody(row),
  ]
}

// The columns that lists and sums read repeat what the frozen text says.
function unlikeBody(row: Row): string[] {
  const body = parsed(row.body)
  if (!body) return ['its text cannot be read']
  const order = (body.order as { id?: unknown } | undefined)?.id ?? null
  const money = 'net' in body
  const pairs: [string, unknown, unknown][] = [
    ['day', row.issuedOn, body.issuedOn],
    ['order', row.orderId, order],
    ['currency', row.currency, body.currency ?? null],
    ['net', row.net, body.net ?? null],
    ['tax', row.tax, body.tax ?? null],
    ['total', row.total, money ? (body.total ?? body.net) : null],
  ]
  return pairs
    .filter(([, column, text]) => column !== text)
    .map(([name]) => `its ${name} is not that of its text`)
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return null
  }
}

// A chain does not show that its end was cut off: the series remembers its head.
function brokenHeads(tx: Tx, shop: string): Promise<Offender[]> {
  return tx.$queryRaw<Offender[]>`
    SELECT s.kind, s.period, s.next_no - 1 AS no, d.number, 'it is not the head that the series remembers' AS what
    FROM series s LEFT JOIN document d ON d.shop = s.shop AND d.kind = s.kind AND d.period = s.period AND d.no = s.next_no - 1
    WHERE s.shop = ${shop} AND s.last_hash IS DISTINCT FROM d.hash`
}
