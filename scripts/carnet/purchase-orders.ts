import type { Tx } from '#app/db.server.ts'
import { readPurchaseOrder } from '#app/purchasing/read-purchase-order.server.ts'
import { table, type Answer } from './answer.ts'

type Demand = { need: string; order?: string; quantity: number }

export type PurchaseOrderFacts = {
  number: string | null
  state: string
  supplier: string
  lines: {
    sku: string | null
    quantity: number
    /** Of what was ordered; `beyond` came besides and was kept. */
    received: number
    beyond: number
    unitCost: string
    /** What has to be paid for all that came. */
    toPay: string
    demand: Demand[]
  }[]
  total: string
  currency: string
}

/** A purchase order with what each line is for; null when there is none. */
export async function purchaseOrderOf(tx: Tx, shop: string, id: string): Promise<PurchaseOrderFacts | null> {
  const found = await readPurchaseOrder(tx, shop, id)
  if (!found) return null
  const { number, state, supplier, total, currency } = found
  const lines = found.lines.map(({ sku, quantity, received, beyond, unitCost, toPay, needs }) => {
    const demand = needs.map((n): Demand => ({
      need: n.need,
      ...(n.order ? { order: n.order } : {}),
      quantity: n.quantity,
    }))
    return { sku, quantity, received, beyond, unitCost, toPay: toPay.amount, demand }
  })
  return { number, state, supplier: supplier.name, lines, total, currency }
}

/** Every purchase order of the shop, drafts first, then the newest. */
export async function purchaseOrdersAnswer(tx: Tx, shop: string): Promise<Answer> {
  const ids = await tx.purchaseOrder.findMany({
    where: { shop },
    select: { id: true },
    orderBy: [{ sentAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }, { id: 'asc' }],
  })
  const data: PurchaseOrderFacts[] = []
  for (const { id } of ids) data.push((await purchaseOrderOf(tx, shop, id))!)
  const rows = data.flatMap((p) =>
    p.lines.map((l) => [
      p.number ?? '(draft)',
      p.state,
      p.supplier,
      l.sku,
      l.quantity,
      l.received,
      l.beyond,
      l.unitCost,
      l.toPay,
      p.currency,
      demandText(l.demand),
    ]),
  )
  const head = [
    'number',
    'state',
    'supplier',
    'SKU',
    'quantity',
    'received',
    'beyond',
    'each',
    'to pay',
    '',
    'for',
  ]
  return { kind: 'answer', data, text: rows.length > 0 ? table(head, rows) : 'no purchase orders' }
}

/** Why units were bought: "7 order #1042, 5 reorder". */
export function demandText(demand: readonly Demand[]): string {
  return demand.map((d) => [d.quantity, d.need, d.order].filter(Boolean).join(' ')).join(', ')
}
