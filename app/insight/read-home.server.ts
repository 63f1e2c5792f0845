import type { Tx } from '../db.server.ts'

/** What the home page shows beside the orders' next steps. */
export type HomeView = {
  readonly startedAt: string | null
  readonly importedAt: string | null
  readonly checklist: {
    readonly identity: boolean
    readonly location: boolean
    readonly suppliers: boolean
    readonly numbers: boolean
  }
  readonly drafts: number
  readonly sent: number
  readonly late: number
  readonly tasks: number
  readonly lastAt: string | null
  readonly waiting: number
  readonly dead: number
}

type Counted = Pick<HomeView, 'drafts' | 'sent' | 'late' | 'tasks' | 'waiting' | 'dead'> & {
  lastAt: Date | null
}

/** Reads how the shop's work stands. `today` is the shop's day. */
export async function readHome(tx: Tx, shop: string, today: string): Promise<HomeView> {
  const seller = await tx.shop.findUniqueOrThrow({ where: { shop } })
  const [counted] = await tx.$queryRaw<[Counted]>`
    WITH open AS (
      SELECT p.id, bool_or(coalesce(pl.acknowledged->0->>'on', pl.expected_on::text) < ${today}
               AND pl.quantity > pl.short + pl.received) AS late
      FROM purchase_order p JOIN purchase_order_line pl ON pl.shop = p.shop AND pl.purchase_order = p.id
      WHERE p.shop = ${shop} AND p.state IN ('sent', 'partly-confirmed', 'confirmed', 'partly-received')
      GROUP BY p.id)
    SELECT
      (SELECT count(*)::int FROM purchase_order WHERE shop = ${shop} AND state = 'draft') AS drafts,
      (SELECT count(*)::int FROM open) AS sent,
      (SELECT count(*)::int FROM open WHERE late) AS late,
      (SELECT count(*)::int FROM task WHERE shop = ${shop} AND resolved_at IS NULL) AS tasks,
      (SELECT max(received_at) FROM inbox_event WHERE shop = ${shop}) AS "lastAt",
      (SELECT count(*)::int FROM inbox_event WHERE shop = ${shop} AND state = 'due') AS waiting,
      (SELECT count(*)::int FROM inbox_event WHERE shop = ${shop} AND state = 'dead') AS dead`
  const { lastAt, ...counts } = counted
  return {
    ...counts,
    startedAt: seller.startedAt?.toISOString() ?? null,
    importedAt: seller.importedAt?.toISOString() ?? null,
    checklist: {
      identity: isIdentified(seller),
      location: seller.preferredLocation !== null,
      suppliers: (await tx.supplier.count({ where: { shop, archivedAt: null } })) > 0,
      numbers: (await tx.series.count({ where: { shop, kind: 'invoice' } })) > 0,
    },
    lastAt: lastAt?.toISOString() ?? null,
  }
}

type Identity = Record<'legalName' | 'address1' | 'zip' | 'city' | 'countryCode' | 'siren', string | null>

function isIdentified({ legalName, address1, zip, city, countryCode, siren }: Identity): boolean {
  return (
    [legalName, address1, zip, city, countryCode].every(Boolean) && (countryCode !== 'FR' || siren !== null)
  )
}
