import { toDecimal } from '../core/money.ts'
import { sumOf } from '../core/quantity.ts'
import { Prisma, type Tx } from '../db.server.ts'
import { readMails, type MailView } from '../effects/read-mails.server.ts'
import { isOpen, keptBeyond, toCome, type PurchaseOrderState } from './purchase-order.ts'
import { withoutNeed } from './without-need.ts'

type Dated = { quantity: number; on: string }

/** Why units of a line were bought, or which order they are held for. */
export type ForOrder = { order: string; orderId: string; quantity: number }
export type Need = {
  need: 'order' | 'reorder' | 'rounding' | 'free'
  order: string | null
  orderId: string | null
  quantity: number
}

/** A purchase order's line. Money as decimal texts of the order's currency. */
export type PurchaseOrderPageLine = {
  readonly id: string
  readonly item: string
  readonly sku: string | null
  readonly title: string
  readonly reference: string | null
  readonly packSize: number
  readonly moq: number
  readonly unitCost: string
  readonly quantity: number
  readonly short: number
  /** Of what was ordered; `beyond` is what came besides and was kept. */
  readonly received: number
  readonly beyond: number
  /** What of all that came has to be paid for. */
  readonly toPay: { readonly quantity: number; readonly amount: string }
  readonly toCome: number
  readonly acknowledged: Dated[]
  readonly expectedOn: string | null
  readonly byHand: boolean
  readonly net: string
  readonly needs: Need[]
  readonly heldFor: ForOrder[]
  /** Units of a sent line that no order needs any more. */
  readonly withoutNeed: number
}

export type PurchaseOrderPage = {
  readonly id: string
  readonly number: string | null
  readonly state: PurchaseOrderState
  readonly revision: number
  readonly supplier: { id: string; name: string; email: string | null; leadDays: number; cutOff: string }
  readonly location: string
  readonly locationId: string
  readonly currency: string
  readonly note: string | null
  readonly createdAt: string
  readonly sentAt: string | null
  readonly closedAt: string | null
  readonly total: string
  readonly lines: PurchaseOrderPageLine[]
  readonly mails: MailView[]
  readonly receipts: {
    id: string
    at: string
    who: string
    lines: { title: string; quantity: number; surplus: number; surplusIs: string }[]
  }[]
  readonly documents: { id: string; kind: string; number: string; issuedOn: string }[]
  readonly history: { at: string; who: string; action: string; detail: Record<string, unknown> }[]
}

