import { expect, test } from 'vitest'
import { stockValueCsv } from './stock-value-csv.ts'

const huile = {
  title: '=1+1',
  sku: 'HUILE-75',
  locationName: 'Entrepôt Lyon',
  onHand: 13,
  unitCost: '4.707692',
  value: '61.20',
}
const stock = {
  day: '2026-11-24',
  currency: 'EUR',
  items: [huile, { ...huile, sku: null, unitCost: null, value: null }],
}

test('the value of the stock opens in the reader’s spreadsheet, computes nothing, and leaves unknown costs empty', () => {
  const [head, first, second] = stockValueCsv(stock, 'fr').split('\r\n')
  expect(head).toContain('Lieu')
  expect(first).toBe(`"2026-11-24";"HUILE-75";"'=1+1";"Entrepôt Lyon";"13";"4,707692";"61,20";"EUR"`)
  expect(second).toBe(`"2026-11-24";"";"'=1+1";"Entrepôt Lyon";"13";"";"";"EUR"`)
  expect(stockValueCsv(stock, 'en')).toContain('"4.707692","61.20"')
})
