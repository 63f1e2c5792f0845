import { code128 } from './barcode.ts'
import type { Pen, Style } from './pen.server.ts'
import {
  FLOOR,
  INK,
  INNER,
  PAGE,
  STYLES,
  drawBars,
  hairline,
  lineHeight,
  linesIn,
  moduleIn,
  widthOf,
  writeLine,
  writeLines,
} from './pen.server.ts'
import type { Cell, Column, Table } from './sheet.ts'

/** One unbreakable piece of a cell. */
type Part = { readonly height: number; readonly draw: (y: number) => void }
type Place = { readonly x: number; readonly width: number; readonly align: Column['align'] }

const PADDING = 4.5
const GAP = 8
const BARS = 17

/** Where the columns of a table are: shares of the width between x and x + width. */
export function placesOf(columns: readonly Column[], x: number, width: number): Place[] {
  const whole = columns.reduce((sum, column) => sum + column.share, 0)
  let left = x
  return columns.map(({ share, align }, index) => {
    const place = { x: left, width: (width * share) / whole - (index < columns.length - 1 ? GAP : 0), align }
    left += (width * share) / whole
    return place
  })
}

// A figure torn over two lines is misread; a smaller one is not.
const SMALLEST = 5.5
const LONGEST_FIGURE = 30

/** The style in which a figure fits into its column on one line. */
function figureStyle(pen: Pen, words: string, width: number, style: Style): Style {
  if (style.align !== 'right' || words.includes(' ') || words.length > LONGEST_FIGURE) return style
  const natural = widthOf(pen, words, style)
  return natural <= width
    ? style
    : { ...style, size: Math.max(SMALLEST, (style.size * width) / natural - 0.01) }
}

function textParts(pen: Pen, words: string, { x, width, align }: Place, base: Style): Part[] {
  const style = figureStyle(pen, words, width, { ...base, align })
  return linesIn(pen, [words], width, style).map((line) => ({
    height: lineHeight(style),
    draw: (y) => writeLine(pen, line, x, y, width, style),
  }))
}

function barcodeParts(pen: Pen, value: string, place: Place): Part[] {
  const words = textParts(pen, value, place, STYLES.detail)
  const bars = code128(value)
  const module = bars && moduleIn(bars, place.width)
  if (!bars || !module) return words
  return [{ height: BARS + 2, draw: (y) => void drawBars(pen, bars, place.x, y + 1, module, BARS) }, ...words]
}

function boxPart(pen: Pen, { x, width }: Place): Part {
  const side = 11
  return {
    height: side + 1,
    draw: (y) =>
      pen.doc
        .rect(x + (width - side) / 2, y + 0.5, side, side)
        .lineWidth(0.8)
        .stroke(INK.soft),
  }
}

function partsOf(pen: Pen, cell: Cell, place: Place): Part[] {
  switch (cell.kind) {
    case 'text':
      return [
        ...textParts(pen, cell.text, place, STYLES.body),
        ...(cell.detail === null ? [] : textParts(pen, cell.detail, place, STYLES.detail)),
      ]
    case 'barcode':
      return barcodeParts(pen, cell.value, place)
    case 'box':
      return [boxPart(pen, place)]
  }
}

const heightOf = (parts: readonly Part[]) => parts.reduce((sum, part) => sum + part.height, 0)

/** How many parts from the first one fit into a height. */
function fitting(parts: readonly Part[], height: number): number {
  let left = height
  const index = parts.findIndex((part) => (left -= part.height) < -0.01)
  return index === -1 ? parts.length : index
}

/** Draws one row; a row higher than a page goes on over the next ones. */
function drawRow(pen: Pen, cells: readonly Part[][], header: () => void): void {
  const turn = () => {
    pen.newPage()
    header()
  }
  const height = Math.max(...cells.map(heightOf), lineHeight(STYLES.body))
  if (pen.y + height + 2 * PADDING > FLOOR && height < FLOOR - PAGE.top - 80) turn()
  let rest = cells
  do {
    const room = FLOOR - pen.y - 2 * PADDING
    const counts = rest.map((parts) => fitting(parts, room))
    const taken = rest.map((parts, index) => parts.slice(0, counts[index]))
    for (const parts of taken) {
      let y = pen.y + PADDING
      for (const part of parts) {
        part.draw(y)
        y += part.height
      }
    }
    pen.y += Math.max(...taken.map(heightOf), lineHeight(STYLES.body)) + 2 * PADDING
    rest = rest.map((parts, index) => parts.slice(counts[index]))
    if (rest.some((parts) => parts.length)) turn()
  } while (rest.some((parts) => parts.length))
  hairline(pen, pen.y)
}

function drawHeader(pen: Pen, columns: readonly Column[], places: readonly Place[]): void {
  const labels = columns.map((column, index) =>
    linesIn(pen, [column.label], places[index]!.width, STYLES.head, 3),
  )
  const most = Math.max(...labels.map((lines) => lines.length))
  const height = most * lineHeight(STYLES.head)
  labels.forEach((lines, index) => {
    const { x, width, align } = places[index]!
    const y = pen.y + height - lines.length * lineHeight(STYLES.head)
    writeLines(pen, lines, x, y, width, { ...STYLES.head, align })
  })
  pen.y += height + 3
  hairline(pen, pen.y, INK.accent, 1)
}

/** The document's lines, with the header on every page they reach. */
export function drawTable(pen: Pen, table: Table, noRows: string): void {
  const places = placesOf(table.columns, PAGE.left, INNER)
  const header = () => drawHeader(pen, table.columns, places)
  // Room for the header and a first row, or both on the next page.
  if (pen.y + 60 > FLOOR) pen.newPage()
  header()
  for (const row of table.rows) {
    drawRow(
      pen,
      row.map((cell, index) => partsOf(pen, cell, places[index]!)),
      header,
    )
  }
  if (!table.rows.length) {
    const lines = linesIn(pen, [noRows], INNER, STYLES.detail)
    pen.y = writeLines(pen, lines, PAGE.left, pen.y + PADDING, INNER, STYLES.detail)
  }
}
