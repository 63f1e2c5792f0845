import { withShop } from '#app/db.server.ts'
import type { ListedDifference } from '#app/insight/read-comparisons.server.ts'
import { section, type Answer } from './answer.ts'

/** So many differences are listed. */
const LISTED = 1_000

/**
 * Compares a shop, or one order of it, with Shopify and repairs what can be repaired; exit code 1 when something still
 * differs. The only command that asks Shopify, so its parts are loaded when it is called: in the demo after the
 * practice store stands in.
 */
export async function reconcileAnswer(shop: string, order: string | null): Promise<Answer> {
  if (process.env.SHOPIFY_STANDIN_URL) await import('#store/redirect-shopify.mjs')
  const { listDifferences } = await import('#app/insight/read-comparisons.server.ts')
  const compared = order ? await compareOne(shop, order) : await compareAll(shop)
  if ('why' in compared) return { kind: 'mistake', why: compared.why }
  const { comparison: id } = compared
  const { row, differences } = await withShop(shop, async (tx) => {
    const wanted = { open: null, after: null, take: LISTED, comparison: id }
    return {
      row: await tx.comparison.findUniqueOrThrow({ where: { shop_id: { shop, id } } }),
      differences: (await listDifferences(tx, shop, wanted)).differences,
    }
  })
  const open = differences.filter((d) => d.repairedAt === null).length
  const counts = { orders: row.orders, levels: row.levels, found: row.differences, open }
  const data = { ok: open === 0, shop, order, ...counts, differences }
  return { kind: 'answer', data, text: textOf(counts, differences), exitCode: open === 0 ? 0 : 1 }
}

type Compared = { comparison: string } | { why: string }

async function compareAll(shop: string): Promise<Compared> {
  const { compareEverythingNow } = await import('#app/flows/everything-compared.server.ts')
  const comparison = await compareEverythingNow(shop)
  return comparison ? { comparison } : { why: `${shop} is not imported, or has left` }
}

async function compareOne(shop: string, name: string): Promise<Compared> {
  const { compareOrder } = await import('#app/flows/compared-with-shopify.server.ts')
  const names = [name, `#${name}`]
  const known = await withShop(shop, (tx) => tx.order.findFirst({ where: { shop, name: { in: names } } }))
  if (!known) return { why: `there is no order ${name} in ${shop}` }
  const outcome = await compareOrder(shop, known.id, 'carnet reconcile')
  switch (outcome.kind) {
    case 'done':
      return { comparison: outcome.comparison }
    case 'not-found':
      return { why: `there is no order ${name} in ${shop}` }
    case 'shopify-away':
      return { why: 'Shopify does not answer now' }
  }
}

type Counts = { orders: number; levels: number; found: number; open: number }

function textOf({ orders, levels, found, open }: Counts, differences: readonly ListedDifference[]): string {
  const rows = differences.map((d) => [
    d.name ?? d.subjectId,
    [d.field, d.label].filter(Boolean).join(' '),
    d.ours ?? '—',
    d.theirs ?? '—',
    d.cause ?? 'unknown',
    d.foundAt,
    d.repairedBy ?? 'open',
  ])
  return [
    `Compared with Shopify: orders ${orders}, levels ${levels}, differences ${found}, still open ${open}`,
    ...section('Differences', ['of', 'what', 'Carnet', 'Shopify', 'cause', 'found', 'repair'], rows),
  ].join('\n')
}
