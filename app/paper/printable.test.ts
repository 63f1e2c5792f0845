import { describe, expect, it } from 'vitest'
import {
  exampleDeliveryNote,
  exampleInvoice,
  examplePickList,
  examplePurchaseOrder,
  examples,
} from './examples.ts'
import { unitPriceOf } from './invoice.ts'
import { printableOf } from './printable.ts'
import { packsOf } from './purchase-order.ts'
import type { Cell, Printable } from './sheet.ts'

const shown = (cell: Cell) =>
  cell.kind === 'text'
    ? cell.detail
      ? `${cell.text}|${cell.detail}`
      : cell.text
    : cell.kind === 'box'
      ? '☐'
      : `‖${cell.value}‖`
const rowsOf = (printable: Printable) => printable.table.rows.map((row) => row.map(shown))
const metaOf = (printable: Printable) =>
  Object.fromEntries(printable.meta.map(({ label, value }) => [label, value]))

describe('the pick list', () => {
  it('names item, code, title and quantity and leaves a square to tick', () => {
    const printable = printableOf(examplePickList('fr'), { number: 'LP-1' })
    expect(rowsOf(printable)).toEqual([
      ['HUILE-75', "Huile d'olive vierge extra, bouteille 75 cl", '‖3760012345678‖', '5', '☐'],
    ])
    expect(printable.barcode).toBe('#1042')
    expect(printable.notes).toEqual([{ label: 'Note', value: 'Livrer avant 11 h, sonner au portail.' }])
  })

  it('codes the SKU of an item without barcode, and nothing without both', () => {
    const list = examplePickList('fr')
    const line = list.lines[0]!
    const lines = [
      { ...line, barcode: null },
      { ...line, barcode: ' ', sku: null },
    ]
    const cells = rowsOf(printableOf({ ...list, lines }, { number: null })).map((row) => row[2])
    expect(cells).toEqual(['‖HUILE-75‖', ''])
  })
})

describe('the delivery note', () => {
  it('says what was ordered, what is in the parcel and what comes when', () => {
    const printable = printableOf(exampleDeliveryNote('fr'), { number: 'BL-1' })
    expect(rowsOf(printable)[0]!.slice(2)).toEqual(['12', '5', '7', '04/12/2026'])
  })

  it('says no date for a line that is complete', () => {
    const note = exampleDeliveryNote('fr')
    const lines = [{ ...note.lines[0]!, shipped: 12, toCome: 0 }]
    expect(rowsOf(printableOf({ ...note, lines }, { number: 'BL-1' }))[0]!.slice(2)).toEqual([
      '12',
      '12',
      '0',
      '',
    ])
  })

  it('shows no price', () => {
    const printed = JSON.stringify(printableOf(exampleDeliveryNote('fr'), { number: 'BL-1' }))
    expect(printed).not.toMatch(/€|EUR|HT/)
  })
})

