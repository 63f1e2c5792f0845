import { now } from '#app/clock.server.ts'
import { dayIn } from '#app/core/day.ts'
import { aloneInShop } from '#app/db.server.ts'
import type { DocumentKind } from '#app/documents/document.ts'
import { periodOf, SERIES } from '#app/documents/numbering.ts'
import { note } from '#app/shop/audit.server.ts'
import { shopRow } from './order-facts.server.ts'

/**
 * Sets the next number of a kind's running series, to continue one kept elsewhere before. Once a document was issued
 * in it, or it was set, it is locked: a series has no gap and no way back.
 */
export async function setNextNumber(
  shop: string,
  { kind, next }: { kind: DocumentKind; next: number },
  who: string,
): Promise<{ kind: 'done' | 'locked' | 'not-found' }> {
  const at = now()
  return aloneInShop(shop, async (tx) => {
    const row = await shopRow(tx, shop)
    if (!row) return { kind: 'not-found' }
    const period = periodOf(kind, dayIn(at, row.timeZone))
    const key = { shop, kind, period }
    const series = await tx.series.findUnique({ where: { shop_kind_period: key } })
    const issued = await tx.issuedDocument.findFirst({ where: key, select: { id: true } })
    if (issued || (series && series.nextNo !== 1)) return { kind: 'locked' }
    await tx.series.upsert({
      where: { shop_kind_period: key },
      create: { ...key, format: SERIES[kind].format, nextNo: next },
      update: { nextNo: next },
    })
    await note(tx, shop, { at, who, action: 'next-number-set', subject: shop, detail: { kind, next } })
    return { kind: 'done' }
  })
}
