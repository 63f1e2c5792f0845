import type { Tx } from '../db.server.ts'
import type { Found } from './check.ts'
import { SENT, STATE, wrongInPurchase, type PurchaseRecord } from './purchase-record.ts'
import { pagesOf, type InShop, type Reading } from './reading.server.ts'

/** Compares the sent purchase orders with what they print and what came of them. */
export const PURCHASES: Reading = { checks: [STATE, SENT], find }

const PAGE = 200

type Row = PurchaseRecord & { id: string; number: string | null }

async function* find(inShop: InShop, shop: string): AsyncGenerator<Found> {
  for await (const rows of pagesOf<Row>(inShop, PAGE, (tx, after) => page(tx, shop, after))) {
    for (const row of rows) {
      const { id, number, state } = row
      const lines = row.lines.map(({ sku, quantity, short, received }) => ({
        sku,
        quantity,
        short,
        received,
      }))
      for (const check of wrongInPurchase(row))
        yield { check, row: { purchase_order: id, number, state, lines } }
    }
  }
}

function page(tx: Tx, shop: string, after: Row | null): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT p.id::text, p.number, p.state, p.currency,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('quantity', l.quantity, 'short', l.short, 'received', l.received,
          'acknowledged', l.acknowledged, 'reference', l.reference, 'sku', l.sku, 'title', l.title,
          'packSize', l.pack_size, 'unitCost', l.unit_cost::text) ORDER BY l.position), '[]')
        FROM purchase_order_line l WHERE l.shop = p.shop AND l.purchase_order = p.id) AS lines,
      (SELECT d.body FROM document d
        WHERE d.shop = p.shop AND d.kind = 'purchase-order' AND d.cause = 'sent:' || p.id || ':' || p.revision) AS body
    FROM purchase_order p
    WHERE p.shop = ${shop} AND p.state <> 'draft' AND p.id > ${after?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid
    ORDER BY p.id LIMIT ${PAGE}`
}
