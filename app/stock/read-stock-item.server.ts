import { heldDays } from '../held-days.server.ts'
import { gid } from '../core/gid.ts'
import { Prisma, type Tx } from '../db.server.ts'
import { DOUBT, levelsOf, OPEN, type StockItem } from './read-stock.server.ts'

export type Holder = {
  readonly order: string
  readonly orderId: string
  readonly customer: string
  readonly quantity: number
  readonly place: string
  readonly kind: 'reserved' | 'claimed' | 'unsourced'
  readonly since: string | null
  /** For how many days it has been held; null for what is not held. */
  readonly days: number | null
  /** Kept until its customer calls it. */
  readonly onCall: boolean
}

export type StockItemPage = StockItem & {
  readonly barcode: string | null
  readonly holders: Holder[]
  readonly coming: {
    id: string
    number: string | null
    supplier: string
    location: string
    quantity: number
    on: string | null
  }[]
  readonly ledger: LedgerRow[]
}

/** One change of a level. `about` names what caused it in words, `link` is where to look. */
export type LedgerRow = {
  readonly id: string
  readonly at: string
  readonly locationName: string
  readonly account: 'on_hand' | 'unavailable' | 'reserved' | 'claimed' | 'unsourced' | 'in_transit'
  readonly quantity: number
  readonly kind: string
  readonly cause: string
  readonly who: string
  readonly document: { id: string; number: string } | null
  readonly order: { id: string; name: string } | null
  readonly purchaseOrder: { id: string; number: string } | null
  readonly stockTake: { id: string; name: string } | null
  readonly transfer: string | null
}

/** Everything about an item's units, by its id or the digits of its id; null when unknown. */
export async function readStockItem(tx: Tx, shop: string, idOrDigits: string): Promise<StockItemPage | null> {
  const variant = await tx.variant.findFirst({
    where: { shop, item: { in: [idOrDigits, gid('InventoryItem', idOrDigits)] } },
    orderBy: [{ deletedAt: { sort: 'desc', nulls: 'first' } }, { id: 'asc' }],
  })
  if (!variant) return null
  const { item, title, sku, barcode, deletedAt } = variant
  const [{ doubt }] = await tx.$queryRaw<[Pick<StockItem, 'doubt'>]>`
    SELECT ${DOUBT} AS doubt FROM variant v WHERE v.shop = ${shop} AND v.id = ${variant.id}`
  const holders = await holdersOf(tx, shop, item)
  const unsourced = holders.reduce((sum, h) => sum + (h.kind === 'unsourced' ? h.quantity : 0), 0)
  const levels = (await levelsOf(tx, shop, [item])).get(item) ?? []
  return {
    item,
    title,
    sku,
    barcode,
    unsourced,
    gone: deletedAt !== null,
    doubt,
    levels,
    holders,
    coming: await comingOf(tx, shop, item),
    ledger: await ledgerOf(tx, shop, item),
  }
}

async function holdersOf(tx: Tx, shop: string, item: string): Promise<Holder[]> {
  const rows = await tx.$queryRaw<(Omit<Holder, 'since' | 'days'> & { since: Date | null })[]>`
    SELECT o.name AS order, o.id AS "orderId", coalesce(nullif(o.customer_name, ''), o.snapshot->>'email', '') AS customer, held.quantity, held.place, held.kind, held.since,
      held.kind = 'reserved' AND coalesce(o.call_off, c.call_off, false) AS "onCall"
    FROM (
      SELECT r.order_id, r.quantity, coalesce(l.name, r.location) AS place, 'reserved' AS kind, r.made_at AS since
      FROM reservation r LEFT JOIN location l ON l.shop = r.shop AND l.id = r.location
      WHERE r.shop = ${shop} AND r.item = ${item}
      UNION ALL
      SELECT c.order_id, c.quantity, coalesce(p.number, ''), 'claimed', c.made_at
      FROM claim c
      JOIN purchase_order_line pl ON pl.shop = c.shop AND pl.id = c.po_line
      JOIN purchase_order p ON p.shop = pl.shop AND p.id = pl.purchase_order
      WHERE c.shop = ${shop} AND pl.item = ${item}
      UNION ALL
      SELECT l.order_id, l.unsourced, '', 'unsourced', NULL
      FROM order_line l WHERE l.shop = ${shop} AND l.item = ${item} AND l.unsourced > 0
    ) held
    JOIN orders o ON o.shop = ${shop} AND o.id = held.order_id
    LEFT JOIN customer c ON c.shop = o.shop AND c.id = o.customer
    ORDER BY CASE held.kind WHEN 'reserved' THEN 1 WHEN 'claimed' THEN 2 ELSE 3 END, o.placed_at, o.id`
  const daysHeld = await heldDays(tx, shop)
  return rows.map(({ since, ...holder }) => ({
    ...holder,
    since: since?.toISOString() ?? null,
    days: since && daysHeld(since),
  }))
}

