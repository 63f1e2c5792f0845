import { Prisma, readTogether, type Tx } from '#app/db.server.ts'
import type { Gid } from '#app/core/gid.ts'
import { freshness } from '#app/orders/newer.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { textHash } from '#app/orders/snapshot-hash.server.ts'
import { snapshotText } from '#app/orders/snapshot-json.ts'
import type { Told } from './order-settled.server.ts'

/** How new our record of an order is. */
type Held = { readonly updatedAt: string; readonly hash: string }
export type VariantRow = { id: string; item: string; tracked: boolean; title: string }

/** What we know already of told orders: our records of them, whose their lines are, and the variants that they sell. */
type Known = {
  readonly held: ReadonlyMap<string, Held>
  readonly owners: ReadonlyMap<string, string>
  readonly variants: ReadonlyMap<string, VariantRow>
}

type Rows = {
  orders: { id: string } & Held
  lines: { id: string; order: string }
  variants: VariantRow
}

/** Reads what is known of told orders; an order that is new to us has no record. */
export async function knownOf(tx: Tx, shop: string, snapshots: readonly OrderSnapshot[]): Promise<Known> {
  const ids = snapshots.map((s) => s.id)
  const lines = snapshots.flatMap((s) => s.lines.map((l) => l.id))
  const sold = [...new Set(snapshots.flatMap((s) => s.lines.flatMap((l) => l.variant ?? [])))]
  const rows = await readTogether<Rows>(tx, {
    orders: Prisma.sql`
      SELECT id, updated_at AS "updatedAt", snapshot_hash AS hash FROM orders WHERE shop = ${shop} AND id = ANY(${ids})`,
    lines: Prisma.sql`
      SELECT id, order_id AS "order" FROM order_line WHERE shop = ${shop} AND id = ANY(${lines})`,
    // A line whose variant was deleted still sells what it sold.
    variants: Prisma.sql`
      SELECT id, item, tracked, title FROM variant WHERE shop = ${shop} AND id = ANY(${sold}::text[] ||
        ARRAY(SELECT variant FROM order_line WHERE shop = ${shop} AND id = ANY(${lines}) AND variant IS NOT NULL))`,
  })
  return {
    held: new Map(
      rows.orders.map(({ id, updatedAt, hash }) => [
        id,
        { updatedAt: new Date(updatedAt).toISOString(), hash },
      ]),
    ),
    owners: new Map(rows.lines.map(({ id, order }) => [id, order])),
    variants: new Map(rows.variants.map((v) => [v.id, v])),
  }
}

/** A told snapshot that is newer than what we hold, with its canonical text and the hash of that. */
export type Newer = Told & { readonly text: string; readonly hash: string }

/** The told snapshots that are newer than our records, each order's newest, and the orders of which two disagree. */
export function newest(held: ReadonlyMap<string, Held>, told: readonly Told[]) {
  const known = new Map(held)
  const wanted = new Map<string, Newer>()
  const contradictions = new Set<Gid<'Order'>>()
  for (const one of told) {
    const { id, updatedAt } = one.snapshot
    const text = snapshotText(one.snapshot)
    const hash = textHash(text)
    switch (freshness(known.get(id) ?? null, { updatedAt, hash, fetched: one.fetched })) {
      case 'new':
      case 'newer':
        known.set(id, { updatedAt, hash })
        wanted.set(id, { ...one, text, hash })
        contradictions.delete(id)
        break
      case 'contradiction':
        contradictions.add(id)
        break
      case 'same':
      case 'older':
        break
    }
  }
  return { wanted: [...wanted.values()], contradictions: [...contradictions] }
}

/** Shopify gives each line one order. A body that names another order's line would take its units away: it must die. */
export function refuseForeignLines(wanted: readonly Told[], owners: ReadonlyMap<string, string>): void {
  const owner = new Map(owners)
  for (const { snapshot } of wanted)
    for (const { id } of snapshot.lines) {
      const other = owner.get(id) ?? snapshot.id
      if (other !== snapshot.id) throw new Error(`${id} is a line of ${other}, not of ${snapshot.id}`)
      owner.set(id, other)
    }
}
