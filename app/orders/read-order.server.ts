import type { Accepted } from '../core/accepted.ts'
import { heldDays } from '../held-days.server.ts'
import { gid } from '../core/gid.ts'
import { toDecimal } from '../core/money.ts'
import { Prisma, type Tx } from '../db.server.ts'
import { readMails, type MailView } from '../effects/read-mails.server.ts'
import type { Dated, Decision } from './decision.ts'
import { parseDates, parseDecisions } from './decision.ts'
import { CALLED_LINES } from './called-units.server.ts'
import { nextStep, type NextStep } from './next-step.ts'
import type { OrderSnapshot } from './order.ts'
import { stepStates } from './step-state.server.ts'

/** One line of an order: how many of its units are where, since when and why. */
export type OrderPageLine = {
  readonly id: string
  readonly sku: string | null
  readonly title: string
  readonly item: string | null
  readonly ordered: number
  readonly removed: number
  readonly cancelled: number
  readonly reserved: number
  readonly claimed: number
  readonly unsourced: number
  readonly shipped: number
  readonly unstocked: number
  readonly returned: number
  readonly promised: Dated[]
  readonly expected: Dated[]
  readonly why: Decision[]
  /** `days`: for how long its oldest unit has been held. */
  readonly reservations: { location: string; quantity: number; provisional: boolean; days: number }[]
  readonly claims: { purchaseOrder: string; number: string; quantity: number }[]
}

/** Everything of one order that people look at. Amounts are decimal texts, instants ISO 8601. */
export type OrderPage = {
  readonly id: string
  readonly name: string
  readonly state: 'open' | 'closed' | 'cancelled'
  readonly placedAt: string
  readonly confirmedAt: string | null
  readonly b2b: boolean
  readonly currency: string
  /** What edits and refunds left of the order, and what it was at first when that differs. */
  readonly total: string
  readonly totalAtFirst: string | null
  readonly customer: { id: string | null; name: string; email: string | null }
  readonly accepts: Accepted
  readonly maxShipments: number | null
  readonly shipments: number
  /** Whether its units are kept until called, and the calls that still want any, the one to be served first first. */
  readonly callOff: boolean
  readonly calls: CallView[]
  readonly snapshot: Told
  readonly lines: OrderPageLine[]
  readonly documents: {
    id: string
    kind: string
    number: string
    issuedOn: string
    total: string | null
    currency: string | null
    /** Why it counts no longer; null while it does. */
    voided: string | null
  }[]
  readonly purchaseOrders: {
    id: string
    number: string | null
    state: string
    supplier: string
    quantity: number
  }[]
  /** What the customer was written about the order and its documents, newest first. */
  readonly mails: MailView[]
  readonly tasks: { key: string; kind: string; subject: string; params: Record<string, string | number> }[]
  readonly history: { at: string; who: string; action: string; detail: Record<string, unknown> }[]
  readonly historyIsWhole: boolean
  readonly nextStep: NextStep
}

export type CallView = {
  readonly id: string
  readonly wishedOn: string | null
  readonly calledAt: string
  readonly who: string
  readonly lines: { line: string; title: string; quantity: number; open: number }[]
}

type Told = Pick<
  OrderSnapshot,
  | 'billTo'
  | 'shipTo'
  | 'note'
  | 'purchaseOrderNumber'
  | 'terms'
  | 'financialStatus'
  | 'source'
  | 'taxesIncluded'
  | 'test'
>

/** Reads an order by its id, the digits of its id, or its name with or without "#"; null when there is none. */
export async function readOrder(tx: Tx, shop: string, idOrName: string): Promise<OrderPage | null> {
  const ids = [idOrName, gid('Order', idOrName)]
  const names = [idOrName, `#${idOrName}`]
  const order =
    (await tx.order.findFirst({ where: { shop, id: { in: ids } } })) ??
    (await tx.order.findFirst({ where: { shop, name: { in: names } }, orderBy: { placedAt: 'desc' } }))
  if (!order) return null
  const state = (await stepStates(tx, shop, [order.id])).get(order.id)!
  const customer = order.customer
    ? await tx.customer.findUnique({ where: { shop_id: { shop, id: order.customer } } })
    : null
  const snapshot = order.snapshot as unknown as OrderSnapshot
  const email = snapshot.email ?? customer?.email ?? null
  const documents = await documentsOf(tx, shop, order.id)
  const history = await historyOf(tx, shop, order.id)
  const subjects = [order.id, order.name, ...documents.map((document) => document.id)]
  const left = order.state === 'cancelled' ? order.total : BigInt(snapshot.currentTotal ?? order.total)
  return {
    id: order.id,
    name: order.name,
    state: state.state,
    placedAt: order.placedAt.toISOString(),
    confirmedAt: order.confirmedAt?.toISOString() ?? null,
    b2b: order.b2b,
    currency: order.currency,
    total: toDecimal(left, order.currency),
    totalAtFirst: left === order.total ? null : toDecimal(order.total, order.currency),
    customer: { id: order.customer, name: order.customerName || (email ?? ''), email },
    accepts: state.accepts,
    maxShipments: state.maxShipments,
    shipments: state.shipments,
    callOff: state.callOff,
    calls: state.callOff ? await callsOf(tx, shop, order.id) : [],
    snapshot: toldOf(snapshot),
    lines: await linesOf(tx, shop, order.id),
    documents,
    purchaseOrders: await purchaseOrdersOf(tx, shop, order.id),
    mails: await readMails(tx, shop, subjects),
    tasks: await tasksOf(tx, shop, subjects),
    history,
    historyIsWhole: history.length < LONGEST_HISTORY,
    nextStep: nextStep(state),
  }
}