describe('the invoice', () => {
  it('shows the journey’s first invoice: 5 at 8.74, 43.70 + 2.40 = 46.10, due 24/12', () => {
    const printable = printableOf(exampleInvoice('fr'), { number: 'FA-2026-0001' })
    expect(rowsOf(printable)[0]!.slice(2)).toEqual(['5', '8,74', '5,5\u00a0%', '43,70'])
    expect(printable.totals.map(({ value }) => value)).toEqual([
      '43,70\u00a0€',
      '2,40\u00a0€',
      '46,10\u00a0€',
    ])
    expect(printable.taxes!.rows.map((row) => row.map(shown))).toEqual([['5,5\u00a0%', '43,70', '2,40']])
    expect(metaOf(printable)).toEqual({
      Date: '24/11/2026',
      'Livré le': '24/11/2026',
      Échéance: '24/12/2026',
      Commande: '#1042 du 24/11/2026',
      'Votre référence': 'EP-2026-118',
      'Bons de livraison': 'BL-2026-0001',
    })
    expect(printable.payment!.lines).toEqual([
      'Échéance 24/12/2026',
      '30 jours nets',
      'IBAN FR76 3000 4000 0312 3456 7890 143 · BIC BNPAFRPP',
    ])
  })

  it('prints the legal mentions in their order, whatever language the customer reads', () => {
    const invoice = exampleInvoice('en')
    expect(printableOf(invoice, { number: 'FA-1' }).mentions).toEqual(invoice.mentions)
  })

  it.each([
    [4370n, 5, 'EUR', '8.74'],
    [1247n, 3, 'EUR', '4.156667'],
    [100n, 3, 'EUR', '0.333333'],
    [-1000n, 4, 'EUR', '-2.50'],
    [23600n, 7, 'JPY', '3,371.428571'],
    [990n, 1, 'EUR', '9.90'],
    [0n, 0, 'EUR', '0.00'],
    [123456789012345678901n, 1, 'EUR', '1,234,567,890,123,456,789.01'],
  ] as const)('shows %s over %d units in %s as a unit price of %s', (net, quantity, currency, price) => {
    expect(unitPriceOf(net, quantity, currency, 'en')).toBe(price)
  })

  it('asks nothing for an invoice that is paid', () => {
    const paid = printableOf({ ...exampleInvoice('fr'), paid: true }, { number: 'FA-1' })
    const said = JSON.stringify(paid)
    expect(paid.totals.at(-1)).toMatchObject({ label: 'Net à payer', value: expect.stringMatching(/^0,00/) })
    expect(said).toContain('Réglée à la commande.')
    expect(said).not.toContain('IBAN')
  })
})

describe('the purchase order', () => {
  it('speaks of the supplier’s own references, in packs and units', () => {
    const printable = printableOf(examplePurchaseOrder('en'), { number: 'CF-31' })
    expect(rowsOf(printable)).toEqual([
      [
        'MS-VE-075',
        "Huile d'olive vierge extra, bouteille 75 cl|HUILE-75",
        '2|6 per pack',
        '12',
        '5.10',
        '61.20',
        '1 Dec 2026',
      ],
    ])
    expect(printable.totals.map(({ value }) => value)).toEqual(['12', '€61.20'])
    expect(metaOf(printable)).toEqual({ Date: '24 Nov 2026', Revision: '1', 'Wanted on': '1 Dec 2026' })
  })

  it('counts no packs when the quantity is none or a pack is one unit', () => {
    expect(packsOf({ quantity: 7, packSize: 6 })).toBeNull()
    expect(packsOf({ quantity: 7, packSize: 1 })).toBeNull()
    expect(packsOf({ quantity: 18, packSize: 6 })).toBe(3)
  })
})

describe('any document', () => {
  it('is a draft until it has a number, and says so in its reader’s language', () => {
    for (const { document } of [...examples('fr'), ...examples('en')]) {
      const printable = printableOf(document, { number: null })
      expect(printable).toMatchObject({
        draft: true,
        number: document.language === 'fr' ? 'Brouillon' : 'Draft',
      })
    }
  })

  it('can be read in another language than its own', () => {
    expect(printableOf(exampleInvoice('fr'), { number: 'FA-1', language: 'en' }).title).toBe('Invoice')
  })

  it('says that an address is missing instead of leaving a gap', () => {
    const nobody = { name: 'Jean', lines: ['', ' '], email: null, phone: null, registrations: [] }
    const { parties } = printableOf(
      { ...exampleDeliveryNote('fr'), buyer: nobody, deliverTo: nobody },
      { number: 'BL-1' },
    )
    expect(parties).toEqual([{ label: 'Client', name: 'Jean', lines: ['Adresse non renseignée'] }])
  })

  it('is plain data that crosses to the drawing thread', () => {
    for (const { document } of examples('fr')) {
      const printable = printableOf(document, { number: 'X-1' })
      expect(JSON.parse(JSON.stringify(printable))).toEqual(printable)
    }
  })
})
