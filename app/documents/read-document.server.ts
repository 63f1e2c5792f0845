import { toDecimal } from '../core/money.ts'
import { Prisma, type Tx } from '../db.server.ts'
import { folded, likeOf } from '../search.server.ts'
import type { DocumentKind } from './document.ts'

/** An issued document in a list. The total is a decimal text. */
export type ListedDocument = {
  readonly id: string
  readonly kind: DocumentKind
  readonly number: string
  readonly issuedOn: string
  readonly party: string
  readonly orderId: string | null
  readonly order: string | null
  readonly purchaseOrder: string | null
  readonly purchaseOrderNumber: string | null
  /** The transfer whose goods it goes with, and the place that they leave. */
  readonly transfer: string | null
  readonly origin: string | null
  readonly total: string | null
  readonly currency: string | null
}

export type DocumentFilter = {
  readonly kind: DocumentKind | null
  readonly search: string
  readonly from: string | null
  readonly to: string | null
  readonly after: string | null
  readonly take: number
}

type Row = Omit<ListedDocument, 'total'> & { total: bigint | null; issuedAt: Date }

const LISTED = Prisma.sql`
  SELECT d.id::text, d.kind, d.number, d.issued_on::text AS "issuedOn", d.issued_at AS "issuedAt",
         coalesce(o.customer_name, s.name, b.name, '') AS party, o.id AS "orderId", o.name AS order,
         d.purchase_order::text AS "purchaseOrder", p.number AS "purchaseOrderNumber",
         t.id::text AS transfer, coalesce(a.name, t.origin) AS origin, d.total, d.currency
  FROM document d
  LEFT JOIN orders o ON o.shop = d.shop AND o.id = d.order_id
  LEFT JOIN purchase_order p ON p.shop = d.shop AND p.id = d.purchase_order
  LEFT JOIN supplier s ON s.shop = p.shop AND s.id = p.supplier
  LEFT JOIN transfer t ON t.shop = d.shop AND t.note = d.id
  LEFT JOIN location a ON a.shop = t.shop AND a.id = t.origin
  LEFT JOIN location b ON b.shop = t.shop AND b.id = t.destination`

/** Issued documents, newest first, by keyset. */
export async function listDocuments(
  tx: Tx,
  shop: string,
  { kind, search, from, to, after, take }: DocumentFilter,
): Promise<{ documents: ListedDocument[]; next: string | null }> {
  const like = likeOf(search)
  const [issuedAt, id] = after?.split(' ') ?? []
  const at = new Date(issuedAt ?? '')
  const conditions = [
    Prisma.sql`d.shop = ${shop}`,
    ...(kind ? [Prisma.sql`d.kind = ${kind}`] : []),
    ...(from ? [Prisma.sql`d.issued_on >= ${from}::date`] : []),
    ...(to ? [Prisma.sql`d.issued_on <= ${to}::date`] : []),
    ...(search.trim()
      ? [
          Prisma.sql`(d.number ILIKE ${like} OR o.name ILIKE ${like}
            OR ${folded(Prisma.sql`coalesce(o.customer_name, s.name, b.name, '')`)} ILIKE ${like})`,
        ]
      : []),
    ...(id && !Number.isNaN(at.getTime()) ? [Prisma.sql`(d.issued_at, d.id) < (${at}, ${id}::uuid)`] : []),
  ]
  const rows = await tx.$queryRaw<Row[]>`
    ${LISTED} WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY d.issued_at DESC, d.id DESC LIMIT ${take + 1}`
  const shown = rows.slice(0, take)
  const last = shown.at(-1)
  const next = rows.length > take && last ? `${last.issuedAt.toISOString()} ${last.id}` : null
  return { documents: shown.map(listed), next }
}

function listed({ issuedAt: _, total, ...row }: Row): ListedDocument {
  return { ...row, total: total !== null && row.currency ? toDecimal(total, row.currency) : null }
}

export type DocumentPage = ListedDocument & {
  readonly issuedAt: string
  readonly who: string
  readonly net: string | null
  readonly tax: string | null
  readonly hash: string
  readonly previousHash: string
  readonly keyId: string
  /** The document before it in its series carries the hash that this one was chained to. */
  readonly follows: boolean
  readonly previous: { id: string; number: string } | null
  /** Why it counts no longer, and what was issued instead. */
  readonly voided: { reason: string; instead: { id: string; number: string } | null } | null
  readonly files: { template: string; sha256: string; size: number; drawnAt: string }[]
}

/** Reads an issued document by its id or number; null when there is none. */
export async function readDocument(tx: Tx, shop: string, idOrNumber: string): Promise<DocumentPage | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    ${LISTED} WHERE d.shop = ${shop} AND (d.id::text = ${idOrNumber} OR d.number = ${idOrNumber})`
  if (!row) return null
  const document = await tx.issuedDocument.findUniqueOrThrow({
    where: { shop_id: { shop, id: row.id } },
    include: {
      files: true,
      voided: { select: { reason: true, instead: { select: { id: true, number: true } } } },
    },
  })
  const previous = await tx.issuedDocument.findFirst({
    where: { shop, kind: document.kind, period: document.period, no: { lt: document.no } },
    orderBy: { no: 'desc' },
    select: { id: true, number: true, no: true, hash: true },
  })
  const amount = (minor: bigint | null) =>
    minor !== null && row.currency ? toDecimal(minor, row.currency) : null
  return {
    ...listed(row),
    issuedAt: document.issuedAt.toISOString(),
    who: document.who,
    net: amount(document.net),
    tax: amount(document.tax),
    hash: document.hash,
    previousHash: document.previousHash,
    keyId: document.keyId,
    follows:
      previous === null || (previous.no === document.no - 1 && previous.hash === document.previousHash),
    voided: document.voided,
    previous: previous && { id: previous.id, number: previous.number },
    files: document.files.map(({ template, sha256, size, drawnAt }) => ({
      template,
      sha256,
      size,
      drawnAt: drawnAt.toISOString(),
    })),
  }
}
