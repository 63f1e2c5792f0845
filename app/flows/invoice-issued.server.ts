import { now } from '#app/clock.server.ts'
import type { Day } from '#app/core/day.ts'
import { addDays, dayIn } from '#app/core/day.ts'
import { toDecimal } from '#app/core/money.ts'
import type { Quantity } from '#app/core/quantity.ts'
import type { Tx } from '#app/db.server.ts'
import { aloneInShop } from '#app/db.server.ts'
import { documentOf } from '#app/documents/chain.ts'
import type { Invoice } from '#app/documents/document.ts'
import { issue } from '#app/documents/issue.server.ts'
import { mentionsOf } from '#app/documents/mentions.ts'
import type { Amounts, Charged, InvoicedSoFar } from '#app/documents/totals.ts'
import { chargedKey, invoiceAmounts } from '#app/documents/totals.ts'
import { planEffect } from '#app/effects/effect.server.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { termsText } from '#app/orders/terms.ts'
import { invoiceMail } from '#app/paper/mail-text.ts'
import { note } from '#app/shop/audit.server.ts'
import { raiseTasks, resolveTasks, sayTasks } from '#app/tasks/tasks.server.ts'
import { enqueue } from '#app/worker/enqueue.server.ts'
import { creditDue } from './credit-due.server.ts'
import { fileName } from './document-drawn.server.ts'
import { customerMail } from './order-confirmed.server.ts'
import type { OrderFacts } from './order-facts.server.ts'
import { documentHead, orderFacts } from './order-facts.server.ts'
import { missingOfSeller } from './parties.ts'

export type Invoiced =
  | { kind: 'done'; document: string; number: string }
  | { kind: 'does-not-add-up'; why: string }
  | { kind: 'seller-incomplete'; missing: string[] }
  | { kind: 'nothing-to-do' | 'not-started' | 'not-found' }

/**
 * Invoices what was delivered and not yet invoiced, with Shopify's own taxes, and mails it. Refused, with a task, when
 * the sum of the order's invoices would exceed what Shopify charged.
 */
export async function invoiceOrder(shop: string, order: string, who: string): Promise<Invoiced> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<Invoiced> => {
    const facts = await orderFacts(tx, shop, order)
    if (!facts) return { kind: 'not-found' }
    if (!facts.shop.startedAt) return { kind: 'not-started' }
    const missing = missingOfSeller(facts.shop)
    if (missing.length > 0) return { kind: 'seller-incomplete', missing }
    const soFar = await invoicedSoFar(tx, shop, order)
    const charges = await chargesOf(tx, facts, soFar)
    const amounts = invoiceAmounts(charges, facts.snapshot.taxesIncluded, soFar)
    if (amounts.lines.every((l) => l.quantity === 0 || l.charge !== null)) return { kind: 'nothing-to-do' }
    const why = doesNotAddUp(facts.snapshot, amounts, soFar)
    if (why) return refuse(tx, facts, why, at)
    const notes = await deliveryNotesSince(tx, shop, order, soFar.lastAt)
    const delivered = charges.filter((c) => c.line).map((c) => `${c.line}=${c.delivered}`)
    const build = (issuedOn: Day) => invoiceOf(facts, amounts, notes, issuedOn)
    const cause = `invoice:${order}:${delivered.join(',')}`
    const made = await issue(tx, shop, {
      kind: 'invoice',
      cause,
      order,
      who,
      at,
      timeZone: facts.shop.timeZone,
      build,
    })
    await saveLines(tx, shop, made.id, amounts)
    await mailInvoice(tx, facts, build(made.issuedOn), made)
    await resolveTasks(tx, shop, [`invoice:${order}`], at, who)
    await sayTasks(tx, shop, [await creditDue(tx, shop, [facts.snapshot])], at)
    await note(tx, shop, { at, who, action: 'invoiced', subject: order, detail: { number: made.number } })
    await enqueue(tx, 'draw-document', { shop, document: made.id })
    return { kind: 'done', document: made.id, number: made.number }
  })
}

