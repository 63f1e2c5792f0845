import { createHash } from 'node:crypto'
import { keepFile, keptFile } from '#app/adapters/files/files.server.ts'
import { now } from '#app/clock.server.ts'
import { withShop } from '#app/db.server.ts'
import { documentOf } from '#app/documents/chain.ts'
import { drawPdf } from '#app/paper/draw.server.ts'
import { printableOf } from '#app/paper/printable.ts'

/** Names how documents are drawn today: another template makes other files and leaves those that exist alone. */
export const TEMPLATE = 'plain-1'

/** The kept file's name of a document. */
export function fileName(document: string): string {
  return `${document}.${TEMPLATE}.pdf`
}

/** A document's PDF, drawn if it is not there yet. Null when there is no such document. */
export async function documentPdf(
  shop: string,
  id: string,
): Promise<{ name: string; bytes: Uint8Array } | null> {
  const row = await withShop(shop, (tx) =>
    tx.issuedDocument.findUnique({
      where: { shop_id: { shop, id } },
      select: { number: true, body: true, person: true },
    }),
  )
  if (!row) return null
  const name = `${row.number}.pdf`
  const kept = await keptFile(shop, fileName(id))
  if (kept) return { name, bytes: kept }
  const document = documentOf(row.body, row.person?.person ?? null)
  const bytes = await drawPdf(printableOf(document, { number: row.number }))
  await keepFile(shop, fileName(id), bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const data = [{ shop, document: id, template: TEMPLATE, sha256, size: bytes.byteLength, drawnAt: now() }]
  await withShop(shop, (tx) => tx.documentFile.createMany({ data, skipDuplicates: true }))
  return { name, bytes }
}

/** Draws a document ahead of the first person who wants to see it. */
export async function drawDocument(shop: string, id: string): Promise<void> {
  await documentPdf(shop, id)
}

/** Makes a file that a mail attaches: the name tells the document. */
export async function makeFile(shop: string, name: string): Promise<Buffer | null> {
  const id = name.split('.')[0]!
  if (name !== fileName(id)) return null
  const pdf = await documentPdf(shop, id)
  return pdf && Buffer.from(pdf.bytes)
}
