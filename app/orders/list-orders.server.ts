import { toDecimal } from '../core/money.ts'
import { Prisma, type Tx } from '../db.server.ts'
import { folded, likeOf } from '../search.server.ts'
import { isToDo, nextStep, stepKey, type NextStep, type StepKey, type WorkStep } from './next-step.ts'
import { stepStates } from './step-state.server.ts'

export type OrderTab = 'open' | 'to-do' | 'closed' | 'cancelled'

/** An order in a list. Amounts are decimal texts; `total` is what edits and refunds left of it. */
export type ListedOrder = {
  readonly id: string
  readonly name: string
  readonly placedAt: string
  readonly customer: string
  readonly b2b: boolean
  readonly total: string
  readonly currency: string
  readonly state: 'open' | 'closed' | 'cancelled'
  readonly reserved: number
  readonly claimed: number
  readonly unsourced: number
  readonly shipped: number
  readonly promisedOn: string | null
  readonly expectedOn: string | null
  readonly step: NextStep
}

export type OrderList = { readonly orders: ListedOrder[]; readonly next: string | null }

/** `step` narrows the tab to one next step. */
type Wanted = { tab: OrderTab; search: string; step: WorkStep | null; after: string | null; take: number }
type Row = Omit<
  ListedOrder,
  'total' | 'placedAt' | 'step' | 'reserved' | 'claimed' | 'unsourced' | 'shipped'
> & {
  total: bigint
  placedAt: Date
}

// What comes next is decided order by order; after this many that are not wanted, the page ends and "more" goes on.
const LOOKED_AT_MOST = 1000

/** Orders, newest first, by keyset: `next` goes on where the page ended. */
export async function listOrders(tx: Tx, shop: string, wanted: Wanted): Promise<OrderList> {
  const found: ListedOrder[] = []
  let after = wanted.after
  const batch = wanted.tab === 'cancelled' ? wanted.take + 1 : 100
  for (let looked = 0; looked < LOOKED_AT_MOST;) {
    const rows = await rowsOf(tx, shop, {
      ...wanted,
      after,
      take: batch,
    })
    const orders = await withSteps(tx, shop, rows)
    for (const order of orders) {
      if (found.length === wanted.take) return { orders: found, next: after }
      after = `${order.placedAt} ${order.id}`
      if (isWanted(order, wanted)) found.push(order)
    }
    looked += rows.length
    if (rows.length < batch) return { orders: found, next: null }
  }
  return { orders: found, next: after }
}

// Whether an order is finished is Carnet's to say: Shopify closes it once it is paid, perhaps long after.
function isWanted({ step, state }: ListedOrder, { tab, step: only }: Wanted): boolean {
  if (only && stepKey(step) !== only) return false
  switch (tab) {
    case 'open':
      return step.kind !== 'done'
    case 'to-do':
      return isToDo(step)
    case 'closed':
      return state === 'closed' || step.kind === 'done'
    case 'cancelled':
      return true
  }
}

/** How many open orders wait for which step, and for what. */
export async function countSteps(tx: Tx, shop: string): Promise<Map<StepKey, number>> {
  const open = await tx.order.findMany({ where: { shop, state: 'open' }, select: { id: true } })
  const counts = new Map<StepKey, number>()
  for (const state of (
    await stepStates(
      tx,
      shop,
      open.map((o) => o.id),
    )
  ).values()) {
    const key = stepKey(nextStep(state))
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

async function withSteps(tx: Tx, shop: string, rows: Row[]): Promise<ListedOrder[]> {
  const states = await stepStates(
    tx,
    shop,
    rows.map((row) => row.id),
  )
  return rows.map((row) => {
    const state = states.get(row.id)!
    const { reserved, claimed, unsourced, shipped } = state
    const total = toDecimal(row.total, row.currency)
    return {
      ...row,
      total,
      placedAt: row.placedAt.toISOString(),
      reserved,
      claimed,
      unsourced,
      shipped,
      step: nextStep(state),
    }
  })
}

function rowsOf(tx: Tx, shop: string, { tab, search, after, take }: Wanted): Promise<Row[]> {
  const like = likeOf(search)
  const matches = search.trim()
    ? Prisma.sql`AND (o.name ILIKE ${like} OR ${folded(Prisma.sql`o.customer_name`)} ILIKE ${like} OR o.snapshot->>'email' ILIKE ${like} OR EXISTS (
        SELECT 1 FROM order_line l WHERE l.shop = o.shop AND l.order_id = o.id AND l.sku ILIKE ${like}))`
    : Prisma.empty
  return tx.$queryRaw<Row[]>`
    SELECT o.id, o.name, o.placed_at AS "placedAt", coalesce(nullif(o.customer_name, ''), o.snapshot->>'email', '') AS customer, o.b2b, o.currency, o.state,
           CASE WHEN o.state = 'cancelled' THEN o.total
                ELSE coalesce((o.snapshot->>'currentTotal')::bigint, o.total) END AS total,
           (SELECT max(x->>'on') FROM order_line l, jsonb_array_elements(l.promised) x
             WHERE l.shop = o.shop AND l.order_id = o.id) AS "promisedOn",
           (SELECT max(x->>'on') FROM order_line l, jsonb_array_elements(l.expected) x
             WHERE l.shop = o.shop AND l.order_id = o.id) AS "expectedOn"
    FROM orders o
    WHERE o.shop = ${shop} AND ${TABS[tab]} ${matches} ${afterKey(after)}
    ORDER BY o.placed_at DESC, o.id DESC
    LIMIT ${take}`
}

// What cannot be of a tab is left out here; the rest of it is decided by the next step.
const LEFT = Prisma.sql`EXISTS (
  SELECT 1 FROM order_line l WHERE l.shop = o.shop AND l.order_id = o.id
    AND l.reserved + l.claimed + l.unsourced + l.unstocked > 0)`
const TABS: Record<OrderTab, Prisma.Sql> = {
  open: Prisma.sql`o.state = 'open' AND (o.b2b OR ${LEFT})`,
  'to-do': Prisma.sql`o.state = 'open'`,
  closed: Prisma.sql`(o.state = 'closed' OR (o.state = 'open' AND NOT ${LEFT}))`,
  cancelled: Prisma.sql`o.state = 'cancelled'`,
}

function afterKey(after: string | null): Prisma.Sql {
  const [placedAt, id] = after?.split(' ') ?? []
  const at = new Date(placedAt ?? '')
  if (!id || Number.isNaN(at.getTime())) return Prisma.empty
  return Prisma.sql`AND (o.placed_at, o.id) < (${at}, ${id})`
}