type SoFar = InvoicedSoFar & {
  readonly quantities: ReadonlyMap<string, number>
  readonly total: bigint
  readonly lastAt: Date | null
}

/** What the order's earlier invoices took, read back from the frozen documents themselves. */
async function invoicedSoFar(tx: Tx, shop: string, orderId: string): Promise<SoFar> {
  const rows = await tx.issuedDocument.findMany({
    where: { shop, orderId, kind: 'invoice' },
    select: { body: true, issuedAt: true },
  })
  const nets = new Map<string, bigint>()
  const quantities = new Map<string, number>()
  const taxes = new Map<number, bigint>()
  let total = 0n
  for (const row of rows) {
    const invoice = documentOf(row.body, null) as Invoice
    total += invoice.total
    for (const l of invoice.lines) {
      nets.set(chargedKey(l), (nets.get(chargedKey(l)) ?? 0n) + l.net)
      quantities.set(chargedKey(l), (quantities.get(chargedKey(l)) ?? 0) + l.quantity)
    }
    for (const t of invoice.taxes) taxes.set(t.rate, (taxes.get(t.rate) ?? 0n) + t.tax)
  }
  const times = rows.map((r) => r.issuedAt.getTime())
  return { nets, quantities, taxes, total, lastAt: times.length > 0 ? new Date(Math.max(...times)) : null }
}

// Everything Shopify charged, with what was delivered of it; shipping and the like go on the first invoice. What left
// before Start was invoiced by whatever was used before.
async function chargesOf(tx: Tx, { shop, snapshot }: OrderFacts, soFar: SoFar): Promise<Charged[]> {
  const rows = await tx.orderLine.findMany({ where: { shop: shop.shop, orderId: snapshot.id } })
  const shipped = new Map(rows.map((r) => [r.id, r.shipped]))
  const before = shippedBefore(snapshot, shop.startedAt)
  const lines = snapshot.lines.map((l): Charged => ({
    line: l.id,
    charge: null,
    sku: l.sku,
    title: l.variantTitle ? `${l.title} · ${l.variantTitle}` : l.title,
    quantity: l.quantity,
    delivered: shipped.get(l.id) ?? 0,
    elsewhere: Math.min(before.get(l.id) ?? 0, shipped.get(l.id) ?? 0),
    invoiced: soFar.quantities.get(l.id) ?? 0,
    amount: l.charged,
    taxes: l.taxes,
  }))
  const charges = snapshot.charges
    .filter((c) => c.charged !== 0n)
    .map((c): Charged => {
      const key = `charge:${c.id}`
      return {
        line: null,
        charge: c.id,
        sku: null,
        title: c.title,
        quantity: 1,
        delivered: 1,
        elsewhere: before.size > 0 ? 1 : 0,
        invoiced: soFar.quantities.get(key) ?? 0,
        amount: c.charged,
        taxes: c.taxes,
      }
    })
  return lines.some((l) => l.delivered > l.elsewhere + l.invoiced) ? [...lines, ...charges] : lines
}

function shippedBefore({ fulfillments }: OrderSnapshot, startedAt: Date | null): Map<string, Quantity> {
  const units = new Map<string, Quantity>()
  for (const { status, createdAt, lines } of fulfillments)
    if (status === 'success' && startedAt && new Date(createdAt) < startedAt)
      for (const { line, quantity } of lines) units.set(line, (units.get(line) ?? 0) + quantity)
  return units
}

function doesNotAddUp(snapshot: OrderSnapshot, amounts: Amounts, soFar: SoFar): string | null {
  if (amounts.lines.some((l) => l.net < 0n) || amounts.taxes.some((t) => t.tax < 0n))
    return 'an amount would be negative'
  const sum = soFar.total + amounts.total
  if (sum <= snapshot.total) return null
  const said = (amount: bigint) => `${toDecimal(amount, snapshot.currency)} ${snapshot.currency}`
  return `${said(sum)} > ${said(snapshot.total)}`
}

