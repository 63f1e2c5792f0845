import type { TransferNote } from '../documents/document.ts'
import { goodsToTick } from './goods-to-tick.ts'
import { blockOf, ground, pairs, speechOf } from './ground.ts'
import type { Printing } from './ground.ts'
import type { Printable } from './sheet.ts'

/** The transfer note: what goes from one place to another, with codes to scan and squares to tick on arrival. */
export function printableTransferNote(document: TransferNote, printing: Printing): Printable {
  const { t, day } = speechOf(printing.language)
  return {
    ...ground(document, printing, 'paper.transfer-note'),
    parties: [
      blockOf(t('paper.transfer-from'), document.origin, t),
      blockOf(t('paper.transfer-to'), document.destination, t),
    ],
    meta: pairs([[t('paper.issued-on'), day(document.issuedOn)]]),
    barcode: printing.number,
    ...goodsToTick(document.lines, printing.language, 'paper.arrived'),
    signature: t('paper.received-by'),
  }
}
