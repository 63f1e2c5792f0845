import { BY_NAME, Prisma, type Tx } from '../db.server.ts'

export type TakeTab = 'open' | 'ended'

/** A stock-take in a list, and how far it is. */
export type ListedTake = {
  readonly id: string
  readonly name: string
  readonly locationName: string
  readonly kind: 'full' | 'rolling'
  readonly state: 'open' | 'posted' | 'abandoned'
  readonly begunAt: string
  readonly begunBy: string
  readonly endedAt: string | null
  readonly items: number
  readonly counted: number
  /** Units that posting added and took away. */
  readonly up: number
  readonly down: number
}

type Row = Omit<ListedTake, 'begunAt' | 'endedAt'> & { begunAt: Date; endedAt: Date | null }

/** Stock-takes that are counted, or that ended; newest first, by keyset. */
export async function listStockTakes(
  tx: Tx,
  shop: string,
  { tab, after, take }: { tab: TakeTab; after: string | null; take: number },
): Promise<{ takes: ListedTake[]; next: string | null }> {
  const [begunAt, id] = after?.split(' ') ?? []
  const at = new Date(begunAt ?? '')
  const further =
    id && !Number.isNaN(at.getTime())
      ? Prisma.sql`AND (t.begun_at, t.id) < (${at}, ${id}::uuid)`
      : Prisma.empty
  const states = tab === 'open' ? ['open'] : ['posted', 'abandoned']
  const rows = await tx.$queryRaw<Row[]>`
    SELECT t.id::text, t.name, coalesce(p.name, t.location) AS "locationName", t.kind, t.state, t.begun_at AS "begunAt",
      t.begun_by AS "begunBy", t.ended_at AS "endedAt", l.*
    FROM stock_take t
    LEFT JOIN location p ON p.shop = t.shop AND p.id = t.location
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS items, count(counted)::int AS counted,
        coalesce(sum(posted) FILTER (WHERE posted > 0), 0)::int AS up,
        coalesce(-sum(posted) FILTER (WHERE posted < 0), 0)::int AS down
      FROM stock_take_line l WHERE l.shop = t.shop AND l.stock_take = t.id) l
    WHERE t.shop = ${shop} AND t.state = ANY(${states}) ${further}
    ORDER BY t.begun_at DESC, t.id DESC LIMIT ${take + 1}`
  const takes = rows.slice(0, take).map((row) => ({
    ...row,
    begunAt: row.begunAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }))
  const last = takes.at(-1)
  return { takes, next: rows.length > take && last ? `${last.begunAt} ${last.id}` : null }
}

/** Where stock can be counted: first where orders are served from, then by name. */
export function placesToCount(tx: Tx, shop: string): Promise<{ id: string; name: string }[]> {
  return tx.$queryRaw`
    SELECT l.id, l.name FROM location l JOIN shop s ON s.shop = l.shop
    WHERE l.shop = ${shop} AND l.active ORDER BY l.id IS DISTINCT FROM s.preferred_location, l.name ${BY_NAME}, l.id`
}

/** Whose items can be counted, by name. */
export function suppliersToCount(tx: Tx, shop: string): Promise<{ id: string; name: string }[]> {
  return tx.supplier.findMany({
    where: { shop },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
}