async function refuse(tx: Tx, { shop, snapshot }: OrderFacts, why: string, at: Date): Promise<Invoiced> {
  const task = {
    key: `invoice:${snapshot.id}`,
    kind: 'invoice-does-not-add-up',
    subject: snapshot.id,
    params: { order: snapshot.name, why },
  } as const
  await raiseTasks(tx, shop.shop, [task], at)
  return { kind: 'does-not-add-up', why }
}

async function deliveryNotesSince(tx: Tx, shop: string, orderId: string, since: Date | null) {
  const issuedAt = since ? { gt: since } : {}
  return tx.issuedDocument.findMany({
    where: {
      shop,
      orderId,
      kind: 'delivery-note',
      // A note that stands in for one that was invoiced was invoiced with it.
      ...(since ? { issuedAt, instead: { none: { of: { issuedAt: { lte: since } } } } } : {}),
      voided: null,
      shipments: { none: { told: 'failed' } },
    },
    select: { number: true, issuedOn: true },
    orderBy: { issuedAt: 'asc' },
  })
}

function invoiceOf(
  facts: OrderFacts,
  amounts: Amounts,
  notes: readonly { number: string; issuedOn: Date }[],
  issuedOn: Day,
): Invoice {
  const { shop, snapshot } = facts
  const lastDelivery = notes.at(-1)?.issuedOn.toISOString().slice(0, 10)
  const lastTold = snapshot.fulfillments
    .map((f) => dayIn(new Date(f.createdAt), shop.timeZone))
    .sort()
    .at(-1)
  return {
    kind: 'invoice',
    ...documentHead(facts),
    issuedOn,
    currency: snapshot.currency,
    ...amounts,
    paid: snapshot.financialStatus?.toLowerCase() === 'paid',
    dueOn: dueOn(snapshot, issuedOn, shop.timeZone),
    terms: termsText(snapshot.terms, facts.language),
    deliveredOn: lastDelivery ?? lastTold ?? issuedOn,
    deliveryNotes: notes.map((n) => n.number),
    bank: shop.iban ? { iban: shop.iban, bic: shop.bic } : null,
    mentions: mentionsOf({
      country: shop.countryCode,
      business: snapshot.buyer.kind === 'company',
      latePenalty: shop.latePenalty,
    }),
  }
}

// Net days count from the invoice; a fixed date stays, never before the invoice itself.
function dueOn({ terms }: OrderSnapshot, issuedOn: Day, timeZone: string): Day | null {
  if (terms?.netDays !== null && terms?.netDays !== undefined) return addDays(issuedOn, terms.netDays)
  const fixed = terms?.dueAt ? dayIn(new Date(terms.dueAt), timeZone) : null
  return fixed && fixed > issuedOn ? fixed : issuedOn
}

async function saveLines(tx: Tx, shop: string, document: string, amounts: Amounts): Promise<void> {
  await tx.documentLine.createMany({
    data: amounts.lines.map((l, position) => ({
      shop,
      document,
      position,
      lineId: l.line,
      charge: l.charge,
      quantity: l.quantity,
      net: l.net,
      rate: l.rate,
    })),
  })
}

async function mailInvoice(
  tx: Tx,
  facts: OrderFacts,
  invoice: Invoice,
  made: { id: string; number: string },
): Promise<void> {
  if (!facts.email) return
  const attachments = [
    { filename: `${made.number}.pdf`, contentType: 'application/pdf', file: fileName(made.id) },
  ]
  const payload = customerMail(
    facts,
    invoiceMail(invoice, made.number, facts.language),
    { kind: 'document', id: made.id },
    attachments,
  )
  await planEffect(tx, facts.shop.shop, { key: `mail:document:${made.id}`, kind: 'mail', payload })
}
