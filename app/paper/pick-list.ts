import type { PickList } from '../documents/document.ts'
import { formatQuantity } from '#app/messages/format.ts'
import { sumOf } from '../core/quantity.ts'
import { ground, orderPair, pairs, partiesOf, speechOf, text } from './ground.ts'
import type { Printing } from './ground.ts'
import type { Cell, Printable } from './sheet.ts'

/** The pick list: what to take from which shelf, with codes to scan and squares to tick. */
export function printablePickList(document: PickList, printing: Printing): Printable {
  const speech = speechOf(printing.language)
  const { t, units } = speech
  const codeOf = (line: PickList['lines'][number]): Cell => {
    const value = line.barcode?.trim() || line.sku?.trim()
    return value ? { kind: 'barcode', value } : text('')
  }
  return {
    ...ground(document, printing, 'paper.pick-list'),
    parties: partiesOf('paper.buyer', document.buyer, document.deliverTo, t),
    meta: pairs([
      [t('paper.issued-on'), speech.day(document.issuedOn)],
      orderPair(document.order, speech),
      [t('paper.location'), document.location],
      [t('paper.purchase-order-number'), document.purchaseOrderNumber],
    ]),
    barcode: document.order.name,
    table: {
      columns: [
        { label: t('paper.sku'), align: 'left', share: 16 },
        { label: t('paper.designation'), align: 'left', share: 35 },
        { label: t('paper.barcode'), align: 'left', share: 32 },
        { label: t('paper.quantity'), align: 'right', share: 7 },
        { label: t('paper.picked'), align: 'center', share: 10 },
      ],
      rows: document.lines.map((line) => [
        text(line.sku ?? ''),
        text(line.title),
        codeOf(line),
        units(line.quantity),
        { kind: 'box' },
      ]),
    },
    totals: [
      {
        label: t('paper.units-total'),
        value: formatQuantity(
          sumOf(document.lines, (line) => line.quantity),
          printing.language,
        ),
        strong: true,
      },
    ],
    notes: pairs([[t('paper.note'), document.note]]),
  }
}
