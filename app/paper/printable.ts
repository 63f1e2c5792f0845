import { assertNever } from '../core/assert-never.ts'
import type { Language } from '../core/language.ts'
import type { Document } from '../documents/document.ts'
import { printableDeliveryNote } from './delivery-note.ts'
import { printableInvoice } from './invoice.ts'
import { printablePickList } from './pick-list.ts'
import { printablePurchaseOrder } from './purchase-order.ts'
import type { Printable } from './sheet.ts'
import { printableTransferNote } from './transfer-note.ts'

/**
 * Any document as text on paper, in its own language unless another is asked for.
 * `number` is null while the document is a draft, and the paper says so.
 */
export function printableOf(
  document: Document,
  { number, language = document.language }: { number: string | null; language?: Language },
): Printable {
  const printing = { number, language }
  switch (document.kind) {
    case 'pick-list':
      return printablePickList(document, printing)
    case 'delivery-note':
      return printableDeliveryNote(document, printing)
    case 'invoice':
      return printableInvoice(document, printing)
    case 'purchase-order':
      return printablePurchaseOrder(document, printing)
    case 'transfer-note':
      return printableTransferNote(document, printing)
    default:
      return assertNever(document)
  }
}
