// What PostgreSQL alone can do: pgbench calls one hand-written function that does nothing but reserve.
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import type pg from 'pg'
import { ZIPF, type Spread } from './orders.ts'

const SCHEMA = `
  CREATE SCHEMA limits;
  CREATE SEQUENCE limits.order_id;
  CREATE TABLE limits.level (shop int, item int, place int, on_hand int NOT NULL, reserved int NOT NULL DEFAULT 0,
    PRIMARY KEY (shop, item, place), CHECK (reserved >= 0 AND reserved <= on_hand)) WITH (fillfactor = 60);
  CREATE TABLE limits.reservation (shop int, order_id bigint, item int, place int, quantity int NOT NULL, lacking int NOT NULL,
    PRIMARY KEY (shop, order_id, item, place));
  CREATE TABLE limits.ledger (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, shop int, item int, place int, quantity int NOT NULL,
    order_id bigint, at timestamptz NOT NULL DEFAULT now());
  CREATE INDEX ON limits.ledger (shop, item, place, id);
  CREATE FUNCTION limits.reserve(of_shop int, for_order bigint, items int[], wanted int[]) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE line record; free int; taken int;
  BEGIN
    FOR line IN SELECT item, sum(quantity)::int AS quantity FROM unnest(items, wanted) AS w (item, quantity) GROUP BY item ORDER BY item LOOP
      SELECT on_hand - reserved INTO free FROM limits.level WHERE shop = of_shop AND item = line.item AND place = 1 FOR UPDATE;
      taken := least(line.quantity, greatest(coalesce(free, 0), 0));
      IF taken > 0 THEN
        UPDATE limits.level SET reserved = reserved + taken WHERE shop = of_shop AND item = line.item AND place = 1;
        INSERT INTO limits.ledger (shop, item, place, quantity, order_id) VALUES (of_shop, line.item, 1, -taken, for_order);
      END IF;
      INSERT INTO limits.reservation VALUES (of_shop, for_order, line.item, 1, taken, line.quantity - taken);
    END LOOP;
  END $$;`

/** Makes the function and its few tables, with `items` items of plenty. */
export async function prepareLimit(owner: pg.Pool, items: number): Promise<void> {
  await owner.query(SCHEMA)
  await owner.query(
    'INSERT INTO limits.level (shop, item, place, on_hand) SELECT 1, n, 1, 1000000000 FROM generate_series(1, $1::int) n',
    [items],
  )
  await owner.query('VACUUM ANALYZE limits.level')
}

/** Has pgbench reserve for `seconds`; answers how many orders it made. */
export async function reserveByPgbench(
  url: string,
  { items, spread, clients, seconds }: { items: number; spread: Spread; clients: number; seconds: number },
): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'carnet-pgbench-'))
  const file = join(dir, 'reserve.sql')
  writeFileSync(file, scriptOf(items, spread))
  try {
    const args = [
      '-n',
      '-M',
      'prepared',
      '-c',
      clients,
      '-j',
      Math.min(2, clients),
      '-T',
      seconds,
      '-f',
      file,
      url,
    ]
    const { stdout } = await promisify(execFile)(pgbench(), args.map(String))
    const made = /transactions actually processed: (\d+)/.exec(stdout)?.[1]
    if (!made) throw new Error(stdout)
    return Number(made)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function scriptOf(items: number, spread: Spread): string {
  const drawn = spread === 'hot' ? `random_zipfian(1, ${items}, ${ZIPF})` : `random(1, ${items})`
  const draws = ['a', 'b', 'c', 'd', 'e'].map(
    (name) => `\\set ${name} ${drawn}\n\\set q${name} random(1, 3)\n`,
  )
  return `${draws.join('')}SELECT limits.reserve(1, nextval('limits.order_id'), ARRAY[:a, :b, :c, :d, :e]::int[], ARRAY[:qa, :qb, :qc, :qd, :qe]::int[]);\n`
}

/** Where pgbench is: on the path, or where Debian puts it. */
export function pgbench(): string {
  const lib = '/usr/lib/postgresql'
  const versions = existsSync(lib) ? readdirSync(lib).map((version) => join(lib, version, 'bin')) : []
  const places = [...(process.env.PATH ?? '').split(delimiter), ...versions.sort().reverse()]
  const found = places.map((place) => join(place, 'pgbench')).find((file) => existsSync(file))
  if (!found)
    throw new Error(
      'pgbench is missing: install PostgreSQL\'s own tools (Debian: "apt-get install postgresql-15", or postgresql-contrib; elsewhere the package that has pgbench)',
    )
  return found
}
