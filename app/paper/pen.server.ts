import type { Bars } from './barcode.ts'
import { cleanText } from './clean-text.ts'
import type { Weight } from './fonts.server.ts'
import { canDraw } from './fonts.server.ts'
import { clamp, wrap } from './wrap.ts'

// All lengths in points; A4 upright.
export const PAGE = { width: 595.28, height: 841.89, left: 48, right: 48, top: 48, bottom: 72 } as const
export const INNER = PAGE.width - PAGE.left - PAGE.right
/** Where the text of a page ends and its foot begins. */
export const FLOOR = PAGE.height - PAGE.bottom

export const INK = {
  text: '#1b1f1d',
  // 5.9:1 on white: readable when faxed or copied.
  soft: '#5c6460',
  hairline: '#d5dad7',
  ground: '#f3f6f4',
  accent: '#1f5f4a',
} as const

export type Style = {
  readonly size: number
  readonly weight: Weight
  readonly color: string
  readonly align?: 'left' | 'right' | 'center'
}

export const STYLES = {
  title: { size: 20, weight: 'bold', color: INK.text, align: 'right' },
  number: { size: 12, weight: 'bold', color: INK.accent, align: 'right' },
  seller: { size: 11, weight: 'bold', color: INK.text },
  label: { size: 7.5, weight: 'regular', color: INK.soft },
  strong: { size: 9, weight: 'bold', color: INK.text },
  body: { size: 8.5, weight: 'regular', color: INK.text },
  detail: { size: 7.5, weight: 'regular', color: INK.soft },
  head: { size: 7.5, weight: 'bold', color: INK.accent },
  total: { size: 11.5, weight: 'bold', color: INK.accent },
  legal: { size: 7.5, weight: 'regular', color: INK.soft },
} as const satisfies Record<string, Style>

/** A page being written: where the pen is, and what to do at a page's head. */
export type Pen = {
  readonly doc: PDFKit.PDFDocument
  y: number
  readonly newPage: () => void
}

/** The height of one line of a style, leading included. */
export const lineHeight = (style: Style): number => style.size * 1.36

/** The lines that texts take in a width; each text begins on a new line, and breaks inside a text are kept. */
export function linesIn(pen: Pen, texts: readonly string[], width: number, style: Style, most = Infinity) {
  pen.doc.font(style.weight).fontSize(style.size)
  const measure = (text: string) => pen.doc.widthOfString(text)
  const lines = texts
    .flatMap((text) => text.split(/\r\n|[\n\r\u2028\u2029]/))
    .flatMap((paragraph) => wrap(cleanText(paragraph, canDraw), width, measure))
  return clamp(lines, most)
}

/** How wide a text is on one line. */
export function widthOf(pen: Pen, text: string, style: Style): number {
  return pen.doc.font(style.weight).fontSize(style.size).widthOfString(cleanText(text, canDraw))
}

/** Writes one line that was measured before, its top at `y`. */
export function writeLine(pen: Pen, line: string, x: number, y: number, width: number, style: Style): void {
  const { doc } = pen
  doc.font(style.weight).fontSize(style.size).fillColor(style.color)
  const rest = style.align && style.align !== 'left' ? width - doc.widthOfString(line) : 0
  doc.text(line, x + (style.align === 'center' ? rest / 2 : rest), y, { lineBreak: false })
}

/** Writes lines below each other and returns the y under the last one. */
export function writeLines(
  pen: Pen,
  lines: readonly string[],
  x: number,
  y: number,
  width: number,
  style: Style,
) {
  lines.forEach((line, index) => writeLine(pen, line, x, y + index * lineHeight(style), width, style))
  return y + lines.length * lineHeight(style)
}

export function hairline(pen: Pen, y: number, color: string = INK.hairline, thickness = 0.5): void {
  pen.doc
    .moveTo(PAGE.left, y)
    .lineTo(PAGE.width - PAGE.right, y)
    .lineWidth(thickness)
    .strokeColor(color)
    .stroke()
}

// 0.25 mm: what hand scanners are sure to read. Below 0.19 mm a laser printer blurs it.
const MODULE = { wanted: 0.71, least: 0.54, quiet: 10 } as const

/** How wide a module of the code may be in a width; null when bars would be too thin to be scanned. */
export function moduleIn(bars: Bars, width: number): number | null {
  const modules = bars.reduce((sum, bar) => sum + bar, 0) + 2 * MODULE.quiet
  const fitting = Math.min(MODULE.wanted * 1.15, width / modules)
  return fitting < MODULE.least ? null : fitting
}

/** Draws bars as rectangles, the first one at `x`; returns the code's width. */
export function drawBars(pen: Pen, bars: Bars, x: number, y: number, module: number, height: number): number {
  let at = x
  bars.forEach((bar, index) => {
    if (index % 2 === 0) pen.doc.rect(at, y, bar * module, height)
    at += bar * module
  })
  pen.doc.fill(INK.text)
  return at - x
}
