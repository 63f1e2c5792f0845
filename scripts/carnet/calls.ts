import type { Tx } from '#app/db.server.ts'
import { CALLED_LINES } from '#app/orders/called-units.server.ts'
import { table, type Answer } from './answer.ts'

type Row = {
  order: string
  customer: string
  calledAt: Date
  wishedOn: string | null
  sku: string | null
  title: string
  quantity: number
  open: number
}

/** What customers called of the units that are kept for them, the newest call first; `open` is still to be delivered. */
export async function callsAnswer(tx: Tx, shop: string): Promise<Answer> {
  const calls = await tx.$queryRaw<Row[]>`
    SELECT o.name AS order, o.customer_name AS customer, c.called_at AS "calledAt", c.wished_on::text AS "wishedOn",
      l.sku, l.title, c.quantity, c.open
    FROM ${CALLED_LINES} c
    JOIN orders o ON o.shop = c.shop AND o.id = c.order_id
    JOIN order_line l ON l.shop = c.shop AND l.id = c.line_id
    WHERE c.shop = ${shop} ORDER BY c.called_at DESC, c.id, l.position`
  const data = calls.map(({ calledAt, wishedOn, ...call }) => ({
    ...call,
    called: calledAt.toISOString(),
    wishedOn,
  }))
  const rows = data.map((c) => [
    ...[c.order, c.customer, c.called, c.wishedOn ?? 'now', c.sku ?? c.title],
    ...[c.quantity, c.open],
  ])
  const head = ['order', 'customer', 'called', 'wished for', 'SKU', 'quantity', 'open']
  return { kind: 'answer', data, text: rows.length > 0 ? table(head, rows) : 'no calls' }
}
