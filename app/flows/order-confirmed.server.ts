import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { now } from '#app/clock.server.ts'
import type { Tx } from '#app/db.server.ts'
import { aloneInShop } from '#app/db.server.ts'
import { planEffect } from '#app/effects/effect.server.ts'
import type { MailPayload } from '#app/effects/mail-effect.server.ts'
import type { Letter } from '#app/paper/letter.ts'
import type { DatesTold } from '#app/paper/mail-text.ts'
import { datesChangedMail, datesConfirmedMail } from '#app/paper/mail-text.ts'
import { note } from '#app/shop/audit.server.ts'
import type { Dated } from '#app/stock/expected-date.ts'
import { resolveTasks } from '#app/tasks/tasks.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import type { Books } from './books.ts'
import { linesOf } from './books.ts'
import { openBooks } from './open-books.server.ts'
import type { OrderFacts } from './order-facts.server.ts'
import { orderFacts } from './order-facts.server.ts'
import { reckonDates } from './rebalance.ts'
import { saveBooks } from './save-books.server.ts'

export type Confirmed =
  { kind: 'done'; mail: boolean } | { kind: 'no-dates' | 'not-started' | 'not-found' | 'changed' }

/**
 * Confirms an order: the dates expected now are promised, and the customer is told by mail; once, however often asked.
 * `seen` is the mark of the message that a person looked at: another one is not sent.
 */
export async function confirmOrder(
  shop: string,
  order: string,
  who: string,
  seen?: string,
): Promise<Confirmed> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<Confirmed> => {
    const facts = await orderFacts(tx, shop, order)
    const books = facts && (await openBooks(tx, shop, at, { orders: [order] }))
    if (!facts || !books) return { kind: 'not-found' }
    if (!facts.shop.startedAt) return { kind: 'not-started' }
    reckonDates(books)
    const before = promisedOf(books, order)
    if (seen !== undefined && seen !== markOf(datesLetter(books, facts, before))) return { kind: 'changed' }
    if (!promiseExpected(books, order)) return { kind: 'no-dates' }
    const told = books.orders.get(order)?.confirmed && isDeepStrictEqual(promisedOf(books, order), before)
    if (told) return { kind: 'done', mail: false }
    await saveBooks(tx, books, freshCause(`confirmed:${order}`), who)
    await tx.order.update({ where: { shop_id: { shop, id: order } }, data: { confirmedAt: at } })
    const mail = await tellDates(tx, books, facts, before)
    await resolveTasks(tx, shop, [`slip:${order}`], at, who)
    await note(tx, shop, { at, who, action: 'confirmed', subject: order, detail: { mail } })
    return { kind: 'done', mail }
  })
}

/** What each line of an order is promised, as it stands. */
export function promisedOf(books: Books, order: string): Map<string, readonly Dated[]> {
  return new Map(linesOf(books, order).map((l) => [l.id, l.promised]))
}

/** Promises what is expected; false when nobody can say any day. */
export function promiseExpected(books: Books, order: string): boolean {
  const lines = linesOf(books, order)
  if (!lines.some((l) => l.expected.some((d) => d.on !== null))) return false
  for (const line of lines)
    books.lines.set(line.id, { ...line, promised: line.expected.filter((d) => d.on !== null) })
  return true
}

/** Plans the mail that tells a customer the promised dates, next to those told before. False without an address. */
export async function tellDates(
  tx: Tx,
  books: Books,
  facts: OrderFacts,
  before: ReadonlyMap<string, readonly Dated[]>,
): Promise<boolean> {
  if (!facts.email) return false
  const { snapshot, shop } = facts
  const about = { kind: 'order', id: snapshot.id }
  const payload = customerMail(facts, datesLetter(books, facts, before), about)
  return (
    (await planEffect(tx, shop.shop, {
      key: freshCause(`mail:dates:${snapshot.id}`),
      kind: 'mail',
      payload,
    })) !== null
  )
}

/** What a customer is written of the dates expected now, next to those told before. */
export function datesLetter(
  books: Books,
  { snapshot, shop, language }: OrderFacts,
  before: ReadonlyMap<string, readonly Dated[]>,
): Letter {
  const lines = linesOf(books, snapshot.id).map((l) => ({
    title: l.title,
    dates: l.expected,
    before: before.get(l.id) ?? [],
  }))
  const told: DatesTold = { orderName: snapshot.name, shopName: shop.name, lines }
  const first = lines.every((l) => l.before.length === 0)
  return first ? datesConfirmedMail(told, language) : datesChangedMail(told, language)
}

/** Stands for a letter: another one has another mark. */
export function markOf({ subject, text }: Letter): string {
  return createHash('sha256').update(`${subject}\n${text}`).digest('hex').slice(0, 32)
}

/** A mail to the order's customer in the merchant's name. */
export function customerMail(
  facts: OrderFacts,
  letter: Letter,
  about: MailPayload['about'],
  attachments: MailPayload['attachments'] = [],
): MailPayload {
  const { shop } = facts
  return {
    to: facts.email!,
    toName: facts.buyer.name,
    fromName: shop.name,
    ...(shop.email ? { replyTo: shop.email } : {}),
    ...letter,
    attachments,
    about,
  }
}
