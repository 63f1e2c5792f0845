import type { Tx } from '../db.server.ts'

type Row = { line: string; location: string; quantity: number }

/**
 * Units of orders that lie in somebody's hands, by line: what their pick lists name that were made after the last
 * delivery note. Of several lists of one place the largest counts: it repeats the others. Where a stopped clock gave
 * list and note one instant, their numbers decide.
 */
export async function pickedUnits(
  tx: Tx,
  shop: string,
  orders: readonly string[],
): Promise<Map<string, { location: string; quantity: number }[]>> {
  const rows = await tx.$queryRaw<Row[]>`
    WITH papers AS (
      SELECT order_id, max(issued_at) FILTER (WHERE kind = 'pick-list') AS last_list,
             max(issued_at) FILTER (WHERE kind = 'delivery-note') AS last_note,
             count(*) FILTER (WHERE kind = 'pick-list') AS lists,
             count(*) FILTER (WHERE kind = 'delivery-note') AS notes
      FROM document WHERE shop = ${shop} AND order_id = ANY(${[...orders]}) GROUP BY order_id)
    SELECT l->>'line' AS line, substring(d.cause FROM 'gid://shopify/Location/[0-9]+') AS location,
           max((l->>'quantity')::int) AS quantity
    FROM papers p
    JOIN document d ON d.shop = ${shop} AND d.order_id = p.order_id AND d.kind = 'pick-list'
      AND d.issued_at >= coalesce(p.last_note, '-infinity')
    CROSS JOIN LATERAL jsonb_array_elements(d.body::jsonb->'lines') l
    WHERE (p.last_list > coalesce(p.last_note, '-infinity') OR (p.last_list = p.last_note AND p.lists > p.notes))
    GROUP BY 1, 2`
  const byLine = Map.groupBy(rows, (row) => row.line)
  return new Map(
    [...byLine].map(([line, picked]) => [
      line,
      picked.map(({ location, quantity }) => ({ location, quantity })),
    ]),
  )
}
