import type { Language } from '#app/core/language.ts'
import type { Tx } from '#app/db.server.ts'
import { translator } from '#app/messages/message.ts'
import { readOrder, type OrderPage, type OrderPageLine } from '#app/orders/read-order.server.ts'
import { decisionsOfToday } from '#app/orders/why-now.ts'
import { whySentence } from '#app/orders/why.ts'
import { section, table, type Answer } from './answer.ts'
import { demandText, purchaseOrderOf, type PurchaseOrderFacts } from './purchase-orders.ts'

type Dates = OrderPageLine['expected']

/** An order as its units, documents and purchase orders. */
export async function orderAnswer(tx: Tx, shop: string, name: string, language: Language): Promise<Answer> {
  const order = await readOrder(tx, shop, name)
  if (!order) return { kind: 'mistake', why: `there is no order ${name} in ${shop}` }
  const bought = new Set([
    ...order.purchaseOrders.map((p) => p.id),
    ...order.lines.flatMap((l) => l.claims.map((c) => c.purchaseOrder)),
  ])
  const purchaseOrders: PurchaseOrderFacts[] = []
  for (const id of bought) purchaseOrders.push((await purchaseOrderOf(tx, shop, id))!)
  const data = {
    name: order.name,
    lines: order.lines.map((l) => lineOf(l, language)),
    documents: documentsOf(order),
    purchaseOrders,
  }
  return { kind: 'answer', data, text: textOf(order, data) }
}

function lineOf(line: OrderPageLine, language: Language) {
  const { sku, ordered, removed, cancelled, reserved, claimed, unsourced, shipped, unstocked, returned } =
    line
  const units = {
    sku,
    ordered,
    removed,
    cancelled,
    reserved,
    claimed,
    unsourced,
    shipped,
    unstocked,
    returned,
  }
  const t = translator(language)
  const why = decisionsOfToday(line, line.why).map((d) => whySentence(d, t))
  return { ...units, promised: line.promised, expected: line.expected, why: why.join(' ') }
}

function documentsOf(order: OrderPage) {
  return order.documents.map(({ kind, number, total, currency }) => ({ kind, number, total, currency }))
}

type Data = {
  lines: ReturnType<typeof lineOf>[]
  documents: ReturnType<typeof documentsOf>
  purchaseOrders: PurchaseOrderFacts[]
}

function textOf(order: OrderPage, { lines, documents, purchaseOrders }: Data): string {
  const places = [
    'ordered',
    'removed',
    'cancelled',
    'reserved',
    'claimed',
    'unsourced',
    'shipped',
    'unstocked',
    'returned',
  ] as const
  return [
    `${order.name}  ${order.state}  ${order.total} ${order.currency}  ${order.customer.name}`,
    '',
    table(
      ['SKU', ...places, 'promised', 'expected'],
      lines.map((l) => [
        l.sku ?? '—',
        ...places.map((place) => l[place]),
        datesText(l.promised),
        datesText(l.expected),
      ]),
    ),
    '',
    ...lines.map((l) => `${l.sku ?? '—'}: ${l.why}`),
    ...section(
      'Documents',
      ['number', 'kind', 'total'],
      documents.map((d) => [d.number, d.kind, d.total && `${d.total} ${d.currency}`]),
    ),
    ...section(
      'Purchase orders',
      ['number', 'state', 'supplier', 'SKU', 'quantity', 'received', 'beyond', 'for'],
      purchaseOrders.flatMap((p) =>
        p.lines.map((l) => [
          p.number ?? '(draft)',
          p.state,
          p.supplier,
          l.sku,
          l.quantity,
          l.received,
          l.beyond,
          demandText(l.demand),
        ]),
      ),
    ),
  ].join('\n')
}

function datesText(dates: Dates): string {
  return dates.map(({ quantity, on }) => `${quantity} on ${on ?? '?'}`).join(', ')
}