function toldOf(snapshot: OrderSnapshot): Told {
  const { billTo, shipTo, note, purchaseOrderNumber, terms, financialStatus, source, taxesIncluded, test } =
    snapshot
  return { billTo, shipTo, note, purchaseOrderNumber, terms, financialStatus, source, taxesIncluded, test }
}

async function linesOf(tx: Tx, shop: string, orderId: string): Promise<OrderPageLine[]> {
  const lines = await tx.orderLine.findMany({
    where: { shop, orderId },
    orderBy: { position: 'asc' },
    include: {
      reservations: { orderBy: { madeAt: 'asc' } },
      claims: { include: { incoming: { include: { of: true } } }, orderBy: { madeAt: 'asc' } },
    },
  })
  const locations = new Map((await tx.location.findMany({ where: { shop } })).map((l) => [l.id, l.name]))
  const daysHeld = await heldDays(tx, shop)
  return lines.map(({ reservations, claims, promised, expected, why, ...line }) => ({
    ...line,
    promised: parseDates(promised),
    expected: parseDates(expected),
    why: parseDecisions(why),
    reservations: reservations.map(({ location, quantity, provisional, madeAt }) => ({
      location: locations.get(location) ?? location,
      quantity,
      provisional,
      days: daysHeld(madeAt),
    })),
    claims: claims.map(({ quantity, incoming }) => ({
      purchaseOrder: incoming.purchaseOrder,
      number: incoming.of.number ?? '',
      quantity,
    })),
  }))
}

function callsOf(tx: Tx, shop: string, orderId: string): Promise<CallView[]> {
  return tx.$queryRaw<CallView[]>`
    SELECT c.id::text, c.wished_on::text AS "wishedOn", d.who,
      to_char(c.called_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "calledAt",
      jsonb_agg(jsonb_build_object('line', c.line_id, 'title', l.title, 'quantity', c.quantity, 'open', c.open) ORDER BY l.position) AS lines
    FROM ${CALLED_LINES} c
    JOIN delivery_call d ON d.shop = c.shop AND d.id = c.id
    JOIN order_line l ON l.shop = c.shop AND l.id = c.line_id
    WHERE c.shop = ${shop} AND c.order_id = ${orderId}
    GROUP BY c.id, c.wished_on, c.called_at, d.who HAVING sum(c.open) > 0
    ORDER BY c.wished_on NULLS FIRST, c.called_at, c.id`
}

async function documentsOf(tx: Tx, shop: string, orderId: string): Promise<OrderPage['documents']> {
  const documents = await tx.issuedDocument.findMany({
    where: { shop, orderId },
    orderBy: [{ issuedAt: 'asc' }, { no: 'asc' }],
    select: {
      ...{ id: true, kind: true, number: true, issuedOn: true, total: true, currency: true },
      voided: { select: { reason: true } },
    },
  })
  return documents.map(({ total, currency, issuedOn, voided, ...document }) => ({
    ...document,
    issuedOn: issuedOn.toISOString().slice(0, 10),
    total: total !== null && currency ? toDecimal(total, currency) : null,
    currency,
    voided: voided?.reason ?? null,
  }))
}

// What was bought for the order: named by a draft's or a sent order's demand, or claimed since.
function purchaseOrdersOf(tx: Tx, shop: string, orderId: string): Promise<OrderPage['purchaseOrders']> {
  return tx.$queryRaw<OrderPage['purchaseOrders']>(Prisma.sql`
    SELECT p.id::text, p.number, p.state, s.name AS supplier, sum(n.quantity)::int AS quantity
    FROM order_line l
    JOIN po_line_demand n ON n.shop = l.shop AND n.line_id = l.id
    JOIN purchase_order_line pl ON pl.shop = n.shop AND pl.id = n.po_line
    JOIN purchase_order p ON p.shop = pl.shop AND p.id = pl.purchase_order
    JOIN supplier s ON s.shop = p.shop AND s.id = p.supplier
    WHERE l.shop = ${shop} AND l.order_id = ${orderId}
    GROUP BY p.shop, p.id, s.name ORDER BY p.created_at, p.id`)
}

async function tasksOf(tx: Tx, shop: string, subjects: string[]): Promise<OrderPage['tasks']> {
  const tasks = await tx.task.findMany({
    where: { shop, resolvedAt: null, subject: { in: subjects } },
    orderBy: { raisedAt: 'desc' },
    take: 10,
  })
  return tasks.map(({ key, kind, subject, params }) => ({
    key,
    kind,
    subject,
    params: params as Record<string, string | number>,
  }))
}

const LONGEST_HISTORY = 100

async function historyOf(tx: Tx, shop: string, subject: string): Promise<OrderPage['history']> {
  const entries = await tx.auditEntry.findMany({
    where: { shop, subject },
    orderBy: { id: 'desc' },
    take: LONGEST_HISTORY,
  })
  return entries.map(({ at, who, action, detail }) => ({
    at: at.toISOString(),
    who,
    action,
    detail: detail as Record<string, unknown>,
  }))
}
