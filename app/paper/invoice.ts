import type { Currency } from '../core/money.ts'
import { decimalsOf, roundHalfUp } from '../core/money.ts'
import type { Quantity } from '../core/quantity.ts'
import type { Language } from '../core/language.ts'
import type { Invoice } from '../documents/document.ts'
import { formatAmount, formatMoney, formatRate, formatUnitAmount } from '#app/messages/format.ts'
import { ground, orderPair, pairs, partiesOf, speechOf, text } from './ground.ts'
import type { Printing, Speech } from './ground.ts'
import type { Block, Printable, Table } from './sheet.ts'

// EN 16931 allows six decimals in a unit price, French rules too.
const PRICE_DECIMALS = 6

/**
 * The price of one unit that the line's net amount means: net ÷ quantity, at most six decimals.
 * For the reader only: amounts are computed from nets, never from it.
 */
export function unitPriceOf(net: bigint, quantity: Quantity, currency: Currency, language: Language): string {
  const decimals = Math.max(PRICE_DECIMALS, decimalsOf(currency))
  const numerator = net * 10n ** BigInt(decimals - decimalsOf(currency))
  const scaled = roundHalfUp({ numerator, denominator: BigInt(Math.max(1, quantity)) })
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0')
  const decimal = `${scaled < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  return formatUnitAmount(decimal, currency, language)
}

function linesOf(document: Invoice, { t, language, units }: Speech): Table {
  const { currency } = document
  return {
    columns: [
      { label: t('paper.sku'), align: 'left', share: 17 },
      { label: t('paper.designation'), align: 'left', share: 40 },
      { label: t('paper.quantity'), align: 'right', share: 8 },
      { label: t('paper.unit-price'), align: 'right', share: 13 },
      { label: t('paper.tax-total'), align: 'right', share: 9 },
      { label: t('paper.net'), align: 'right', share: 13 },
    ],
    rows: document.lines.map((line) => [
      text(line.sku ?? ''),
      text(line.title),
      units(line.quantity),
      text(unitPriceOf(line.net, line.quantity, currency, language)),
      text(formatRate(line.rate, language)),
      text(formatAmount(line.net, currency, language)),
    ]),
  }
}

function taxesOf(document: Invoice, { t, language }: Speech): Table {
  return {
    columns: [
      { label: t('paper.tax-rate'), align: 'left', share: 1 },
      { label: t('paper.taxable'), align: 'right', share: 1 },
      { label: t('paper.tax-total'), align: 'right', share: 1 },
    ],
    rows: document.taxes.map((tax) => [
      text(formatRate(tax.rate, language)),
      text(formatAmount(tax.base, document.currency, language)),
      text(formatAmount(tax.tax, document.currency, language)),
    ]),
  }
}

function paymentOf(document: Invoice, { t, day }: Speech): Block | null {
  if (document.paid) return { label: t('paper.payment'), name: '', lines: [t('paper.paid')] }
  const lines = [
    document.dueOn && `${t('paper.due-on')} ${day(document.dueOn)}`,
    document.terms,
    document.bank &&
      (document.bank.bic
        ? t('paper.iban-bic', { iban: document.bank.iban, bic: document.bank.bic })
        : t('paper.iban', { iban: document.bank.iban })),
  ].filter((line) => line !== null && line.trim() !== '') as string[]
  return lines.length ? { label: t('paper.payment'), name: '', lines } : null
}

/** The invoice of what was delivered. */
export function printableInvoice(document: Invoice, printing: Printing): Printable {
  const speech = speechOf(printing.language)
  const { t, day } = speech
  const money = (amount: bigint) => formatMoney(amount, document.currency, printing.language)
  return {
    ...ground(document, printing, 'paper.invoice'),
    parties: partiesOf('paper.bill-to', document.buyer, document.deliverTo, t),
    meta: pairs([
      [t('paper.issued-on'), day(document.issuedOn)],
      [t('paper.delivered-on'), day(document.deliveredOn)],
      [t('paper.due-on'), document.paid ? null : day(document.dueOn)],
      orderPair(document.order, speech),
      [t('paper.purchase-order-number'), document.purchaseOrderNumber],
      [t('paper.delivery-notes'), document.deliveryNotes.join(', ')],
    ]),
    table: linesOf(document, speech),
    taxes: taxesOf(document, speech),
    totals: [
      { label: t('paper.net-total'), value: money(document.net), strong: false },
      { label: t('paper.tax-total'), value: money(document.tax), strong: false },
      ...(document.paid
        ? [
            { label: t('paper.total-with-tax'), value: money(document.total), strong: false },
            { label: t('paper.already-paid'), value: money(-document.total), strong: false },
          ]
        : []),
      { label: t('paper.total-to-pay'), value: money(document.paid ? 0n : document.total), strong: true },
    ],
    payment: paymentOf(document, speech),
    mentions: document.mentions.filter((mention) => mention.trim()),
  }
}
