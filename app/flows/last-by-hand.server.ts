import { z } from 'zod'
import type { ByHand } from '#app/allocation/board.ts'
import type { Priorities } from '#app/allocation/turns.ts'
import type { Tx } from '#app/db.server.ts'

const Detail = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('turns'),
    orders: z.string(),
    earlier: z.array(z.tuple([z.string(), z.number().int()])),
  }),
  z.object({
    kind: z.literal('gift'),
    from: z.string(),
    fromName: z.string(),
    to: z.string(),
    toName: z.string(),
    location: z.string(),
    quantity: z.number().int().positive(),
  }),
])

/** What the history keeps of a change by hand: enough to say it, and to take it back. */
export type ByHandDetail = z.infer<typeof Detail>

/** The newest change by hand of an item's units. `entry` is its place in the history. */
export type LastByHand = {
  readonly entry: string
  readonly at: string
  readonly who: string
  readonly detail: ByHandDetail
}

export const BY_HAND = 'dealt-by-hand'

/** Reads the newest change by hand of an item's units; null when there was none. */
export async function lastByHand(tx: Tx, shop: string, item: string): Promise<LastByHand | null> {
  const row = await tx.auditEntry.findFirst({
    where: { shop, subject: item, action: BY_HAND },
    orderBy: { id: 'desc' },
  })
  const detail = Detail.safeParse(row?.detail)
  if (!row || !detail.success) return null
  return { entry: String(row.id), at: row.at.toISOString(), who: row.who, detail: detail.data }
}

/** What takes a change by hand back. */
export function inverseOf(
  detail: ByHandDetail,
): { readonly kind: 'priorities'; readonly priorities: Priorities } | (ByHand & { kind: 'gift' }) {
  if (detail.kind === 'turns') return { kind: 'priorities', priorities: new Map(detail.earlier) }
  const { from, to, location, quantity } = detail
  return { kind: 'gift', from: to, to: from, location, quantity }
}
