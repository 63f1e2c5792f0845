import { drawBlock } from './head.server.ts'
import type { Pen, Style } from './pen.server.ts'
import {
  FLOOR,
  INK,
  INNER,
  PAGE,
  STYLES,
  hairline,
  lineHeight,
  linesIn,
  writeLine,
  writeLines,
} from './pen.server.ts'
import type { Pair, Printable, Table, Total } from './sheet.ts'
import { placesOf } from './table.server.ts'

const LEFT_WIDTH = 250
const TOTALS_WIDTH = 215
const TOTALS_X = PAGE.left + INNER - TOTALS_WIDTH
const ROW = 16
const STRONG_ROW = 24

/** Begins a page when `height` does not fit on this one. */
function keepTogether(pen: Pen, height: number): void {
  if (pen.y + height > FLOOR) pen.newPage()
}

function drawTotals(pen: Pen, totals: readonly Total[], y: number): number {
  let at = y
  for (const total of totals) {
    const style = total.strong ? STYLES.total : STYLES.body
    const height = total.strong ? STRONG_ROW : ROW
    if (total.strong) pen.doc.rect(TOTALS_X - 10, at, TOTALS_WIDTH + 10, height).fill(INK.ground)
    const top = at + (height - lineHeight(style)) / 2
    const inner = TOTALS_WIDTH - (total.strong ? 10 : 0)
    const label = linesIn(pen, [total.label], inner * 0.55, total.strong ? STYLES.strong : style, 1)
    const labelTop = at + (height - lineHeight(total.strong ? STYLES.strong : style)) / 2
    writeLines(pen, label, TOTALS_X, labelTop, inner, total.strong ? STYLES.strong : style)
    const value = linesIn(pen, [total.value], inner, style, 1)
    writeLines(pen, value, TOTALS_X, top, inner, { ...style, align: 'right' })
    at += height
  }
  return at
}

/** A small table on the left of the totals: tax per rate. */
function drawTaxes(pen: Pen, table: Table, y: number): number {
  const places = placesOf(table.columns, PAGE.left, LEFT_WIDTH)
  const write = (words: string, index: number, top: number, style: Style) => {
    const { x, width, align } = places[index]!
    writeLines(pen, linesIn(pen, [words], width, style, 1), x, top, width, { ...style, align })
  }
  table.columns.forEach((column, index) => write(column.label, index, y + 2, STYLES.head))
  let at = y + ROW
  for (const row of table.rows) {
    row.forEach((cell, index) => write(cell.kind === 'text' ? cell.text : '', index, at, STYLES.body))
    at += 14
  }
  return at
}

const totalsHeight = (totals: readonly Total[]) =>
  totals.reduce((sum, total) => sum + (total.strong ? STRONG_ROW : ROW), 0)

/** Tax per rate, totals and payment: one block that no page break tears. */
function drawSums(pen: Pen, { taxes, totals, payment }: Printable): void {
  const taxHeight = taxes ? ROW + taxes.rows.length * 14 + 8 : 0
  const paymentHeight = payment ? (payment.lines.length * 2 + 2) * lineHeight(STYLES.body) : 0
  keepTogether(pen, 12 + Math.max(taxHeight + paymentHeight, totalsHeight(totals)))
  const top = pen.y + 12
  const underTaxes = taxes ? drawTaxes(pen, taxes, top) + 8 : top
  const left = payment ? drawBlock(pen, payment, PAGE.left, underTaxes, LEFT_WIDTH) : underTaxes
  pen.y = Math.max(left, drawTotals(pen, totals, top))
}

/** Flowing text: each line goes to the next page when this one is full. */
function flow(pen: Pen, texts: readonly string[], style: Style): void {
  for (const line of linesIn(pen, texts, INNER, style)) {
    keepTogether(pen, lineHeight(style))
    writeLine(pen, line, PAGE.left, pen.y, INNER, style)
    pen.y += lineHeight(style)
  }
}

function drawNote(pen: Pen, note: Pair): void {
  pen.y += 14
  keepTogether(pen, 3 * lineHeight(STYLES.body))
  flow(pen, [note.label], STYLES.label)
  flow(pen, [note.value], STYLES.body)
}

function drawSignature(pen: Pen, label: string): void {
  const height = 74
  pen.y += 18
  keepTogether(pen, height)
  const width = TOTALS_WIDTH + 10
  const x = TOTALS_X - 10
  pen.doc.rect(x, pen.y, width, height).lineWidth(0.5).stroke(INK.soft)
  writeLines(
    pen,
    linesIn(pen, [label], width - 16, STYLES.label, 2),
    x + 8,
    pen.y + 6,
    width - 16,
    STYLES.label,
  )
  pen.y += height
}

function drawMentions(pen: Pen, mentions: readonly string[]): void {
  if (!mentions.length) return
  pen.y += 18
  keepTogether(pen, 3 * lineHeight(STYLES.legal) + 6)
  hairline(pen, pen.y)
  pen.y += 6
  flow(pen, mentions, STYLES.legal)
}

/** Everything after the lines. */
export function drawTail(pen: Pen, printable: Printable): void {
  drawSums(pen, printable)
  for (const note of printable.notes) drawNote(pen, note)
  if (printable.signature !== null) drawSignature(pen, printable.signature)
  drawMentions(pen, printable.mentions)
}
