import type { Tx } from '../db.server.ts'
import { chainedText } from '../documents/chain.ts'
import { hashLinkIfKeyed, hashPerson } from '../documents/issue.server.ts'
import type { Found, Offender, RuleCheck } from './check.ts'
import {
  DELIVERED,
  INVOICED,
  MAILED,
  unlikeText,
  wrongInDocument,
  type DocumentRecord,
} from './document-record.ts'
import { pagesOf, type InShop, type Reading } from './reading.server.ts'

const CHAIN: RuleCheck = { id: 'I14', name: 'no issued document was tampered with' }

/** Recomputes the chain of a shop's documents from their stored content, and compares what stands beside it. */
export const DOCUMENTS: Reading = { checks: [CHAIN, INVOICED, DELIVERED, MAILED], find }

type Row = DocumentRecord & {
  period: string
  no: number
  number: string
  issuedAt: Date
  personHash: string
  previousHash: string
  hash: string
  keyId: string
  salt: string | null
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
      for (const check of wrongInDocument(row)) yield { check, row: { kind, period, no, number } }
      last = { kind, period, no, stored: row.hash, made }
    }
  }
  for (const row of await inShop((tx) => brokenHeads(tx, shop))) yield { check: CHAIN, row }
}

function page(tx: Tx, shop: string, after: Row | null): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT d.kind, d.period, d.no, d.number, d.issued_at AS "issuedAt", d.issued_on::text AS "issuedOn", d.body,
      d.person_hash AS "personHash", d.previous_hash AS "previousHash", d.hash, d.key_id AS "keyId",
      d.order_id AS "orderId", d.currency, d.net::text, d.tax::text, d.total::text, p.salt, p.person,
      (SELECT coalesce(jsonb_agg(jsonb_build_array(l.line_id, l.charge, l.quantity, l.net::text, l.rate) ORDER BY l.position), '[]')
        FROM document_line l WHERE l.shop = d.shop AND l.document = d.id) AS invoiced,
      (SELECT jsonb_object_agg(l.line_id, l.quantity) FROM shipment s
        JOIN shipment_line l ON l.shop = s.shop AND l.shipment = s.id
        WHERE s.shop = d.shop AND s.order_id = d.order_id AND s.delivery_note = d.id) AS delivered,
      d.kind IN ('invoice', 'delivery-note') AND w.uninstalled_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM effect e WHERE e.shop = d.shop AND e.key = 'mail:document:' || d.id) AS unmailed
    FROM document d JOIN shop w ON w.shop = d.shop
    LEFT JOIN document_person p ON p.shop = d.shop AND p.document = d.id
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
    ...unlikeText(row),
  ]
}

// A chain does not show that its end was cut off: the series remembers its head.
function brokenHeads(tx: Tx, shop: string): Promise<Offender[]> {
  return tx.$queryRaw<Offender[]>`
    SELECT s.kind, s.period, s.next_no - 1 AS no, d.number, 'it is not the head that the series remembers' AS what
    FROM series s LEFT JOIN document d ON d.shop = s.shop AND d.kind = s.kind AND d.period = s.period AND d.no = s.next_no - 1
    WHERE s.shop = ${shop} AND s.last_hash IS DISTINCT FROM d.hash`
}
