import PDFDocument from 'pdfkit'
import { cleanText } from './clean-text.ts'
import { canDraw, fontOf } from './fonts.server.ts'
import { drawFoot, drawHead, drawRunningHead } from './head.server.ts'
import type { Pen } from './pen.server.ts'
import { PAGE } from './pen.server.ts'
import type { Printable } from './sheet.ts'
import { drawTable } from './table.server.ts'
import { drawTail } from './tail.server.ts'

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function open(printable: Printable): PDFKit.PDFDocument {
  const title = `${printable.title} ${printable.number}`
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    // No standard font: every font is embedded.
    font: null as unknown as string,
    pdfVersion: '1.7',
    lang: printable.language === 'fr' ? 'fr-FR' : 'en-GB',
    displayTitle: true,
    info: {
      Title: cleanText(title, canDraw),
      Author: cleanText(printable.seller.name, canDraw),
      Creator: 'Carnet',
      Producer: 'Carnet',
      // The day of issue, not the hour of drawing: the same document is the same bytes, today and in ten years.
      CreationDate: new Date(`${printable.issuedOn}T00:00:00Z`),
    },
  })
  // @types/pdfkit knows files and buffers only; font objects are accepted and may be shared between documents.
  doc.registerFont('regular', fontOf('regular') as unknown as string)
  doc.registerFont('bold', fontOf('bold') as unknown as string)
  return doc
}

/** pdfkit writes titles into its XML metadata as they are: "A & B" makes it unreadable. Escaped while it is written. */
function escapeMetadata(doc: PDFKit.PDFDocument): void {
  const inside = doc as unknown as { info: Record<string, unknown>; endMetadata: () => void }
  const write = inside.endMetadata.bind(inside)
  inside.endMetadata = () => {
    const plain = inside.info
    inside.info = Object.fromEntries(
      Object.entries(plain).map(([key, value]) => [
        key,
        value instanceof Date ? value : String(value).replace(/[&<>]/g, (sign) => ESCAPES[sign]!),
      ]),
    )
    write()
    inside.info = plain
  }
}

/**
 * Draws a printable on A4 as PDF bytes. The same printable gives the same bytes.
 * Takes tens of milliseconds of CPU; processes that serve people call `drawPdf`, which does it beside them.
 */
export function renderPdf(printable: Printable): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const doc = open(printable)
    escapeMetadata(doc)
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
    const pen: Pen = {
      doc,
      y: PAGE.top,
      newPage: () => {
        doc.addPage()
        pen.y = PAGE.top
        drawRunningHead(pen, printable)
      },
    }
    doc.addPage()
    drawHead(pen, printable)
    drawTable(pen, printable.table, printable.noRows)
    drawTail(pen, printable)
    const { count } = doc.bufferedPageRange()
    for (let page = 0; page < count; page++) {
      doc.switchToPage(page)
      drawFoot(pen, printable, page + 1, count)
    }
    doc.end()
  })
}
