// The journeys are played in French: pages are clicked and read by what the catalogue says, so no text goes stale here.
import { parseMinor } from '#app/core/money.ts'
import { formatDay, formatMoney } from '#app/messages/format.ts'
import { translator } from '#app/messages/message.ts'

export const t = translator('fr')
export const day = (iso: string, style?: 'long') => formatDay(iso, 'fr', style)
/** "5 le 25/11/2026, 7 le 02/12/2026" */
export const dated = (...parts: [quantity: number, on: string][]) =>
  parts.map(([quantity, on]) => t('order.dated', { quantity: String(quantity), day: day(on) })).join(', ')

/** A text with all its spaces and line breaks alike, as an eye reads it. */
export const plain = (text: string) => text.replace(/\s+/g, ' ').trim()
export const money = (amount: string) => plain(formatMoney(parseMinor(amount, 'EUR')!, 'EUR', 'fr'))
