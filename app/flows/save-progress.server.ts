import type { Tx } from '#app/db.server.ts'
import type { LineProgress } from '#app/purchasing/purchase-order.ts'

/** Saves how far purchase order lines are, in one statement. */
export async function saveProgress(
  tx: Tx,
  shop: string,
  lines: readonly { readonly id: string; readonly progress: LineProgress }[],
): Promise<void> {
  const rows = lines.map(({ id, progress: { short, received, acknowledged } }) => ({
    id,
    short,
    received,
    acknowledged,
  }))
  if (rows.length === 0) return
  await tx.$executeRaw`
    UPDATE purchase_order_line l SET short = r.short, received = r.received, acknowledged = r.acknowledged
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, short int, received int, acknowledged jsonb)
    WHERE l.shop = ${shop} AND l.id = r.id`
}
