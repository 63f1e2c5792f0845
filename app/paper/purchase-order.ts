import { sumOf } from '../core/quantity.ts'
import type { PurchaseOrderDocument } from '../documents/document.ts'
import { formatAmount, formatMoney, formatQuantity } from '#app/messages/format.ts'
import { blockOf, ground, pairs, speechOf, text } from './ground.ts'
import type { Printing, Speech } from './ground.ts'
import type { Cell, Printable, Table } from './sheet.ts'

type Line = PurchaseOrderDocument['lines'][number]

/** How many packs a quantity is; null when it is no whole number of them or they hold one unit. */
export function packsOf(line: Pick<Line, 'quantity' | 'packSize'>): number | null {
  return line.packSize > 1 && line.quantity % line.packSize === 0 ? line.quantity / line.packSize : null
}

function packsCell(line: Line, { t, language }: Speech): Cell {
  const packs = packsOf(line)
  if (packs === null) return text('')
  return text(formatQuantity(packs, language), t('paper.pack-size', { count: line.packSize }))
}

function linesOf(document: PurchaseOrderDocument, speech: Speech): Table {
  const { t, language, units, day } = speech
  return {
    columns: [
      { label: t('paper.supplier-reference'), align: 'left', share: 17 },
      { label: t('paper.designation'), align: 'left', share: 33 },
      { label: t('paper.packs'), align: 'right', share: 12 },
      { label: t('paper.quantity'), align: 'right', share: 8 },
      { label: t('paper.unit-cost'), align: 'right', share: 11 },
      { label: t('paper.net'), align: 'right', share: 13 },
      { label: t('paper.expected'), align: 'right', share: 14 },
    ],
    rows: document.lines.map((line) => [
      text(line.supplierReference ?? ''),
      text(line.title, line.sku),
      packsCell(line, speech),
      units(line.quantity),
      text(formatAmount(line.unitCost, document.currency, language)),
      text(formatAmount(line.net, document.currency, language)),
      text(day(line.expectedOn)),
    ]),
  }
}

/** The purchase order as the supplier reads it. */
export function printablePurchaseOrder(document: PurchaseOrderDocument, printing: Printing): Printable {
  const speech = speechOf(printing.language)
  const { t, day, language } = speech
  return {
    ...ground(document, printing, 'paper.purchase-order'),
    parties: [
      blockOf(t('paper.supplier'), document.supplier, t),
      blockOf(t('paper.deliver-to'), { ...document.deliverTo, registrations: [] }, t),
    ],
    meta: pairs([
      [t('paper.issued-on'), day(document.issuedOn)],
      // A draft's name is no number yet; what was sent carries it in its title.
      [t('paper.purchase-order'), printing.number === null ? document.purchaseOrder : null],
      [t('paper.revision'), formatQuantity(document.revision, language)],
      [t('paper.wanted-on'), day(document.wantedOn)],
    ]),
    table: linesOf(document, speech),
    totals: [
      {
        label: t('paper.units-total'),
        value: formatQuantity(
          sumOf(document.lines, (line) => line.quantity),
          language,
        ),
        strong: false,
      },
      {
        label: t('paper.net-total'),
        value: formatMoney(document.net, document.currency, language),
        strong: true,
      },
    ],
    notes: pairs([[t('paper.note'), document.note]]),
  }
}
