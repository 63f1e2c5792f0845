import { describe, expect, it } from 'vitest'
import { pdfPages, pdfText } from '#tests/support/pdf-text.ts'
import { canDraw } from './fonts.server.ts'
import { cleanText } from './clean-text.ts'
import { exampleInvoice, examplePickList, examplePurchaseOrder, examples } from './examples.ts'
import { renderPdf } from './pdf.server.ts'
import { printableOf } from './printable.ts'
import type { Cell, Printable, Table } from './sheet.ts'

const both = (['fr', 'en'] as const).flatMap((language) =>
  examples(language).map(({ document, number }) => ({ language, kind: document.kind, document, number })),
)
const bare = (text: string) => text.replace(/[\s\u00a0]/g, '')

const cellTexts = (cell: Cell): string[] =>
  cell.kind === 'text' ? [cell.text, cell.detail ?? ''] : cell.kind === 'barcode' ? [cell.value] : []
const tableTexts = (table: Table | null) => [
  ...(table?.columns.map((column) => column.label) ?? []),
  ...(table?.rows.flat().flatMap(cellTexts) ?? []),
]

/** Every text a printable says, once for each time it says it. */
function textsOf(printable: Printable): string[] {
  const blocks = [printable.seller, ...printable.parties, ...(printable.payment ? [printable.payment] : [])]
  const pairs = [...printable.meta, ...printable.totals, ...printable.notes]
  return [
    printable.title,
    printable.number,
    ...blocks.flatMap((block) => [block.label, block.name, ...block.lines]),
    ...pairs.flatMap((pair) => [pair.label, pair.value]),
    printable.barcode ?? '',
    ...tableTexts(printable.table),
    ...tableTexts(printable.taxes),
    printable.signature ?? '',
    ...printable.mentions,
    printable.footer,
  ].filter((text) => text)
}

const sorted = (text: string) => [...bare(text)].sort().join('')

describe('a document on paper', () => {
  it.each(both)(
    'says in $language on the $kind all that it should, and nothing else',
    async ({ document, number, language }) => {
      const printable = printableOf(document, { number })
      const text = pdfText(await renderPdf(printable))
      for (const said of textsOf(printable)) expect(bare(text)).toContain(bare(said))
      const page = language === 'fr' ? 'Page 1 sur 1' : 'Page 1 of 1'
      expect(sorted(text)).toBe(sorted([...textsOf(printable), page].join('')))
    },
  )

  it.each(both)(
    'is in $language for the $kind the same bytes whenever it is drawn',
    async ({ document, number }) => {
      const printable = printableOf(document, { number })
      const [first, second] = [await renderPdf(printable), await renderPdf(structuredClone(printable))]
      expect(first.equals(second)).toBe(true)
      expect(first.length).toBeLessThan(20_000)
    },
  )

  it('carries its language, its title and only fonts of its own', async () => {
    const pdf = (await renderPdf(printableOf(exampleInvoice('fr'), { number: 'FA-1' }))).toString('latin1')
    expect(pdf).toContain('/Lang (fr-FR)')
    expect(pdf).toContain('(Facture FA-1)')
    expect(pdf).toContain('/DisplayDocTitle true')
    expect(pdf.match(/\/BaseFont \/(\S+)/g)).toHaveLength(4)
    expect(pdf.match(/\/FontFile2/g)).toHaveLength(2)
    expect(pdf).not.toContain('Helvetica')
  })

  it('repeats the header of the lines and counts the pages of a long invoice', async () => {
    const invoice = exampleInvoice('fr')
    const lines = Array.from({ length: 200 }, (_, i) => ({ ...invoice.lines[0]!, sku: `SKU-${i}` }))
    const pages = pdfPages(await renderPdf(printableOf({ ...invoice, lines }, { number: 'FA-9' })))
    expect(pages.length).toBeGreaterThan(5)
    pages.forEach((page, index) => {
      expect(page).toContain(`Page ${index + 1} sur ${pages.length}`)
      if (index < pages.length - 1) expect(page).toContain('Désignation')
      if (index > 0) expect(page).toContain('Facture FA-9')
    })
    const text = pages.flat()
    for (const { sku } of lines) expect(text.filter((line) => line === sku)).toHaveLength(1)
  })

  it('keeps the totals on one page, wherever the lines end', async () => {
    const invoice = exampleInvoice('en')
    for (let count = 15; count < 30; count++) {
      const lines = Array.from({ length: count }, () => invoice.lines[0]!)
      const pages = pdfPages(await renderPdf(printableOf({ ...invoice, lines }, { number: 'FA-9' })))
      const page = pages.filter((texts) => texts.includes('Total to pay'))
      expect(page).toHaveLength(1)
      for (const said of ['Total before tax', 'VAT rate', '€46.10', 'Payment'])
        expect(page[0]).toContain(said)
    }
  })

  it('prints a code to scan for the order and for each line that has a number', async () => {
    const picked = examplePickList('fr')
    const rectangles = async (barcode: string | null, sku: string | null) => {
      const document = { ...picked, lines: [{ ...picked.lines[0]!, barcode, sku }] }
      const printable = printableOf(document, { number: 'LP-1' })
      return (await renderPdf(printable)).length
    }
    const without = await rectangles(null, null)
    expect(await rectangles('3760012345678', null)).toBeGreaterThan(without)
    expect(await rectangles(null, 'HUILE-75')).toBeGreaterThan(without)
  })
})

