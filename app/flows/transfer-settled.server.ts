import { now } from '#app/clock.server.ts'
import { assertNever } from '#app/core/assert-never.ts'
import type { Gid } from '#app/core/gid.ts'
import { toDecimal } from '#app/core/money.ts'
import { sumOf } from '#app/core/quantity.ts'
import { aloneInShop, type Tx } from '#app/db.server.ts'
import type { Fate, TransferState, WantedUnits } from '#app/deliveries/transfer.ts'
import { beyond, inTransit, isCount, isUnderWay, settleUnits, stateAfter } from '#app/deliveries/transfer.ts'
import { note } from '#app/shop/audit.server.ts'
import { closeBooks } from './close-books.server.ts'
import type { Books, StockMove } from './books.ts'
import { moveStock } from './books.ts'
import { openBooks } from './open-books.server.ts'
import { saveStep, type Step } from './transfer-step.server.ts'

/** What somebody says of units in transit. `step` was chosen when the form was drawn: the same form counts once. */
export type Said = {
  readonly transfer: string
  readonly step: string
  readonly fate: Fate
  readonly lines: readonly WantedUnits[]
  readonly reason?: string
}

export type TransferSettled =
  | { kind: 'done'; disputed: number }
  | { kind: 'more-than-in-transit'; title: string; there: number }
  | { kind: 'no-reason' | 'bad-quantity' | 'not-under-way' | 'not-started' | 'not-found' }

type Row = NonNullable<Awaited<ReturnType<typeof load>>>

/**
 * Says what became of goods in transit: they arrived (and serve whoever waits for them there), are lost, which adjusts
 * the stock for a reason, or never left and lie at the origin. What is left in transit after that is disputed.
 */
export async function settleTransfer(shop: string, said: Said, who: string): Promise<TransferSettled> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<TransferSettled> => {
    const transfer = await load(tx, shop, said.transfer)
    const row = await tx.shop.findUnique({ where: { shop }, select: { startedAt: true, currency: true } })
    if (!transfer || !row) return { kind: 'not-found' }
    if (!row.startedAt) return { kind: 'not-started' }
    if (transfer.steps.some((step) => step.id === said.step))
      return { kind: 'done', disputed: left(transfer) }
    const wrong = judge(transfer, said)
    if (wrong) return wrong
    const costs = said.fate === 'lost' ? await costsOf(tx, shop, said.lines) : null
    const settling = { ...said, lines: said.lines.filter((l) => l.quantity > 0), costs, who }
    const books = (await openBooks(tx, shop, at, { items: settling.lines.map((l) => l.item) }))!
    for (const one of settling.lines) for (const move of movesOf(transfer, said, one)) moveStock(books, move)
    const disputed = await saveUnits(tx, books, transfer, settling)
    await saveStep(tx, shop, stepOf(books, transfer, settling), settling.lines)
    await closeBooks(tx, books, `transfer:${said.step}`, who)
    await noteSettled(tx, books, settling, row.currency)
    return { kind: 'done', disputed }
  })
}

function load(tx: Tx, shop: string, id: string) {
  return tx.transfer.findUnique({
    where: { shop_id: { shop, id } },
    include: { lines: true, steps: { select: { id: true } }, document: { select: { number: true } } },
  })
}

function judge(transfer: Row, { lines, fate, reason }: Said): TransferSettled | null {
  if (!isUnderWay(transfer.state as TransferState)) return { kind: 'not-under-way' }
  if (!isCount(lines)) return { kind: 'bad-quantity' }
  if (fate === 'lost' && !reason?.trim()) return { kind: 'no-reason' }
  const lineOf = (item: string) => transfer.lines.find((l) => l.item === item)
  const [over] = beyond(lines, (item) => {
    const line = lineOf(item)
    return line ? inTransit(line) : 0
  })
  if (!over) return null
  return { kind: 'more-than-in-transit', title: lineOf(over.item)?.title ?? '', there: over.thereIs }
}

function movesOf({ origin, destination }: Row, said: Said, { item, quantity }: WantedUnits): StockMove[] {
  const [from, to] = [origin, destination] as [Gid<'Location'>, Gid<'Location'>]
  const move = { item, cause: `transfer:${said.step}` } as const
  switch (said.fate) {
    case 'arrived':
      return [
        { ...move, location: to, account: 'in_transit', kind: 'arrived', quantity: -quantity },
        { ...move, location: to, account: 'on_hand', kind: 'arrived', quantity },
      ]
    case 'lost':
      return [{ ...move, location: to, account: 'in_transit', kind: 'lost', quantity: -quantity }]
    case 'never-left':
      return [
        { ...move, location: to, account: 'in_transit', kind: 'unsent', quantity: -quantity },
        { ...move, location: from, account: 'on_hand', kind: 'unsent', quantity },
      ]
    default:
      return assertNever(said.fate)
  }
}

type Settling = Said & { readonly costs: ReadonlyMap<string, bigint | null> | null; readonly who: string }

function stepOf(books: Books, transfer: Row, { step, fate, reason, costs, who }: Settling): Step {
  return {
    id: step,
    transfer: transfer.id,
    number: transfer.document!.number,
    kind: fate,
    at: books.at,
    who,
    reason: reason?.trim() ?? '',
    location: fate === 'arrived' ? transfer.destination : transfer.origin,
    ...(costs && { costs }),
  }
}

async function saveUnits(tx: Tx, books: Books, transfer: Row, said: Settling): Promise<number> {
  const { shop, at } = books
  const lines = transfer.lines.map((line) => {
    const quantity = said.lines.find((u) => u.item === line.item)?.quantity ?? 0
    return settleUnits(line, said.fate, quantity)
  })
  const rows = lines.map(({ item, arrived, lost, neverLeft }) => ({
    item,
    arrived,
    lost,
    never_left: neverLeft,
  }))
  await tx.$executeRaw`
    UPDATE transfer_line l SET arrived = r.arrived, lost = r.lost, never_left = r.never_left
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (item text, arrived int, lost int, never_left int)
    WHERE l.shop = ${shop} AND l.transfer = ${transfer.id}::uuid AND l.item = r.item`
  const state = stateAfter(lines)
  await tx.transfer.update({
    where: { shop_id: { shop, id: transfer.id } },
    data: { state, endedAt: isUnderWay(state) ? null : at },
  })
  return left({ lines })
}

function left({ lines }: Pick<Row, 'lines'>): number {
  return sumOf(lines, inTransit)
}

async function costsOf(
  tx: Tx,
  shop: string,
  units: readonly WantedUnits[],
): Promise<Map<string, bigint | null>> {
  const rows = await tx.variant.findMany({
    where: { shop, item: { in: units.map((u) => u.item) } },
    select: { item: true, unitCost: true },
  })
  return new Map(rows.map((r) => [r.item, r.unitCost]))
}

async function noteSettled(tx: Tx, { shop, at }: Books, said: Settling, currency: string): Promise<void> {
  const { lines, costs, fate, reason, transfer, who } = said
  const units = sumOf(lines, (l) => l.quantity)
  const value = lines.reduce((sum, l) => sum + (costs?.get(l.item) ?? 0n) * BigInt(l.quantity), 0n)
  const loss = costs && { reason: reason!.trim(), value: toDecimal(value, currency) }
  await note(tx, shop, { at, who, action: `transfer-${fate}`, subject: transfer, detail: { units, ...loss } })
}
