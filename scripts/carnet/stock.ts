import type { Tx } from '#app/db.server.ts'
import { readStockItem, type StockItemPage } from '#app/stock/read-stock-item.server.ts'
import { section, table, type Answer } from './answer.ts'

/** What lies where of everything that has this SKU, what comes, and who holds it. */
export async function stockAnswer(tx: Tx, shop: string, sku: string): Promise<Answer> {
  const variants = await tx.variant.findMany({
    where: { shop, sku },
    select: { item: true },
    orderBy: { item: 'asc' },
  })
  const items: StockItemPage[] = []
  for (const item of new Set(variants.map((v) => v.item))) items.push((await readStockItem(tx, shop, item))!)
  const shown = items.filter((i) => !i.gone || i.levels.length + i.holders.length + i.ledger.length > 0)
  if (shown.length === 0) return { kind: 'mistake', why: `there is no item with the SKU ${sku} in ${shop}` }
  const levels = shown.flatMap((i) => i.levels)
  const sum = (count: (level: (typeof levels)[number]) => number) =>
    levels.reduce((total, level) => total + count(level), 0)
  const data = {
    sku,
    title: shown.map((i) => (i.gone ? `${i.title} (gone from Shopify)` : i.title)).join(' / '),
    gone: shown.every((i) => i.gone),
    onHand: sum((l) => l.onHand),
    unavailable: sum((l) => l.unavailable),
    reserved: sum((l) => l.reserved),
    free: sum((l) => l.free),
    safetyStock: sum((l) => l.safetyStock),
    b2bOnly: sum((l) => l.b2bOnly),
    inTransit: sum((l) => l.inTransit),
    incoming: sum((l) => l.incoming),
    claimed: sum((l) => l.claimed),
    unsourced: shown.reduce((total, i) => total + i.unsourced, 0),
    locations: shown.flatMap((i) =>
      i.levels.map(({ location, locationName, ...units }) => ({
        item: i.item,
        location: locationName,
        locationId: location,
        ...units,
      })),
    ),
    holders: shown.flatMap((i) =>
      i.holders.map(({ order, quantity, kind, place }) => ({ order, quantity, kind, place })),
    ),
  }
  return { kind: 'answer', data, text: textOf(data) }
}

type Data = {
  sku: string
  title: string
  unsourced: number
  locations: (Record<(typeof COLUMNS)[number][1], number | null> & { location: string })[]
  holders: { order: string; quantity: number; kind: string; place: string }[]
}

const COLUMNS = [
  ['on hand', 'onHand'],
  ['unavailable', 'unavailable'],
  ['reserved', 'reserved'],
  ['free', 'free'],
  ['safety', 'safetyStock'],
  ['set aside', 'b2bOnly'],
  ['wanted', 'wanted'],
  ['incoming', 'incoming'],
  ['claimed', 'claimed'],
  ['in transit', 'inTransit'],
  ['reorder point', 'reorderPoint'],
] as const

function textOf({ sku, title, unsourced, locations, holders }: Data): string {
  return [
    `${sku}  ${title}${unsourced ? `  ${unsourced} to order` : ''}`,
    '',
    table(
      ['location', ...COLUMNS.map(([head]) => head)],
      locations.map((l) => [l.location, ...COLUMNS.map(([, units]) => l[units])]),
    ),
    ...section(
      'Held',
      ['order', 'quantity', 'how', 'where'],
      holders.map((h) => [h.order, h.quantity, h.kind, h.place]),
    ),
  ].join('\n')
}
