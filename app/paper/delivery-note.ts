import type { DeliveryNote } from '../documents/document.ts'
import { formatQuantity } from '#app/messages/format.ts'
import { sumOf } from '../core/quantity.ts'
import { ground, orderPair, pairs, partiesOf, speechOf, text } from './ground.ts'
import type { Printing } from './ground.ts'
import type { Printable } from './sheet.ts'

/** The delivery note: what travels with the goods, and what is still to come. It shows no price. */
export function printableDeliveryNote(document: DeliveryNote, printing: Printing): Printable {
  const speech = speechOf(printing.language)
  const { t, units } = speech
  return {
    ...ground(document, printing, 'paper.delivery-note'),
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
        { label: t('paper.sku'), align: 'left', share: 18 },
        { label: t('paper.designation'), align: 'left', share: 39 },
        { label: t('paper.ordered'), align: 'right', share: 12 },
        { label: t('paper.shipped'), align: 'right', share: 9 },
        { label: t('paper.to-come'), align: 'right', share: 9 },
        { label: t('paper.expected'), align: 'right', share: 13 },
      ],
      rows: document.lines.map((line) => [
        text(line.sku ?? ''),
        text(line.title),
        units(line.ordered),
        units(line.shipped),
        units(line.toCome),
        text(line.toCome > 0 ? speech.day(line.expectedOn) : ''),
      ]),
    },
    totals: [
      {
        label: t('paper.units-total'),
        value: formatQuantity(
          sumOf(document.lines, (line) => line.shipped),
          printing.language,
        ),
        strong: true,
      },
    ],
    signature: t('paper.received-by'),
  }
}