/** What suppliers still bring of an item. */
export function comingOf(tx: Tx, shop: string, item: string): Promise<StockItemPage['coming']> {
  return tx.$queryRaw`
    SELECT p.id::text, p.number, s.name AS supplier, coalesce(l.name, p.location) AS location,
           pl.quantity - pl.short - pl.received AS quantity,
           coalesce(pl.acknowledged->0->>'on', pl.expected_on::text) AS on
    FROM purchase_order_line pl
    JOIN purchase_order p ON p.shop = pl.shop AND p.id = pl.purchase_order
    JOIN supplier s ON s.shop = p.shop AND s.id = p.supplier
    LEFT JOIN location l ON l.shop = p.shop AND l.id = p.location
    WHERE pl.shop = ${shop} AND pl.item = ${item} AND ${OPEN} AND pl.quantity > pl.short + pl.received
    ORDER BY p.sent_at, p.id`
}

// Where goods went to or came from says the kind of a row already: its counterpart would say it twice.
async function ledgerOf(tx: Tx, shop: string, item: string): Promise<LedgerRow[]> {
  const rows = await tx.$queryRaw<(Omit<LedgerRow, 'at'> & { at: Date })[]>`
    WITH last AS MATERIALIZED (${lastEntries(shop, item)}), e AS MATERIALIZED (
      SELECT e.*, t.id AS transfer, coalesce(h.delivery_note, t.note, e.object) AS document,
        coalesce(e.for_order, h.order_id, ol.order_id, e.of_order) AS order_id,
        coalesce(r.purchase_order, e.object) AS purchase_order
      FROM last e
      LEFT JOIN shipment h ON h.shop = ${shop} AND h.id = e.object
      LEFT JOIN receipt r ON r.shop = ${shop} AND r.id = e.object
      LEFT JOIN transfer_step g ON g.shop = ${shop} AND g.id = e.object
      LEFT JOIN transfer t ON t.shop = ${shop} AND t.id = g.transfer
      LEFT JOIN order_line ol ON ol.shop = ${shop} AND ol.id = e.line)
    SELECT e.id::text, e.at, coalesce(l.name, e.location) AS "locationName", e.account, e.quantity, e.kind, e.cause, e.who,
           CASE WHEN d.id IS NOT NULL THEN jsonb_build_object('id', d.id, 'number', d.number) END AS document,
           CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('id', o.id, 'name', o.name) END AS order,
           CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('id', p.id, 'number', p.number) END AS "purchaseOrder",
           CASE WHEN k.id IS NOT NULL THEN jsonb_build_object('id', k.id, 'name', k.name) END AS "stockTake",
           e.transfer::text
    FROM e
    LEFT JOIN location l ON l.shop = ${shop} AND l.id = e.location
    LEFT JOIN document d ON d.shop = ${shop} AND d.id = e.document
    LEFT JOIN orders o ON o.shop = ${shop} AND o.id = e.order_id
    LEFT JOIN purchase_order p ON p.shop = ${shop} AND p.id = e.purchase_order
    LEFT JOIN stock_take k ON k.shop = ${shop} AND k.id = e.object
    ORDER BY e.id DESC`
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }))
}

// The last of each place first, by the index, then the last of all: an item may have moved a hundred thousand times.
// A cause names its objects by id somewhere in its text. What is joined by is reckoned before: row level security lets
// PostgreSQL use an index only for what stands in a column.
const lastEntries = (shop: string, item: string) => Prisma.sql`
  SELECT e.*, substring(e.cause FROM '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}')::uuid AS object,
    substring(e.cause FROM 'gid://shopify/LineItem/[0-9]+') AS line,
    substring(e.cause FROM ' for (gid://shopify/Order/[0-9]+)$') AS for_order,
    substring(e.cause FROM 'gid://shopify/Order/[0-9]+') AS of_order
  FROM stock_level s
  CROSS JOIN LATERAL (
    SELECT id, at, location, account, quantity, kind, cause, who FROM ledger_entry e
    WHERE e.shop = s.shop AND e.item = s.item AND e.location = s.location AND e.account NOT IN ('shipped', 'received', 'adjusted')
    ORDER BY e.id DESC LIMIT 100) e
  WHERE s.shop = ${shop} AND s.item = ${item}
  ORDER BY e.id DESC LIMIT 100`
