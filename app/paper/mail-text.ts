import type { Day } from '../core/day.ts'
import type { Quantity } from '../core/quantity.ts'
import type { Language } from '../core/language.ts'
import type { DeliveryNote, Invoice, PurchaseOrderDocument } from '../documents/document.ts'
import { formatDay, formatMoney } from '#app/messages/format.ts'
import type { Translate } from '#app/messages/message.ts'
import { translator } from '#app/messages/message.ts'
import type { Letter, Part } from './letter.ts'
import { letterOf } from './letter.ts'

/** Some units and the day they are told to arrive; null when nobody knows yet. */
export type DatedUnits = { readonly quantity: Quantity; readonly on: Day | null }

/** What a mail about delivery dates says of each line. `before` holds the dates told earlier, when they changed. */
export type DatesTold = {
  readonly orderName: string
  readonly shopName: string
  readonly lines: readonly {
    readonly title: string
    readonly dates: readonly DatedUnits[]
    readonly before: readonly DatedUnits[]
  }[]
}

const units = (t: Translate, count: Quantity) => t('paper.units', { count })

function saidDates(dates: readonly DatedUnits[], t: Translate, language: Language): string {
  return dates
    .filter(({ quantity }) => quantity > 0)
    .map(({ quantity, on }) =>
      on === null
        ? t('mail.dates.unknown', { quantity: units(t, quantity) })
        : t('mail.dates.line', { quantity: units(t, quantity), day: formatDay(on, language, 'long') }),
    )
    .join(', ')
}

/** One item of a list; nothing when there is nothing to say of it. */
const itemOf = (item: string, said: string, t: Translate): string[] =>
  said ? [t('mail.item', { item, said })] : []

/** Tells a customer for the first time when the order arrives. */
export function datesConfirmedMail(told: DatesTold, language: Language): Letter {
  const t = translator(language)
  const items = told.lines.flatMap((line) => itemOf(line.title, saidDates(line.dates, t, language), t))
  const dated = told.lines.some((line) => line.dates.some(({ on }) => on !== null))
  return letterOf(language, told.shopName, t('mail.dates-confirmed.subject', { order: told.orderName }), [
    t('mail.dates-confirmed.intro', { order: told.orderName }),
    items,
    ...(dated ? [] : [t('mail.dates-confirmed.none')]),
  ])
}

/** Tells a customer new dates, next to the ones told before. */
export function datesChangedMail(told: DatesTold, language: Language): Letter {
  const t = translator(language)
  const items = told.lines.flatMap((line) => {
    const now = saidDates(line.dates, t, language)
    const before = saidDates(line.before, t, language)
    return itemOf(line.title, now && before ? `${now} (${t('mail.dates.was', { before })})` : now, t)
  })
  return letterOf(language, told.shopName, t('mail.dates-changed.subject', { order: told.orderName }), [
    t('mail.dates-changed.intro', { order: told.orderName }),
    items,
    t('mail.dates-changed.sorry'),
  ])
}

/** Sends a purchase order to its supplier; `link` is where the supplier answers without an account, if there is one. */
export function purchaseOrderMail(
  document: PurchaseOrderDocument,
  language: Language,
  link: string | null = null,
): Letter {
  const t = translator(language)
  const { purchaseOrder: number, revision, shopName: shop, deliverTo, wantedOn } = document
  const revised = revision > 1
  const subject = revised
    ? t('mail.purchase-order.subject-revised', { number, revision, shop })
    : t('mail.purchase-order.subject', { number, shop })
  const parts: (Part | null)[] = [
    t('mail.purchase-order.intro', {
      number,
      count: document.lines.length,
      net: formatMoney(document.net, document.currency, language),
    }),
    revised ? t('mail.purchase-order.revised', { revision }) : null,
    wantedOn && t('mail.purchase-order.wanted', { day: formatDay(wantedOn, language, 'long') }),
    t('mail.purchase-order.deliver-to', { address: [deliverTo.name, ...deliverTo.lines].join(', ') }),
    document.note,
    link ? { link, text: t('mail.purchase-order.answer') } : t('mail.purchase-order.answer-by-mail'),
  ]
  return letterOf(
    language,
    shop,
    subject,
    parts.filter((part) => part !== null),
  )
}

/** Tells a customer what left, and what is still to come, with the delivery note attached. */
export function deliveryNoteMail(document: DeliveryNote, number: string, language: Language): Letter {
  const t = translator(language)
  const order = document.order.name
  const shipped = document.lines.flatMap((line) =>
    line.shipped > 0 ? itemOf(line.title, units(t, line.shipped), t) : [],
  )
  const toCome = document.lines.flatMap((line) =>
    itemOf(line.title, saidDates([{ quantity: line.toCome, on: line.expectedOn }], t, language), t),
  )
  return letterOf(language, document.shopName, t('mail.delivery-note.subject', { order, number }), [
    t('mail.delivery-note.intro', { order, number }),
    shipped,
    ...(toCome.length ? [t('mail.delivery-note.to-come'), toCome] : [t('mail.delivery-note.complete')]),
  ])
}

/** Sends a customer the invoice of what was delivered. */
export function invoiceMail(document: Invoice, number: string, language: Language): Letter {
  const t = translator(language)
  const total = formatMoney(document.total, document.currency, language)
  return letterOf(
    language,
    document.shopName,
    t('mail.invoice.subject', { number, shop: document.shopName }),
    [t('mail.invoice.intro', { number, order: document.order.name }), askedFor(document, total, t)],
  )
}

function askedFor({ paid, dueOn, language }: Invoice, total: string, t: Translate): string {
  if (paid) return t('mail.invoice.paid', { total })
  if (!dueOn) return t('mail.invoice.total', { total })
  return t('mail.invoice.due', { total, due: formatDay(dueOn, language, 'long') })
}
