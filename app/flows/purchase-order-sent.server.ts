import { now } from '#app/clock.server.ts'
import type { Day } from '#app/core/day.ts'
import { dayIn } from '#app/core/day.ts'
import type { Language } from '#app/core/language.ts'
import { postalLines, type PostalAddress } from '#app/core/postal-address.ts'
import type { Tx } from '#app/db.server.ts'
import { aloneInShop } from '#app/db.server.ts'
import type { Party, PurchaseOrderDocument } from '#app/documents/document.ts'
import { issue } from '#app/documents/issue.server.ts'
import { planEffect } from '#app/effects/effect.server.ts'
import type { MailPayload } from '#app/effects/mail-effect.server.ts'
import { purchaseOrderCsv } from '#app/paper/csv.ts'
import { purchaseOrderMail } from '#app/paper/mail-text.ts'
import { note } from '#app/shop/audit.server.ts'
import { sendingAt } from '#app/suppliers/calendar.ts'
import { calendarOf } from '#app/suppliers/calendar-of.server.ts'
import { enqueue } from '#app/worker/enqueue.server.ts'
import { fileName } from './document-drawn.server.ts'
import { rebalanceShop } from './items-rebalanced.server.ts'
import { shopRow } from './order-facts.server.ts'
import { languageOf, placeParty, sellerParty } from './parties.ts'

export type Sent =
  | { kind: 'done'; number: string }
  | { kind: 'no-email' | 'empty' | 'not-a-draft' | 'not-started' | 'not-found' }

/**
 * Sends a draft: it gets its number, its units are claimed by the orders that wait for them, and the mail with PDF and
 * CSV is planned, all in one transaction. A mail server that refuses is a task and unclaims nothing.
 */
export async function sendPurchaseOrder(shop: string, id: string, who: string): Promise<Sent> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<Sent> => {
    const order = await draftToSend(tx, shop, id)
    const row = await shopRow(tx, shop)
    if (!order || !row) return { kind: 'not-found' }
    if (!row.startedAt) return { kind: 'not-started' }
    if (order.state !== 'draft') return { kind: 'not-a-draft' }
    if (!order.of.email) return { kind: 'no-email' }
    if (order.lines.every((l) => l.quantity === 0)) return { kind: 'empty' }
    const calendar = await calendarOf(order.of, row.timeZone, dayIn(at, row.timeZone))
    const arrival = sendingAt(calendar, at).arrivesOn
    const language = languageOf(order.of.language, null, row.language)
    const place = await tx.location.findUnique({ where: { shop_id: { shop, id: order.location } } })
    const deliverTo = placeParty(row, place, language)
    const build = (issuedOn: Day, number: string) =>
      documentOf(row, order, { language, issuedOn, number, arrival, deliverTo })
    const made = await issue(tx, shop, {
      kind: 'purchase-order',
      cause: `sent:${id}:1`,
      purchaseOrder: id,
      who,
      at,
      timeZone: row.timeZone,
      build,
    })
    const sent = { state: 'sent', number: made.number, revision: 1, sentAt: at }
    await tx.purchaseOrder.update({ where: { shop_id: { shop, id } }, data: sent })
    await tx.purchaseOrderLine.updateMany({
      where: { shop, purchaseOrder: id },
      data: { expectedOn: new Date(arrival) },
    })
    await rebalanceShop(tx, shop, at, { items: order.lines.map((l) => l.item) }, `sent:${id}`, who)
    await planMail(tx, row, order, build(made.issuedOn, made.number), made)
    await note(tx, shop, {
      at,
      who,
      action: 'purchase-order-sent',
      subject: id,
      detail: { number: made.number },
    })
    await enqueue(tx, 'draw-document', { shop, document: made.id })
    return { kind: 'done', number: made.number }
  })
}

type ShopRow = NonNullable<Awaited<ReturnType<typeof shopRow>>>
type Draft = NonNullable<Awaited<ReturnType<typeof draftToSend>>>

function draftToSend(tx: Tx, shop: string, id: string) {
  return tx.purchaseOrder.findUnique({
    where: { shop_id: { shop, id } },
    include: { of: true, lines: { orderBy: { position: 'asc' } } },
  })
}

type Told = { language: Language; issuedOn: Day; number: string; arrival: Day; deliverTo: Party }

function documentOf(
  row: ShopRow,
  order: Draft,
  { language, issuedOn, number, arrival, deliverTo }: Told,
): PurchaseOrderDocument {
  const lines = order.lines
    .filter((l) => l.quantity > 0)
    .map((l) => ({
      supplierReference: l.reference,
      sku: l.sku,
      title: l.title,
      quantity: l.quantity,
      packSize: l.packSize,
      unitCost: l.unitCost,
      net: l.unitCost * BigInt(l.quantity),
      expectedOn: arrival,
    }))
  return {
    kind: 'purchase-order',
    language,
    shopName: row.name,
    seller: sellerParty(row, language),
    issuedOn,
    purchaseOrder: number,
    revision: 1,
    supplier: {
      name: order.of.name,
      lines: postalLines(order.of.address as Partial<PostalAddress>, language, row.countryCode),
      email: order.of.email,
      phone: null,
      registrations: [],
    },
    deliverTo,
    currency: order.currency,
    wantedOn: arrival,
    lines,
    net: lines.reduce((sum, l) => sum + l.net, 0n),
    note: order.note,
  }
}

async function planMail(
  tx: Tx,
  row: ShopRow,
  order: Draft,
  document: PurchaseOrderDocument,
  made: { id: string; number: string },
): Promise<void> {
  const csv = Buffer.from(purchaseOrderCsv(document), 'utf8').toString('base64')
  const payload: MailPayload = {
    to: order.of.email!,
    toName: order.of.name,
    fromName: row.name,
    ...(row.email ? { replyTo: row.email } : {}),
    ...purchaseOrderMail(document, document.language),
    attachments: [
      { filename: `${made.number}.pdf`, contentType: 'application/pdf', file: fileName(made.id) },
      { filename: `${made.number}.csv`, contentType: 'text/csv; charset=utf-8', base64: csv },
    ],
    about: { kind: 'purchase-order', id: order.id },
  }
  await planEffect(tx, row.shop, { key: `mail:purchase-order:${order.id}:1`, kind: 'mail', payload })
}
