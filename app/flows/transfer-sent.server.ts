import { randomUUID } from 'node:crypto'
import { now } from '#app/clock.server.ts'
import type { Day } from '#app/core/day.ts'
import type { Gid } from '#app/core/gid.ts'
import { sumOf } from '#app/core/quantity.ts'
import { aloneInShop, type Tx } from '#app/db.server.ts'
import { beyond } from '#app/deliveries/transfer.ts'
import type { TransferNote } from '#app/documents/document.ts'
import { issue } from '#app/documents/issue.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { enqueue } from '#app/worker/enqueue.server.ts'
import { closeBooks } from './close-books.server.ts'
import type { Books } from './books.ts'
import { freeOn, levelKey, moveStock } from './books.ts'
import { openBooks } from './open-books.server.ts'
import { shopRow } from './order-facts.server.ts'
import { languageOf, placeParty, sellerParty } from './parties.ts'
import { saveStep } from './transfer-step.server.ts'

export type TransferSent =
  | { kind: 'done'; number: string; document: string }
  | { kind: 'more-than-free'; title: string; free: number }
  | { kind: 'empty' | 'not-a-draft' | 'closed-place' | 'not-started' | 'not-found' }

type Draft = NonNullable<Awaited<ReturnType<typeof loadDraft>>>

/**
 * Sends a draft: its note is issued, the goods leave the origin's shelf and are in transit to the destination. Only
 * free units go: what an order holds stays where it is held.
 */
export async function sendTransfer(shop: string, id: string, who: string): Promise<TransferSent> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<TransferSent> => {
    const draft = await loadDraft(tx, shop, id)
    const row = await shopRow(tx, shop)
    if (!draft || !row) return { kind: 'not-found' }
    if (!row.startedAt) return { kind: 'not-started' }
    if (draft.state !== 'draft') return { kind: 'not-a-draft' }
    if (draft.lines.length === 0) return { kind: 'empty' }
    const books = (await openBooks(tx, shop, at, { items: draft.lines.map((l) => l.item) }))!
    if ([draft.origin, draft.destination].some((place) => books.closed.has(place)))
      return { kind: 'closed-place' }
    const [over] = beyond(draft.lines, (item) => freeAt(books, draft.origin, item))
    if (over) {
      const { title } = draft.lines.find((l) => l.item === over.item)!
      return { kind: 'more-than-free', title, free: over.thereIs }
    }
    const made = await issueNote(tx, row, draft, { at, who })
    const step = randomUUID()
    leave(books, draft, step)
    await tx.transfer.update({
      where: { shop_id: { shop, id } },
      data: { state: 'sent', note: made.id, sentAt: at },
    })
    const moved = { id: step, transfer: id, kind: 'sent', at, who, location: draft.origin } as const
    await saveStep(tx, shop, { ...moved, number: made.number }, draft.lines)
    await closeBooks(tx, books, `transfer:${step}`, who)
    const detail = { number: made.number, units: sumOf(draft.lines, (l) => l.quantity) }
    await note(tx, shop, { at, who, action: 'transfer-sent', subject: id, detail })
    await enqueue(tx, 'draw-document', { shop, document: made.id })
    return { kind: 'done', number: made.number, document: made.id }
  })
}

function loadDraft(tx: Tx, shop: string, id: string) {
  return tx.transfer.findUnique({
    where: { shop_id: { shop, id } },
    include: { lines: { orderBy: { position: 'asc' } } },
  })
}

function freeAt(books: Books, place: string, item: string): number {
  const level = books.levels.get(levelKey(place, item))
  return level ? freeOn(level) : 0
}

// What leaves one place is on its way to the other: two moves of one cause.
function leave(books: Books, { origin, destination, lines }: Draft, step: string): void {
  for (const { item, quantity } of lines) {
    const move = { item, kind: 'sent', cause: `transfer:${step}` } as const
    const [from, to] = [origin, destination] as Gid<'Location'>[]
    moveStock(books, { ...move, location: from!, account: 'on_hand', quantity: -quantity })
    moveStock(books, { ...move, location: to!, account: 'in_transit', quantity })
  }
}

type ShopRow = NonNullable<Awaited<ReturnType<typeof shopRow>>>

async function issueNote(tx: Tx, row: ShopRow, draft: Draft, { at, who }: { at: Date; who: string }) {
  const { shop } = row
  const language = languageOf(null, null, row.language)
  const places = await tx.location.findMany({
    where: { shop, id: { in: [draft.origin, draft.destination] } },
  })
  const party = (id: string) => placeParty(row, places.find((one) => one.id === id) ?? null, language)
  const variants = await tx.variant.findMany({
    where: { shop, item: { in: draft.lines.map((l) => l.item) } },
  })
  const barcodes = new Map(variants.map((v) => [v.item, v.barcode]))
  const build = (issuedOn: Day): TransferNote => ({
    kind: 'transfer-note',
    language,
    shopName: row.name,
    seller: sellerParty(row, language),
    issuedOn,
    origin: party(draft.origin),
    destination: party(draft.destination),
    lines: draft.lines.map(({ item, sku, title, quantity }) => ({
      item,
      sku,
      barcode: barcodes.get(item) ?? null,
      title,
      quantity,
    })),
  })
  const cause = `transfer:${draft.id}`
  return issue(tx, shop, { kind: 'transfer-note', cause, who, at, timeZone: row.timeZone, build })
}
