import { code128 } from './barcode.ts'
import type { Pen } from './pen.server.ts'
import {
  INK,
  INNER,
  PAGE,
  STYLES,
  drawBars,
  hairline,
  lineHeight,
  linesIn,
  moduleIn,
  writeLine,
  writeLines,
} from './pen.server.ts'
import type { Block, Pair, Printable } from './sheet.ts'

const HALF = INNER / 2 - 12
const RIGHT = PAGE.left + INNER - HALF
// Nobody's address is longer, nor the list of notes on one invoice; a text pasted into such a field may be.
const MOST_LINES = 12

/** A block under its label; returns the y under it. */
export function drawBlock(pen: Pen, block: Block, x: number, y: number, width: number): number {
  const label = linesIn(pen, block.label ? [block.label] : [], width, STYLES.label, 1)
  const name = linesIn(pen, block.name ? [block.name] : [], width, STYLES.strong, 4)
  const lines = linesIn(pen, block.lines, width, STYLES.body, MOST_LINES)
  const underLabel = writeLines(pen, label, x, y, width, STYLES.label) + (label.length ? 1.5 : 0)
  const underName = writeLines(pen, name, x, underLabel, width, STYLES.strong)
  return writeLines(pen, lines, x, underName, width, STYLES.body)
}

function drawCode(pen: Pen, value: string, y: number): number {
  const bars = code128(value)
  const module = bars && moduleIn(bars, HALF)
  if (!bars || !module) return y
  const width = bars.reduce((sum, bar) => sum + bar, 0) * module
  drawBars(pen, bars, PAGE.left + INNER - width, y + 6, module, 26)
  const style = { ...STYLES.detail, align: 'right' } as const
  return writeLines(pen, linesIn(pen, [value], HALF, style, 1), RIGHT, y + 34, HALF, style)
}

function drawSellerAndTitle(pen: Pen, printable: Printable): void {
  const { seller } = printable
  const name = linesIn(pen, [seller.name || printable.shopName], HALF, STYLES.seller, 4)
  const underName = writeLines(pen, name, PAGE.left, pen.y, HALF, STYLES.seller)
  const lines = linesIn(pen, seller.lines, HALF, STYLES.detail, MOST_LINES)
  const left = writeLines(pen, lines, PAGE.left, underName + 1, HALF, STYLES.detail)
  const title = linesIn(pen, [printable.title], HALF, STYLES.title, 2)
  const underTitle = writeLines(pen, title, RIGHT, pen.y - 6, HALF, STYLES.title)
  const number = linesIn(pen, [printable.number], HALF, STYLES.number, 2)
  const underNumber = writeLines(pen, number, RIGHT, underTitle, HALF, STYLES.number)
  const right = printable.barcode === null ? underNumber : drawCode(pen, printable.barcode, underNumber)
  pen.y = Math.max(left, right) + 22
}

function drawParties(pen: Pen, parties: readonly Block[]): void {
  if (!parties.length) return
  const width = INNER / Math.max(2, parties.length) - 12
  const ends = parties.map((party, index) =>
    drawBlock(pen, party, PAGE.left + index * (width + 24), pen.y, width),
  )
  pen.y = Math.max(...ends) + 16
}

/** The grey band of dates and references, at most four side by side. */
function drawMeta(pen: Pen, meta: readonly Pair[]): void {
  if (!meta.length) return
  const across = meta.length <= 4 ? meta.length : Math.ceil(meta.length / 2)
  const width = (INNER - 20) / Math.max(3, across)
  const bands = Array.from({ length: Math.ceil(meta.length / across) }, (_, band) =>
    meta.slice(band * across, (band + 1) * across).map((pair) => ({
      label: linesIn(pen, [pair.label], width - 10, STYLES.label, 1),
      value: linesIn(pen, [pair.value], width - 10, STYLES.strong, MOST_LINES),
    })),
  )
  const heights = bands.map(
    (band) =>
      lineHeight(STYLES.label) +
      Math.max(...band.map((pair) => pair.value.length)) * lineHeight(STYLES.strong) +
      7,
  )
  pen.doc.rect(PAGE.left, pen.y, INNER, heights.reduce((sum, height) => sum + height, 0) + 7).fill(INK.ground)
  let y = pen.y + 7
  bands.forEach((band, row) => {
    band.forEach((pair, column) => {
      const x = PAGE.left + 10 + column * width
      writeLines(pen, pair.label, x, y, width, STYLES.label)
      writeLines(pen, pair.value, x, y + lineHeight(STYLES.label), width, STYLES.strong)
    })
    y += heights[row]!
  })
  pen.y = y + 16
}

/** The head of the first page: seller, title and number, parties, dates and references. */
export function drawHead(pen: Pen, printable: Printable): void {
  pen.doc.rect(0, 0, PAGE.width, 5).fill(INK.accent)
  drawSellerAndTitle(pen, printable)
  drawParties(pen, printable.parties)
  drawMeta(pen, printable.meta)
}

/** The short head of the pages after the first, so that a loose sheet finds its way back. */
export function drawRunningHead(pen: Pen, printable: Printable): void {
  const name = linesIn(pen, [`${printable.title} ${printable.number}`], HALF, STYLES.strong, 1)
  const seller = linesIn(pen, [printable.seller.name || printable.shopName], HALF, STYLES.detail, 1)
  writeLines(pen, name, PAGE.left, pen.y - 12, HALF, STYLES.strong)
  writeLines(pen, seller, RIGHT, pen.y - 11, HALF, { ...STYLES.detail, align: 'right' })
  pen.y += 14
}

/** The foot of a page: who the seller is, and which page this is. */
export function drawFoot(pen: Pen, printable: Printable, page: number, pages: number): void {
  const y = PAGE.height - 52
  hairline(pen, y)
  const count = printable.page.replace('{page}', String(page)).replace('{pages}', String(pages))
  const width = INNER - 90
  writeLines(
    pen,
    linesIn(pen, [printable.footer], width, STYLES.legal, 2),
    PAGE.left,
    y + 6,
    width,
    STYLES.legal,
  )
  writeLine(pen, count, PAGE.left + INNER - 80, y + 6, 80, { ...STYLES.legal, align: 'right' })
}
