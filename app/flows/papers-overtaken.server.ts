import { canonicalJson } from '#app/core/canonical-json.ts'
import type { Gid } from '#app/core/gid.ts'
import { sumOf } from '#app/core/quantity.ts'
import type { Tx } from '#app/db.server.ts'
import { openPickList, toPutBack, type Listed, type StillWanted } from '#app/deliveries/picking.ts'
import { documentOf } from '#app/documents/chain.ts'
import type { DeliveryNote, Party, PickList } from '#app/documents/document.ts'
import { openUnits } from '#app/orders/line-units.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import type { RaisedTask } from '#app/tasks/task.ts'
import { NOTHING_SAID, saidOf, type Said } from '#app/tasks/tasks.server.ts'
import { linesOf, type Books } from './books.ts'
import { deliveryParty } from './parties.ts'

/** A printed pick list or delivery note of an order. */
export type PrintedPaper = {
  readonly id: string
  readonly order: string
  readonly kind: 'pick-list' | 'delivery-note'
  readonly number: string
  readonly issuedAt: Date
  readonly standsIn: boolean
  readonly voided: boolean
  /** Null once its personal data was erased. */
  readonly deliverTo: Party | null
  readonly content: PickList | DeliveryNote
}

type Row = Omit<PrintedPaper, 'deliverTo' | 'content'> & { body: string; person: string | null }

/** The pick lists and delivery notes of orders, oldest first. */
export async function papersOf(tx: Tx, shop: string, orders: readonly string[]): Promise<PrintedPaper[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT d.id::text, d.order_id AS "order", d.kind, d.number, d.issued_at AS "issuedAt", d.body, p.person,
      EXISTS (SELECT 1 FROM document_void v WHERE v.shop = d.shop AND v.replaced_by = d.id) AS "standsIn",
      EXISTS (SELECT 1 FROM document_void v WHERE v.shop = d.shop AND v.document = d.id) AS voided
    FROM document d LEFT JOIN document_person p ON p.shop = d.shop AND p.document = d.id
    WHERE d.shop = ${shop} AND d.order_id = ANY(${[...orders]}) AND d.kind IN ('pick-list', 'delivery-note')
    ORDER BY d.issued_at, d.no`
  return rows.map(({ body, person, ...row }) => {
    const content = documentOf(body, person) as PickList | DeliveryNote
    return { ...row, content, deliverTo: person === null ? null : content.deliverTo }
  })
}

/**
 * What has to be said of orders that were just told: which of their papers the news overtook: goods in somebody's hands that are wanted
 * no more, and papers that name another address. The pick list of an order that is over is void.
 */
export async function papersOvertaken(
  tx: Tx,
  books: Books,
  snapshots: readonly OrderSnapshot[],
): Promise<Said> {
  if (snapshots.length === 0) return NOTHING_SAID
  const { shop } = books
  const papers = await papersOf(
    tx,
    shop,
    snapshots.map((s) => s.id),
  )
  if (papers.length === 0) return NOTHING_SAID
  const { countryCode } = await tx.shop.findUniqueOrThrow({ where: { shop }, select: { countryCode: true } })
  const raised: RaisedTask[] = []
  for (const snapshot of snapshots) {
    const mine = papers.filter((p) => p.order === snapshot.id)
    const list = openPickList(mine)
    if (list) raised.push(...(await ofPickList(tx, books, snapshot, list)))
    raised.push(...ofAddress(books, snapshot, mine, countryCode))
  }
  return saidOf(
    raised,
    papers.flatMap((p) => KEYS.map((of) => of(p.id))),
  )
}

const putBackKey = (paper: string) => `put-back:${paper}`
const addressKey = (paper: string) => `address-changed:${paper}`
const KEYS = [putBackKey, addressKey]

async function ofPickList(
  tx: Tx,
  books: Books,
  snapshot: OrderSnapshot,
  list: PrintedPaper,
): Promise<RaisedTask[]> {
  const { lines, location } = list.content as PickList
  const back = toPutBack(lines, wantedSince(books, snapshot, list.issuedAt))
  if (back.length === 0) return []
  const isOver = snapshot.cancelledAt !== null || snapshot.closedAt !== null
  if (isOver && !list.voided) await voidList(tx, books, list.id)
  const nameOf = ({ line, quantity }: Listed) => {
    const { sku, title } = lines.find((l) => l.line === line)!
    return `${quantity} × ${sku ?? title}`
  }
  const params = { about: 'document', order: snapshot.name, number: list.number, place: location }
  const kind = isOver ? 'cancelled-in-picking' : 'lowered-in-picking'
  const goods = back.map(nameOf).join(', ')
  return [{ key: putBackKey(list.id), kind, subject: list.id, params: { ...params, goods } }]
}

async function voidList(tx: Tx, { shop, at }: Books, document: string): Promise<void> {
  const row = { shop, document, at, who: 'shopify', reason: 'cancelled' }
  await tx.documentVoid.create({ data: row })
}

function wantedSince(books: Books, snapshot: OrderSnapshot, since: Date): Map<string, StillWanted> {
  const left = snapshot.fulfillments
    .filter((f) => f.status === 'success' && new Date(f.createdAt) >= since)
    .flatMap((f) => f.lines)
  return new Map(
    linesOf(books, snapshot.id).map(({ id, units }) => [
      id,
      {
        open: openUnits(units),
        left: sumOf(
          left.filter((l) => l.line === id),
          (l) => l.quantity,
        ),
      },
    ]),
  )
}

// What left longer ago has arrived, or is beyond recall.
const STILL_AT_HAND_MS = 3 * 24 * 3_600_000

function ofAddress(
  books: Books,
  snapshot: OrderSnapshot,
  papers: readonly PrintedPaper[],
  country: string | null,
): RaisedTask[] {
  if (snapshot.cancelledAt) return []
  const list = openPickList(papers)
  const atHand = (p: PrintedPaper) => books.at.getTime() - p.issuedAt.getTime() < STILL_AT_HAND_MS
  const notes = papers.filter((p) => p.kind === 'delivery-note' && atHand(p))
  return [...(list ? [list] : []), ...notes]
    .filter((p) => !p.voided && !namesAddressOf(p, snapshot, country))
    .map((p): RaisedTask => {
      const params = { order: snapshot.name, number: p.number }
      return p.kind === 'pick-list'
        ? { key: addressKey(p.id), kind: 'address-changed-in-picking', subject: snapshot.id, params }
        : {
            key: addressKey(p.id),
            kind: 'address-changed',
            subject: p.id,
            params: { ...params, about: 'document' },
          }
    })
}

/** Whether a paper sends the goods where the order wants them now. One whose personal data was erased says nothing. */
export function namesAddressOf(
  paper: PrintedPaper,
  snapshot: OrderSnapshot,
  country: string | null,
): boolean {
  if (!paper.deliverTo) return true
  const now = deliveryParty(snapshot, paper.content.language, country)
  return placeOf(paper.deliverTo) === placeOf(now)
}

function placeOf({ name, lines }: Party): string {
  return canonicalJson([name, lines])
}

/** The pick list of an order that somebody may be picking, void or not; null without one. */
export async function pickListOf(
  tx: Tx,
  shop: string,
  order: Gid<'Order'> | string,
): Promise<PrintedPaper | null> {
  return openPickList(await papersOf(tx, shop, [order]))
}
