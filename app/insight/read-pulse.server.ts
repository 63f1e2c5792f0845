import type { Tx } from '../db.server.ts'

/**
 * A short text that is another one whenever something of the shop has changed: what was noted, moved, heard, is still
 * to be worked through or is being tried outside. An open page asks for it every few seconds, so each part is read from
 * the end of an index or from the few rows under way, whatever the shop's size.
 */
export async function readPulse(tx: Tx, shop: string): Promise<string> {
  const [row] = await tx.$queryRaw<[{ pulse: string }]>`
    SELECT json_build_array(
      (SELECT imported_at FROM shop WHERE shop = ${shop}),
      (SELECT json_build_array(sum(done), sum(expected), string_agg(state, '' ORDER BY step)) FROM import_step WHERE shop = ${shop}),
      (SELECT max(id) FROM audit_entry WHERE shop = ${shop}),
      (SELECT max(id) FROM ledger_entry WHERE shop = ${shop}),
      (SELECT max(id) FROM stock_take_count WHERE shop = ${shop}),
      (SELECT max(id) FROM inbox_event WHERE shop = ${shop}),
      (SELECT max(id) FROM difference WHERE shop = ${shop}),
      (SELECT count(*) FROM inbox_event WHERE shop = ${shop} AND state = 'due'),
      (SELECT json_build_array(count(*), sum(attempts)) FROM effect WHERE shop = ${shop} AND state IN ('due', 'trying'))
    )::text AS pulse`
  return row.pulse
}
