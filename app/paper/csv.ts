import type { Currency } from '../core/money.ts'
import { toDecimal } from '../core/money.ts'
import type { Language } from '../core/language.ts'
import type { PurchaseOrderDocument } from '../documents/document.ts'
import { translator } from '#app/messages/message.ts'
import { packsOf } from './purchase-order.ts'

/**
 * A cell of a table for a spreadsheet: words, a whole number, an exact decimal, or nothing.
 * Only what is typed as a number is written as one; words that look like a formula are made harmless.
 */
export type CsvCell = string | number | { readonly decimal: string } | null

const SEPARATORS: Record<Language, string> = { en: ',', fr: ';' }
// Excel takes a file without it for Windows-1252 and spoils every accent.
const BYTE_ORDER_MARK = '\ufeff'
const DECIMAL = /^-?\d+(\.\d+)?$/

// What makes a spreadsheet compute: also after blanks or invisible characters, at the head of any line, and full width.
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\t\r\n＝＋－＠]/u

/** Words that no spreadsheet computes. */
function guarded(words: string): string {
  return words
    .replace(/[^\P{Cc}\t\r\n]/gu, '')
    .split(/(\r\n|\r|\n)/)
    .map((line, index) => (index % 2 === 0 && FORMULA.test(line) ? `'${line}` : line))
    .join('')
}

function written(cell: CsvCell, language: Language): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'string') return guarded(cell)
  // Excel reads the decimal sign of the reader's country.
  if (DECIMAL.test(cell.decimal)) return language === 'fr' ? cell.decimal.replace('.', ',') : cell.decimal
  return guarded(cell.decimal)
}

/**
 * Rows as a CSV file that opens by double click in the reader's language: byte order mark, every cell quoted, CRLF,
 * separated by semicolons in French and commas in English. No cell runs as a formula.
 */
export function csvOf(rows: readonly (readonly CsvCell[])[], language: Language): string {
  const quoted = (cell: CsvCell) => `"${written(cell, language).replaceAll('"', '""')}"`
  const lines = rows.map((row) => `${row.map(quoted).join(SEPARATORS[language])}\r\n`)
  return BYTE_ORDER_MARK + lines.join('')
}

/** Minor units as an exact decimal cell. */
export const amountCell = (amount: bigint, currency: Currency): CsvCell => ({
  decimal: toDecimal(amount, currency),
})

/** The purchase order's lines, for a supplier who types nothing again. */
export function purchaseOrderCsv(document: PurchaseOrderDocument): string {
  const { language, currency } = document
  const t = translator(language)
  const head = [
    t('paper.purchase-order'),
    t('paper.revision'),
    t('paper.supplier-reference'),
    t('paper.sku'),
    t('paper.designation'),
    t('paper.quantity'),
    t('paper.pack-size-column'),
    t('paper.packs'),
    t('paper.unit-cost'),
    t('paper.net'),
    t('paper.currency'),
    t('paper.expected'),
  ]
  const rows = document.lines.map((line): CsvCell[] => [
    document.purchaseOrder,
    document.revision,
    line.supplierReference,
    line.sku,
    line.title,
    line.quantity,
    line.packSize,
    packsOf(line),
    amountCell(line.unitCost, currency),
    amountCell(line.net, currency),
    currency,
    line.expectedOn,
  ])
  return csvOf([head, ...rows], language)
}
