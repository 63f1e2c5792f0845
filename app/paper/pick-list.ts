import type { PickList } from '../documents/document.ts'
import { goodsToTick } from './goods-to-tick.ts'
import { ground, orderPair, pairs, partiesOf, speechOf } from './ground.ts'
import type { Printing } from './ground.ts'
import type { Printable } from './sheet.ts'

/** The pick list: what to take from which shelf, with codes to scan and squares to tick. */
export function printablePickList(document: PickList, printing: Printing): Printable {
  const speech = speechOf(printing.language)
  const { t } = speech
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
    ...goodsToTick(document.lines, printing.language, 'paper.picked'),
    notes: pairs([[t('paper.note'), document.note]]),
  }
}