const HOSTILE = [
  ['markup', 'A & B <script>alert(1)</script> "x" \'y\' ]]> )>> /OpenAction (\\'],
  ['scripts that the font lacks', '香港 茶 — 한국 — عربي — עברית — 🎁👨‍👩‍👧 ①'],
  [
    'controls and direction marks',
    'evil \u202egnp\u202c \u0000\u0007\u001b[31m tab\there\r\nnext\u2028line \ud800',
  ],
  ['a word of 10,000 letters', 'W'.repeat(10_000)],
  ['6,000 letters of many hyphens', 'a-'.repeat(3_000)],
  ['stacked accents and hard spaces', 'é\u0301'.repeat(500) + '\u00a0'.repeat(300)],
  ['blanks', ' \u00a0 '],
  ['nothing', ''],
] as const

/** A PDF without its streams and its strings: what a reader program acts upon. */
const structureOf = (pdf: Buffer) =>
  pdf
    .toString('latin1')
    .replace(/stream\n[\s\S]*?\nendstream/g, '')
    .replace(/\((?:\\[\s\S]|[^\\()])*\)/g, '')

describe('hostile text', () => {
  it.each(HOSTILE)('is printed harmlessly wherever it stands: %s', async (_, hostile) => {
    const party = {
      name: hostile,
      lines: [hostile, hostile],
      email: hostile,
      phone: hostile,
      registrations: [{ label: hostile, value: hostile }],
    }
    const invoice = exampleInvoice('fr')
    const common = { seller: party, buyer: party, deliverTo: party, shopName: hostile }
    const order = { ...invoice.order, name: hostile }
    const lines = [{ ...invoice.lines[0]!, title: hostile, sku: hostile }]
    const texts = {
      terms: hostile,
      mentions: [hostile],
      deliveryNotes: [hostile],
      purchaseOrderNumber: hostile,
    }
    const picked = examplePickList('en')
    const bought = examplePurchaseOrder('fr')
    const documents = [
      { ...invoice, ...common, ...texts, order, lines, bank: { iban: hostile, bic: hostile } },
      {
        ...picked,
        ...common,
        order,
        note: hostile,
        location: hostile,
        lines: [{ ...picked.lines[0]!, title: hostile, sku: hostile, barcode: hostile }],
      },
      {
        ...bought,
        ...common,
        supplier: party,
        note: hostile,
        lines: [{ ...bought.lines[0]!, title: hostile, sku: hostile, supplierReference: hostile }],
      },
    ] as const
    for (const document of documents) {
      const pdf = await renderPdf(printableOf(document, { number: hostile || null }))
      const text = pdfText(pdf)
      const forbidden = [...text].filter(
        (character) => !canDraw(character.codePointAt(0)!) && character !== '\n',
      )
      expect(forbidden).toEqual([])
      expect(structureOf(pdf)).not.toMatch(/\/(OpenAction|JavaScript|JS|Launch|URI|AA|Annots)\b/)
      expect(text).not.toMatch(/[\u202a-\u202e]/)
    }
  })

  it('leaves the XML metadata well formed and the plain title as it is', async () => {
    const printable = printableOf(exampleInvoice('fr'), { number: 'A & B <1>' })
    const pdf = (await renderPdf(printable)).toString('latin1')
    expect(pdf).toContain('(Facture A & B <1>)')
    expect(pdf).toContain('Facture A &amp; B &lt;1&gt;')
  })

  it('takes a plainer form, or a visible mark, for characters that the font lacks', () => {
    expect(cleanText('＝①', canDraw)).toBe('=1')
    expect(cleanText('Œuf ạ\u202f5 ½ € Ωя', canDraw)).toBe('Œuf ạ\u00a05 ½ € Ωя')
    expect(cleanText('🎁👨‍👩‍👧!', canDraw)).toBe('\ufffd\ufffd!')
  })
})
