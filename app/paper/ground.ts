import type { Day } from '../core/day.ts'
import type { Language } from '../core/language.ts'
import type { Document, Party } from '../documents/document.ts'
import { formatDay, formatQuantity } from '#app/messages/format.ts'
import type { MessageKey, Translate } from '#app/messages/message.ts'
import { translator } from '#app/messages/message.ts'
import type { Block, Cell, Pair, Printable } from './sheet.ts'

/** How a document is to be printed: its number, null while it is a draft, and the language it is read in. */
export type Printing = { readonly number: string | null; readonly language: Language }

/** A cell of text, with an optional smaller line below. */
export const text = (words: string, detail: string | null = null): Cell => ({
  kind: 'text',
  text: words,
  detail,
})

/** What a printable's author needs to speak one language. */
export type Speech = {
  readonly t: Translate
  readonly language: Language
  readonly day: (day: Day | null) => string
  readonly units: (quantity: number) => Cell
}

export function speechOf(language: Language): Speech {
  return {
    t: translator(language),
    language,
    day: (day) => (day === null ? '' : formatDay(day, language)),
    units: (quantity) => text(formatQuantity(quantity, language)),
  }
}

/** A party under its label; a missing address is said, so that nobody takes the gap for a fault of the printer. */
export function blockOf(label: string, party: Party, t: Translate): Block {
  const address = party.lines.filter((line) => line.trim())
  return {
    label,
    name: party.name,
    lines: [
      ...(address.length ? address : [t('paper.no-address')]),
      ...[party.phone, party.email].filter((line) => line !== null && line.trim() !== ''),
      ...party.registrations.map((number) => `${number.label} ${number.value}`),
    ] as string[],
  }
}

/** The buyer, and the place of delivery when it is another. */
export function partiesOf(label: MessageKey, buyer: Party, deliverTo: Party, t: Translate): Block[] {
  const place = (party: Party) => [party.name, ...party.lines].join('\n')
  const first = blockOf(t(label), buyer, t)
  return place(buyer) === place(deliverTo)
    ? [first]
    : [first, blockOf(t('paper.deliver-to'), { ...deliverTo, registrations: [] }, t)]
}

/** Pairs that have something to say. */
export function pairs(candidates: readonly (readonly [label: string, value: string | null])[]): Pair[] {
  return candidates.flatMap(([label, value]) => (value?.trim() ? [{ label, value }] : []))
}

/** Where an order comes from, for the band under the parties. */
export function orderPair(
  order: { readonly name: string; readonly placedOn: Day },
  speech: Speech,
): [string, string] {
  const { t, day } = speech
  return [t('paper.order'), t('paper.order-of-day', { order: order.name, day: day(order.placedOn) })]
}

/** Who the seller is before the law, in one line for the foot of each page. */
function footerOf(seller: Party): string {
  const registrations = seller.registrations.map((number) => `${number.label} ${number.value}`)
  return [seller.name, ...registrations].filter((part) => part.trim()).join(' · ')
}

/** What all kinds of documents have in common on paper; each kind replaces what it has more of. */
export function ground(document: Document, printing: Printing, title: MessageKey): Printable {
  const { t } = speechOf(printing.language)
  return {
    kind: document.kind,
    language: printing.language,
    title: t(title),
    number: printing.number ?? t('paper.draft'),
    draft: printing.number === null,
    issuedOn: document.issuedOn,
    shopName: document.shopName,
    seller: blockOf('', document.seller, t),
    parties: [],
    meta: [],
    barcode: null,
    table: { columns: [], rows: [] },
    noRows: t('paper.no-lines'),
    taxes: null,
    totals: [],
    payment: null,
    notes: [],
    signature: null,
    mentions: [],
    footer: footerOf(document.seller),
    page: t('paper.page', { page: '{page}', pages: '{pages}' }),
  }
}
