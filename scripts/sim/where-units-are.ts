import { withShop } from '#app/db.server.ts'

/**
 * Where every unit of a shop is, as text: on its shelves, for its orders, on its way, called and counted. Two shops in
 * which the same happened answer the same, whatever their ids.
 */
export async function whereUnitsAre(shop: string): Promise<string> {
  const rows = await withShop(
    shop,
    (tx) => tx.$queryRaw<{ units: string }[]>`
      SELECT concat_ws(' ', location, on_hand, unavailable, reserved, claimed, unsourced, in_transit, shipped, received) AS units
      FROM stock_level WHERE shop = ${shop}
      UNION ALL
      SELECT concat_ws(' ', id, ordered, removed, cancelled, shipped, reserved, claimed, unsourced) FROM order_line WHERE shop = ${shop}
      UNION ALL
      SELECT concat_ws(' ', 'called', sum(l.quantity)) FROM delivery_call_line l WHERE shop = ${shop}
      UNION ALL
      SELECT concat_ws(' ', 'counted', t.location, l.counted, l.posted) FROM stock_take t
      JOIN stock_take_line l ON l.shop = t.shop AND l.stock_take = t.id WHERE t.shop = ${shop}
      UNION ALL
      SELECT concat_ws(' ', 'document', kind, count(*)) FROM document WHERE shop = ${shop} GROUP BY kind
      ORDER BY 1`,
  )
  return rows.map(({ units }) => units).join('\n')
}
