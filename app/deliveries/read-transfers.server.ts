import { toDecimal } from '../core/money.ts'
import { Prisma, type Tx } from '../db.server.ts'
import {
  inTransit,
  statusOf,
  type TransferState,
  type TransferStatus,
  type TransferUnits,
} from './transfer.ts'

export type TransferTab = 'open' | 'done'

/** A transfer in a list. */
export type ListedTransfer = {
  readonly id: string
  readonly number: string | null
  readonly state: TransferState
  readonly origin: string
  readonly destination: string
  readonly quantity: number
  readonly inTransit: number
  readonly createdAt: string
  readonly sentAt: string | null
}

const STATES: Record<TransferTab, TransferState[]> = {
  open: ['draft', 'sent', 'partly-received'],
  done: ['received', 'closed', 'cancelled'],
}

type Listed = Omit<ListedTransfer, 'createdAt' | 'sentAt'> & { createdAt: Date; sentAt: Date | null }

/** Transfers of a tab, newest first, by keyset. */
export async function listTransfers(
  tx: Tx,
  shop: string,
  { tab, after, take }: { tab: TransferTab; after: string | null; take: number },
): Promise<{ transfers: ListedTransfer[]; next: string | null }> {
  const [createdAt, id] = after?.split(' ') ?? []
  const at = new Date(createdAt ?? '')
  const further =
    id && !Number.isNaN(at.getTime())
      ? Prisma.sql`AND (t.created_at, t.id) < (${at}, ${id}::uuid)`
      : Prisma.empty
  const rows = await tx.$queryRaw<Listed[]>`
    SELECT t.id::text, d.number, t.state, coalesce(a.name, t.origin) AS origin, coalesce(b.name, t.destination) AS destination,
      t.created_at AS "createdAt", t.sent_at AS "sentAt", sums.*
    FROM transfer t
    LEFT JOIN document d ON d.shop = t.shop AND d.id = t.note
    LEFT JOIN location a ON a.shop = t.shop AND a.id = t.origin
    LEFT JOIN location b ON b.shop = t.shop AND b.id = t.destination
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(l.quantity), 0)::float8 AS quantity,
        CASE WHEN t.note IS NULL THEN 0 ELSE coalesce(sum(l.quantity - l.arrived - l.lost - l.never_left), 0)::float8 END AS "inTransit"
      FROM transfer_line l WHERE l.shop = t.shop AND l.transfer = t.id) sums
    WHERE t.shop = ${shop} AND t.state = ANY(${STATES[tab]}) ${further}
    ORDER BY t.created_at DESC, t.id DESC LIMIT ${take + 1}`
  const transfers = rows.slice(0, take).map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
  }))
  const last = transfers.at(-1)
  return { transfers, next: rows.length > take && last ? `${last.createdAt} ${last.id}` : null }
}

/** A line of a transfer: where its units are, and how many are free at the origin. */
export type TransferPageLine = TransferUnits & {
  readonly item: string
  readonly sku: string | null
  readonly barcode: string | null
  readonly title: string
  readonly inTransit: number
  readonly free: number
  /** What a unit costs, as a decimal text; null when nobody knows. */
  readonly unitCost: string | null
}

export type TransferPage = {
  readonly id: string
  readonly status: TransferStatus
  readonly origin: string
  readonly destination: string
  readonly lines: TransferPageLine[]
  /** What was said to be lost, newest first. */
  readonly losses: { at: string; reason: string; units: number; value: string }[]
  readonly tasks: { key: string; kind: string; subject: string; params: Record<string, string | number> }[]
  readonly history: { at: string; who: string; action: string; detail: Record<string, unknown> }[]
}

/** Everything of one transfer; null when there is none. */
export async function readTransfer(tx: Tx, shop: string, id: string): Promise<TransferPage | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null
  const transfer = await tx.transfer.findUnique({
    where: { shop_id: { shop, id } },
    include: { document: { select: { id: true, number: true } } },
  })
  const seller = await tx.shop.findUnique({ where: { shop }, select: { currency: true } })
  if (!transfer || !seller) return null
  const { origin, destination, state, document, sentAt, endedAt } = transfer
  const places = await tx.location.findMany({ where: { shop, id: { in: [origin, destination] } } })
  const nameOf = (place: string) => places.find((one) => one.id === place)?.name ?? place
  return {
    id,
    status: statusOf({
      state,
      note: document,
      sentAt: sentAt?.toISOString() ?? null,
      endedAt: endedAt?.toISOString() ?? null,
    }),
    origin: nameOf(origin),
    destination: nameOf(destination),
    lines: await linesOf(tx, shop, id, origin, seller.currency),
    losses: await lossesOf(tx, shop, id, seller.currency),
    tasks: await tasksOf(tx, shop, id),
    history: await historyOf(tx, shop, id),
  }
}

async function linesOf(
  tx: Tx,
  shop: string,
  id: string,
  origin: string,
  currency: string,
): Promise<TransferPageLine[]> {
  const rows = await tx.$queryRaw<
    (Omit<TransferPageLine, 'inTransit' | 'unitCost'> & { cost: bigint | null })[]
  >`
    SELECT l.item, l.sku, l.title, l.quantity, l.arrived, l.lost, l.never_left AS "neverLeft", v.barcode, v.cost,
      greatest(0, coalesce(s.on_hand - s.unavailable - s.reserved - s.safety_stock, 0)) AS free
    FROM transfer_line l
    LEFT JOIN stock_level s ON s.shop = l.shop AND s.item = l.item AND s.location = ${origin}
    LEFT JOIN LATERAL (
      SELECT barcode, unit_cost AS cost FROM variant WHERE shop = l.shop AND item = l.item
      ORDER BY deleted_at DESC NULLS FIRST, id LIMIT 1) v ON true
    WHERE l.shop = ${shop} AND l.transfer = ${id}::uuid ORDER BY l.position`
  return rows.map(({ cost, ...line }) => ({
    ...line,
    inTransit: inTransit(line),
    unitCost: cost === null ? null : toDecimal(cost, currency),
  }))
}

async function lossesOf(tx: Tx, shop: string, id: string, currency: string): Promise<TransferPage['losses']> {
  const steps = await tx.transferStep.findMany({
    where: { shop, transfer: id, kind: 'lost' },
    include: { lines: true },
    orderBy: { at: 'desc' },
  })
  return steps.map(({ at, reason, lines }) => ({
    at: at.toISOString(),
    reason,
    units: lines.reduce((sum, l) => sum + l.quantity, 0),
    value: toDecimal(
      lines.reduce((sum, l) => sum + (l.unitCost ?? 0n) * BigInt(l.quantity), 0n),
      currency,
    ),
  }))
}

async function tasksOf(tx: Tx, shop: string, subject: string): Promise<TransferPage['tasks']> {
  const tasks = await tx.task.findMany({
    where: { shop, subject, resolvedAt: null },
    orderBy: { raisedAt: 'desc' },
    take: 10,
  })
  return tasks.map(({ key, kind, params }) => ({
    key,
    kind,
    subject,
    params: params as Record<string, string | number>,
  }))
}

async function historyOf(tx: Tx, shop: string, subject: string): Promise<TransferPage['history']> {
  const entries = await tx.auditEntry.findMany({
    where: { shop, subject },
    orderBy: { id: 'desc' },
    take: 100,
  })
  return entries.map(({ at, who, action, detail }) => ({
    at: at.toISOString(),
    who,
    action,
    detail: detail as Record<string, unknown>,
  }))
}