/** Reads a purchase order by its id or number; null when there is none. */
export async function readPurchaseOrder(
  tx: Tx,
  shop: string,
  idOrNumber: string,
): Promise<PurchaseOrderPage | null> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM purchase_order WHERE shop = ${shop} AND (id::text = ${idOrNumber} OR number = ${idOrNumber})`
  if (!found[0]) return null
  const { id } = found[0]
  const order = await tx.purchaseOrder.findUniqueOrThrow({
    where: { shop_id: { shop, id } },
    include: {
      of: true,
      receipts: { include: { lines: { include: { line: true } } }, orderBy: { receivedAt: 'desc' } },
    },
  })
  const location = await tx.location.findUnique({ where: { shop_id: { shop, id: order.location } } })
  const lines = await linesOf(tx, shop, id, order.currency)
  const total = lines.reduce((sum, line) => sum + line.minor, 0n)
  return {
    id,
    number: order.number,
    state: order.state as PurchaseOrderState,
    revision: order.revision,
    supplier: {
      id: order.of.id,
      name: order.of.name,
      email: order.of.email,
      leadDays: order.of.leadDays,
      cutOff: order.of.cutOff,
    },
    location: location?.name ?? order.location,
    locationId: order.location,
    currency: order.currency,
    note: order.note,
    createdAt: order.createdAt.toISOString(),
    sentAt: order.sentAt?.toISOString() ?? null,
    closedAt: order.closedAt?.toISOString() ?? null,
    total: toDecimal(total, order.currency),
    lines: lines.map(({ minor: _, ...line }) => line),
    mails: await readMails(tx, shop, [id]),
    receipts: order.receipts.map((receipt) => ({
      id: receipt.id,
      at: receipt.receivedAt.toISOString(),
      who: receipt.who,
      lines: receipt.lines.map(({ line, quantity, surplus, surplusIs }) => ({
        title: line.title,
        quantity,
        surplus,
        surplusIs,
      })),
    })),
    documents: await documentsOf(tx, shop, id),
    history: await historyOf(tx, shop, id),
  }
}

async function linesOf(
  tx: Tx,
  shop: string,
  purchaseOrder: string,
  currency: string,
): Promise<(PurchaseOrderPageLine & { minor: bigint })[]> {
  const lines = await tx.purchaseOrderLine.findMany({
    where: { shop, purchaseOrder },
    orderBy: { position: 'asc' },
    include: { receipts: true, of: { include: { of: { include: { items: true } } } } },
  })
  const needs = await needsOf(tx, shop, purchaseOrder)
  const holders = await holdersOf(tx, shop, purchaseOrder)
  return lines.map(({ of, receipts, unitCost, acknowledged, expectedOn, ...line }) => {
    const dates = acknowledged as Dated[]
    const day = expectedOn?.toISOString().slice(0, 10) ?? null
    const minor = unitCost * BigInt(line.quantity)
    const left = toCome({ ...line, acknowledged: dates, expectedOn: day })
    const mine = needs.filter((need) => need.line === line.id)
    const held = holders.filter((holder) => holder.line === line.id)
    const boughtForShelf = sumOf(
      mine.filter((n) => n.need !== 'order'),
      (n) => n.quantity,
    )
    const claimed = sumOf(held, (h) => h.quantity)
    const { beyond, priced } = keptBeyond(receipts)
    const due = line.received + priced
    return {
      ...line,
      moq: of.of.items.find((i) => i.item === line.item)?.moq ?? 1,
      unitCost: toDecimal(unitCost, currency),
      acknowledged: dates,
      expectedOn: day,
      beyond,
      toPay: { quantity: due, amount: toDecimal(unitCost * BigInt(due), currency) },
      toCome: left,
      minor,
      net: toDecimal(minor, currency),
      needs: mine.map(({ line: _, ...need }) => need),
      withoutNeed: isOpen(of.state as PurchaseOrderState)
        ? withoutNeed({ toCome: left, claimed, boughtForShelf })
        : 0,
      heldFor: held.map(({ line: _, ...held }) => held),
    }
  })
}

function needsOf(tx: Tx, shop: string, purchaseOrder: string): Promise<(Need & { line: string })[]> {
  return tx.$queryRaw(Prisma.sql`
    SELECT n.po_line::text AS line, n.need, o.name AS order, o.id AS "orderId", n.quantity
    FROM purchase_order_line pl
    JOIN po_line_demand n ON n.shop = pl.shop AND n.po_line = pl.id
    LEFT JOIN order_line l ON l.shop = n.shop AND l.id = n.line_id
    LEFT JOIN orders o ON o.shop = l.shop AND o.id = l.order_id
    WHERE pl.shop = ${shop} AND pl.purchase_order = ${purchaseOrder}::uuid
    ORDER BY CASE n.need WHEN 'order' THEN 1 WHEN 'reorder' THEN 2 WHEN 'rounding' THEN 3 ELSE 4 END,
             o.placed_at, o.id`)
}

function holdersOf(tx: Tx, shop: string, purchaseOrder: string): Promise<(ForOrder & { line: string })[]> {
  return tx.$queryRaw(Prisma.sql`
    SELECT c.po_line::text AS line, o.name AS order, o.id AS "orderId", sum(c.quantity)::int AS quantity
    FROM purchase_order_line pl
    JOIN claim c ON c.shop = pl.shop AND c.po_line = pl.id
    JOIN orders o ON o.shop = c.shop AND o.id = c.order_id
    WHERE pl.shop = ${shop} AND pl.purchase_order = ${purchaseOrder}::uuid
    GROUP BY c.po_line, o.shop, o.id ORDER BY o.placed_at, o.id`)
}

async function documentsOf(
  tx: Tx,
  shop: string,
  purchaseOrder: string,
): Promise<PurchaseOrderPage['documents']> {
  const documents = await tx.issuedDocument.findMany({
    where: { shop, purchaseOrder },
    orderBy: { issuedAt: 'asc' },
    select: { id: true, kind: true, number: true, issuedOn: true },
  })
  return documents.map((document) => ({
    ...document,
    issuedOn: document.issuedOn.toISOString().slice(0, 10),
  }))
}

async function historyOf(tx: Tx, shop: string, subject: string): Promise<PurchaseOrderPage['history']> {
  const entries = await tx.auditEntry.findMany({
    where: { shop, subject },
    orderBy: { id: 'desc' },
    take: 50,
  })
  return entries.map(({ at, who, action, detail }) => ({
    at: at.toISOString(),
    who,
    action,
    detail: detail as Record<string, unknown>,
  }))
}
