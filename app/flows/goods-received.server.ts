import { randomUUID } from 'node:crypto'
import { now } from '#app/clock.server.ts'
import { takeUpTo } from '#app/core/quantity.ts'
import type { Tx } from '#app/db.server.ts'
import { aloneInShop } from '#app/db.server.ts'
import { takeFrom } from '#app/orders/settle-line.ts'
import type { PurchaseOrderState } from '#app/purchasing/purchase-order.ts'
import { isOpen, receiveUnits, stateOf, toCome } from '#app/purchasing/purchase-order.ts'
import { note } from '#app/shop/audit.server.ts'
import { byTurn } from '#app/stock/allocate.ts'
import { closeBooks } from './close-books.server.ts'
import type { Contest } from '#app/stock/contest.ts'
import { contestsOver, ruleOf } from '#app/stock/contest.ts'
import type { Books, IncomingLine, LocationId } from './books.ts'
import { decided, moveStock, place, shelvesOf, turnOf } from './books.ts'
import { bringOrders, openBooks } from './open-books.server.ts'
import { progressOf } from './purchase-order-progress.ts'
import { saveProgress } from './save-progress.server.ts'
import { tellQuantities } from './quantities-told.server.ts'

export type SurplusIs = 'kept-free' | 'kept-priced' | 'refused'

export type Came = {
  readonly purchaseOrder: string
  /** The receipt's id, chosen when its form was drawn: the same form, sent twice, is one receipt. */
  readonly receipt?: string
  readonly lines: readonly {
    readonly poLine: string
    readonly quantity: number
    readonly surplusIs?: SurplusIs
  }[]
}

export type Received =
  | { kind: 'done'; receipt: string }
  | { kind: 'surplus-needs-a-choice'; lines: string[] }
  | { kind: 'closed' | 'bad-quantity' | 'nothing-to-do' | 'not-started' | 'not-found' }

/**
 * Receives goods of a sent purchase order, in full, in part or more than ordered: they lie on the shelf, those who
 * claim them hold them, the rest is handed out in turn, and Shopify is told by an effect. A surplus needs a choice: kept
 * at its price, kept free, or refused (then it never lies on the shelf).
 */
export async function receive(shop: string, came: Came, who: string): Promise<Received> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<Received> => {
    const order = await tx.purchaseOrder.findUnique({
      where: { shop_id: { shop, id: came.purchaseOrder } },
      include: { lines: { include: { claims: true } }, receipts: { select: { id: true } } },
    })
    const row = await tx.shop.findUnique({ where: { shop }, select: { startedAt: true } })
    if (!order || !row) return { kind: 'not-found' }
    if (!row.startedAt) return { kind: 'not-started' }
    const receipt = came.receipt ?? randomUUID()
    if (order.receipts.some((r) => r.id === receipt)) return { kind: 'done', receipt }
    if (!isOpen(order.state as PurchaseOrderState)) return { kind: 'closed' }
    const judged = judge(came, order.lines)
    if (judged.kind !== 'arrivals') return judged
    const { arrivals } = judged
    const books = (await openBooks(tx, shop, at, { items: arrivals.map((a) => a.item) }))!
    await bringOrders(
      tx,
      books,
      order.lines.flatMap((l) => l.claims.map((c) => c.orderId)),
    )
    for (const arrival of arrivals) shelve(books, arrival, order.location as LocationId, receipt)
    await saveReceipt(tx, shop, { id: receipt, purchaseOrder: order.id, receivedAt: at, who }, arrivals)
    await saveCame(tx, shop, order, arrivals, at)
    await closeBooks(tx, books, `receipt:${receipt}`, who)
    await tellShopify(tx, shop, { ...order, number: order.number! }, receipt, arrivals)
    await note(tx, shop, {
      at,
      who,
      action: 'received',
      subject: order.id,
      detail: { receipt, units: arrivals.reduce((sum, a) => sum + a.quantity, 0) },
    })
    return { kind: 'done', receipt }
  })
}

type Arrival = {
  readonly poLine: string
  readonly item: string
  /** All that came, and of it what was not ordered. */
  readonly quantity: number
  readonly surplus: number
  readonly surplusIs: SurplusIs | ''
}

type LineRow = {
  id: string
  item: string
  quantity: number
  short: number
  received: number
  acknowledged: unknown
  expectedOn: Date | null
}

function judge(came: Came, lines: readonly LineRow[]): { kind: 'arrivals'; arrivals: Arrival[] } | Received {
  const arrivals: Arrival[] = []
  for (const { poLine, quantity, surplusIs } of came.lines) {
    const line = lines.find((l) => l.id === poLine)
    if (!line || !Number.isSafeInteger(quantity) || quantity < 0) return { kind: 'bad-quantity' }
    const surplus = Math.max(0, quantity - toCome(progressOf(line)))
    if (quantity > 0)
      arrivals.push({
        poLine,
        item: line.item,
        quantity,
        surplus,
        surplusIs: surplus > 0 ? (surplusIs ?? '') : '',
      })
  }
  if (arrivals.length === 0) return { kind: 'nothing-to-do' }
  const undecided = arrivals.filter((a) => a.surplus > 0 && a.surplusIs === '')
  return undecided.length > 0
    ? { kind: 'surplus-needs-a-choice', lines: undecided.map((a) => a.poLine) }
    : { kind: 'arrivals', arrivals }
}

