import type { TransferNote } from '../documents/document.ts'
import { formatQuantity } from '#app/messages/format.ts'
import { sumOf } from '../core/quantity.ts'
import { blockOf, ground, pairs, speechOf, text } from './ground.ts'
import type { Printing } from './ground.ts'
import type { Cell, Printable } from './sheet.ts'

/** The transfer note: what goes from one place to another, with codes to scan and squares to tick on arrival. */
export function printableTransferNote(document: TransferNote, printing: Printing): Printable {
  const speech = speechOf(printing.language)
  const { t, units } = speech
  const codeOf = (line: TransferNote['lines'][number]): Cell => {
    const value = line.barcode?.trim() || line.sku?.trim()
    return value ? { kind: 'barcode', value } : text('')
  }
  return {
    ...ground(document, printing, 'paper.transfer-note'),
    parties: [
      blockOf(t('paper.transfer-from'), document.origin, t),
      blockOf(t('paper.transfer-to'), document.destination, t),
    ],
    meta: pairs([[t('paper.issued-on'), speech.day(document.issuedOn)]]),
    barcode: printing.number,
    table: {
      columns: [
        { label: t('paper.sku'), align: 'left', share: 16 },
        { label: t('paper.designation'), align: 'left', share: 35 },
        { label: t('paper.barcode'), align: 'left', share: 32 },
        { label: t('paper.quantity'), align: 'right', share: 7 },
        { label: t('paper.arrived'), align: 'center', share: 10 },
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
    signature: t('paper.received-by'),
  }
}
