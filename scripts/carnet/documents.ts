import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import type { Tx } from '#app/db.server.ts'
import { withShop } from '#app/db.server.ts'
import { listDocuments, readDocument, type ListedDocument } from '#app/documents/read-document.server.ts'
import { documentPdf } from '#app/flows/document-drawn.server.ts'
import { table, type Answer } from './answer.ts'

const PAGE = 500

/** Every issued document, newest first. */
export async function documentsAnswer(tx: Tx, shop: string): Promise<Answer> {
  const listed: ListedDocument[] = []
  for (let after: string | null = null, more = true; more;) {
    const page: Awaited<ReturnType<typeof listDocuments>> = await listDocuments(tx, shop, {
      kind: null,
      search: '',
      from: null,
      to: null,
      after,
      take: PAGE,
    })
    listed.push(...page.documents)
    after = page.next
    more = page.next !== null
  }
  const data = listed.map(({ kind, number, issuedOn, party, order, total, currency }) => ({
    kind,
    number,
    issuedOn,
    party,
    order,
    total,
    currency,
  }))
  const rows = data.map((d) => [
    d.number,
    d.kind,
    d.issuedOn,
    d.party,
    d.order,
    d.total && `${d.total} ${d.currency}`,
  ])
  const text =
    rows.length > 0 ? table(['number', 'kind', 'issued', 'for', 'order', 'total'], rows) : 'no documents'
  return { kind: 'answer', data, text }
}

/** One document, and its PDF in a file when one is named. Draws it when it was not drawn yet. */
export async function documentAnswer(shop: string, number: string, file: string | null): Promise<Answer> {
  const document = await withShop(shop, (tx) => readDocument(tx, shop, number))
  if (!document) return { kind: 'mistake', why: `there is no document ${number} in ${shop}` }
  const pdf = file === null ? null : await writePdf(shop, document.id, file)
  if (typeof pdf === 'string') return { kind: 'mistake', why: pdf }
  const { kind, issuedOn, party, order, net, tax, total, currency, who, issuedAt, hash, keyId } = document
  const data = {
    kind,
    number: document.number,
    issuedOn,
    issuedAt,
    who,
    party,
    order,
    net,
    tax,
    total,
    currency,
    keyId,
    hash,
    pdf,
  }
  const facts = Object.entries({
    ...data,
    pdf: pdf && `${pdf.file}, ${pdf.size} bytes, SHA-256 ${pdf.sha256}`,
  })
  const text = table(
    ['what', ''],
    facts.flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
  )
  return { kind: 'answer', data, text }
}

async function writePdf(shop: string, id: string, file: string) {
  const { bytes } = (await documentPdf(shop, id))!
  try {
    writeFileSync(file, bytes)
  } catch (error) {
    return `${file} cannot be written: ${(error as Error).message}`
  }
  return { file, size: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') }
}