function onShelf({ quantity, surplus, surplusIs }: Arrival): number {
  return surplusIs === 'refused' ? quantity - surplus : quantity
}

// The goods lie on the shelf, and who claimed them holds them, in turn, where the goods lie.
function shelve(books: Books, arrival: Arrival, location: LocationId, receipt: string): void {
  const { item, poLine } = arrival
  moveStock(books, {
    location,
    item,
    account: 'on_hand',
    quantity: onShelf(arrival),
    kind: 'received',
    cause: `receipt:${receipt}`,
  })
  const incoming = books.incoming.get(poLine)
  if (!incoming) return
  const ordered = arrival.quantity - arrival.surplus
  books.incoming.set(poLine, {
    ...incoming,
    progress: receiveUnits(incoming.progress, ordered),
  })
  const came = { poLine, location, number: incoming.number, ordered }
  for (const contest of contestsFor(books, incoming, came)) holdInstead(books, contest, came)
}

type CameFor = {
  readonly poLine: string
  readonly location: LocationId
  readonly number: string
  /** Of what came, the units that were ordered. */
  readonly ordered: number
}

// Who claims what came, in turn, and what each gets of it.
function contestsFor(
  books: Books,
  incoming: IncomingLine,
  { location, number, ordered }: CameFor,
): Contest[] {
  const source = { free: ordered, left: ordered }
  const asked = [...incoming.claims].sort(byTurn).map((claim) => {
    const got = takeUpTo(source.left, claim.quantity)
    source.left -= got
    const line = books.lines.get(claim.line)!
    const by = { ...turnOf(books, line), item: incoming.item, b2b: books.orders.get(line.order)!.b2b }
    return { by: { ...by, shelves: [], unsourced: 0, claims: [] }, wanted: claim.quantity, got }
  })
  const facts = { id: location, name: number, there: ordered, held: 0, kept: 0, b2bOnly: 0 }
  const nameOf = (order: string) => books.orders.get(order)?.name ?? order
  return [...contestsOver({ kind: 'receipt', ...facts }, asked, nameOf).values()].filter((c) => c.got > 0)
}

function holdInstead(books: Books, contest: Contest, { poLine, location, number: ref }: CameFor): void {
  const line = books.lines.get(contest.turn.line)!
  const quantity = contest.got
  const shelf = shelvesOf(books, line).find((s) => s.location === location)
  const mine = line.places.claims.filter((c) => c.poLine === poLine)
  const claims = [...line.places.claims.filter((c) => c.poLine !== poLine), ...takeFrom(mine, quantity)[0]]
  if (!shelf) {
    place(books, line, { places: { ...line.places, claims, unsourced: line.places.unsourced + quantity } })
    return
  }
  const held = line.places.reserved.find((h) => h.location === location)?.quantity ?? 0
  const others = line.places.reserved.filter((h) => h.location !== location)
  const reserved = [...others, { location, quantity: held + quantity, provisional: shelf.provisional }]
  const rule = ruleOf(contest)
  place(books, line, { places: { ...line.places, claims, reserved } }, [
    decided(books, {
      did: 'reserved',
      quantity,
      because: 'received',
      ref,
      ...(rule ? { rule } : {}),
      contest,
    }),
  ])
}

async function saveReceipt(
  tx: Tx,
  shop: string,
  receipt: { id: string; purchaseOrder: string; receivedAt: Date; who: string },
  arrivals: readonly Arrival[],
): Promise<void> {
  await tx.receipt.create({ data: { shop, ...receipt } })
  await tx.receiptLine.createMany({
    data: arrivals.map(({ poLine, item, quantity, surplus, surplusIs }) => ({
      shop,
      receipt: receipt.id,
      poLine,
      item,
      quantity,
      surplus,
      surplusIs,
    })),
  })
}

async function saveCame(
  tx: Tx,
  shop: string,
  order: { id: string; state: string; lines: readonly LineRow[] },
  arrivals: readonly Arrival[],
  at: Date,
): Promise<void> {
  const lines = order.lines.map((l) => {
    const arrival = arrivals.find((a) => a.poLine === l.id)
    return {
      id: l.id,
      progress: receiveUnits(progressOf(l), arrival ? arrival.quantity - arrival.surplus : 0),
    }
  })
  await saveProgress(tx, shop, lines)
  const state = stateOf(
    order.state as PurchaseOrderState,
    lines.map((l) => l.progress),
  )
  await tx.purchaseOrder.update({
    where: { shop_id: { shop, id: order.id } },
    data: { state, closedAt: isOpen(state) ? null : at },
  })
}

async function tellShopify(
  tx: Tx,
  shop: string,
  order: { readonly id: string; readonly number: string; readonly location: string },
  receipt: string,
  arrivals: readonly Arrival[],
): Promise<void> {
  const lines = arrivals.map((a) => ({ item: a.item, onHand: onShelf(a) })).filter((l) => l.onHand > 0)
  const { number: name, id: subject, location } = order
  await tellQuantities(tx, shop, {
    ...{ about: 'receipt', id: receipt, name, subject, location },
    ...{ reason: 'received', lines },
  })
}
