import pg from 'pg'
import type { Guard } from './guard.ts'

/** The tests that have to notice, by what is missing. */
export const DATABASE_TESTS = {
  rule: 'tests/flows/refused-by-the-database.test.ts',
  key: 'tests/flows/taken-only-once.test.ts',
  link: 'tests/flows/belongs-to-something.test.ts',
  trigger: 'tests/flows/stays-as-written.test.ts',
  right: 'tests/flows/stays-as-written.test.ts',
  wall: 'tests/flows/isolation-of-rows.test.ts',
} as const

type Row = { readonly what: keyof typeof DATABASE_TESTS; readonly table: string; readonly name: string }

// Read from the catalogues: a rule that is new is asked after at once.
const FOUND = `
  SELECT CASE c.contype WHEN 'c' THEN 'rule' WHEN 'f' THEN 'link' ELSE 'key' END AS what,
    c.conrelid::regclass::text AS "table", c.conname AS name
  FROM pg_constraint c WHERE c.conrelid = ANY($1::regclass[]) AND c.contype IN ('c', 'p', 'u', 'f')
  UNION ALL
  SELECT 'key', i.indrelid::regclass::text, x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
  WHERE i.indrelid = ANY($1::regclass[]) AND i.indisunique AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
  UNION ALL
  SELECT 'trigger', t.tgrelid::regclass::text, t.tgname FROM pg_trigger t WHERE t.tgrelid = ANY($1::regclass[]) AND NOT t.tgisinternal
  UNION ALL
  SELECT 'right', c.oid::regclass::text, r.name FROM pg_class c, unnest('{UPDATE,DELETE}'::text[]) r (name)
  WHERE c.oid = ANY($1::regclass[]) AND NOT has_table_privilege('carnet_app', c.oid, r.name)
  UNION ALL
  SELECT 'wall', c.oid::regclass::text, 'row level security' FROM pg_class c WHERE c.oid = ANY($1::regclass[]) AND c.relrowsecurity
  ORDER BY 2, 1, 3`

/** What the database itself keeps of these tables: CHECKs, keys, links, triggers, withheld rights and row policies. */
export async function guardsOfTables(databaseUrl: string, tables: readonly string[]): Promise<Guard[]> {
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  try {
    const { rows } = await owner.query<Row>(FOUND, [tables])
    return rows.map((row) => ({
      name: `${row.what} ${row.table}: ${row.name}`,
      tests: [DATABASE_TESTS[row.what]],
      without: { kind: 'database', sql: dropOf(row) },
    }))
  } finally {
    await owner.end()
  }
}

function dropOf({ what, table, name }: Row): string {
  switch (what) {
    case 'rule':
    case 'link':
      return `ALTER TABLE ${table} DROP CONSTRAINT ${name}`
    case 'key':
      return `DO $$ BEGIN
        IF EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '${name}') THEN ALTER TABLE ${table} DROP CONSTRAINT ${name} CASCADE;
        ELSE DROP INDEX ${name}; END IF; END $$`
    case 'trigger':
      return `DROP TRIGGER ${name} ON ${table}`
    case 'right':
      return `GRANT ${name} ON ${table} TO carnet_app`
    case 'wall':
      return `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`
  }
}
