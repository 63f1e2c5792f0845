import type { SqlCheck } from './check.ts'

const asks = 'nothing'
const APPEND_ONLY = `unnest(ARRAY['ledger_entry', 'audit_entry', 'document', 'document_line', 'document_file', 'document_void', 'short_pick', 'stock_take_count', 'unit_cost'])`

/** What the database itself keeps: read back from its catalogues, for every shop at once. */
export const DATABASE_CHECKS: readonly SqlCheck[] = [
  {
    id: 'I5',
    name: 'what was written stays written: no trigger is missing or asleep, nobody was granted a change',
    asks,
    // tgtype: 2 before, 8 delete, 16 update, 32 truncate, and not 1, for each row.
    sql: `
      SELECT name AS "table", 'no trigger against changes' AS lacks FROM ${APPEND_ONLY} name
      WHERE NOT EXISTS (SELECT 1 FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
        WHERE t.tgrelid = to_regclass('public.' || name) AND f.proname = 'refuse_change' AND t.tgtype & 59 = 58 AND t.tgenabled IN ('O', 'A'))
      UNION ALL
      SELECT name, 'the runtime role may change it' FROM ${APPEND_ONLY} name
      WHERE has_table_privilege('carnet_app', 'public.' || name, 'UPDATE, DELETE, TRUNCATE')
         OR has_any_column_privilege('carnet_app', 'public.' || name, 'UPDATE')`,
  },
  {
    id: 'I6',
    name: 'the keys that make a second time harmless are there',
    asks,
    sql: `
      SELECT tab AS "table", keys FROM (VALUES
        ('ledger_entry', 'shop, cause, location, item, account, kind'), ('document', 'shop, kind, period, no'),
        ('document', 'shop, number'), ('document', 'shop, kind, cause'), ('inbox_event', 'shop, topic, event_id'),
        ('effect', 'shop, key'), ('stock_take_count', 'shop, stock_take, key'), ('reservation', 'shop, line_id, location'), ('claim', 'shop, line_id, po_line')) wanted (tab, keys)
      WHERE NOT EXISTS (SELECT 1 FROM pg_index i
        WHERE i.indrelid = to_regclass('public.' || tab) AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND keys = (
          SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest(i.indkey::int2[]) WITH ORDINALITY k (attnum, n)
          JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum))`,
  },
  {
    id: 'I29',
    name: "no row can refer to another shop's",
    asks,
    sql: `
      SELECT k.conrelid::regclass::text AS "table", k.conname AS key FROM pg_constraint k
      JOIN pg_attribute here ON here.attrelid = k.conrelid AND here.attnum = k.conkey[1]
      JOIN pg_attribute there ON there.attrelid = k.confrelid AND there.attnum = k.confkey[1]
      WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND (here.attname <> 'shop' OR there.attname <> 'shop')`,
  },
  {
    id: 'I29',
    name: "no shop sees another's rows",
    asks,
    sql: `
      SELECT c.relname AS "table", c.relrowsecurity AS secured, c.relforcerowsecurity AS forced FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'shop' AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'session'
        AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT 1 FROM pg_policy p
          WHERE p.polrelid = c.oid AND p.polcmd = '*' AND p.polqual IS NOT NULL AND p.polwithcheck IS NOT NULL))
      UNION ALL
      SELECT rolname, false, false FROM pg_roles WHERE rolname = 'carnet_app' AND (rolsuper OR rolbypassrls)`,
  },
]
