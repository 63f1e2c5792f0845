import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf, purchaseOrderCsv } from './csv.ts'
import { examplePurchaseOrder } from './examples.ts'

const only = (cell: Parameters<typeof csvOf>[0][number][number]) => csvOf([[cell]], 'en').slice(1, -2)

describe('a CSV file', () => {
  it('opens by double click in French and in English spreadsheets', () => {
    const rows = [
      ['Désignation', 'Prix'],
      ['Huile "vierge", extra', { decimal: '-8.74' }],
      [null, 12],
    ]
    expect(csvOf(rows, 'fr')).toBe(
      '\ufeff"Désignation";"Prix"\r\n"Huile ""vierge"", extra";"-8,74"\r\n"";"12"\r\n',
    )
    expect(csvOf(rows, 'en')).toBe(
      '\ufeff"Désignation","Prix"\r\n"Huile ""vierge"", extra","-8.74"\r\n"","12"\r\n',
    )
  })

  it.each([
    ['=1+1', `"'=1+1"`],
    ['+33 4 78', `"'+33 4 78"`],
    ['-2+3', `"'-2+3"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['  =1', `"'  =1"`],
    ['\u00a0=1', `"'\u00a0=1"`],
    ['\u200b\ufeff=1', `"'\u200b\ufeff=1"`],
    ['＝1', `"'＝1"`],
    ['fine\n=1', `"fine\n'=1"`],
    ['fine\r=1', `"fine\r'=1"`],
    ['fine\r\n -1', `"fine\r\n' -1"`],
    ['\r=1', `"\r'=1"`],
    ['";=1', `""";=1"`],
    ['\u0000=1\u0007', `"'=1"`],
    ["=cmd|' /C calc'!A0", `"'=cmd|' /C calc'!A0"`],
    ['a=b, c-d', '"a=b, c-d"'],
    ['-', `"'-"`],
  ])('makes %j harmless as %j', (words, written) => {
    expect(only(words)).toBe(written)
  })

  it('keeps numbers numbers, negative ones too, and trusts no words that claim to be one', () => {
    expect(only(-5)).toBe('"-5"')
    expect(only({ decimal: '-123456789012345678.90' })).toBe('"-123456789012345678.90"')
    expect(only({ decimal: '-1+1' })).toBe(`"'-1+1"`)
  })

  it('starts no line of any cell with what a spreadsheet computes', () => {
    const alphabet = fc.constantFrom(...'=+-@\t\r\n \u00a0";,a1\u0000\u200b')
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 12 }), (characters) => {
        const cell = only(characters.join('')).slice(1, -1).replaceAll('""', '"')
        for (const line of cell.split(/\r\n|\r|\n/)) expect(line.trimStart()).not.toMatch(/^\u200b*[=+\-@]/)
      }),
    )
  })
})

it('gives the supplier the purchase order line by line, without retyping', () => {
  expect(purchaseOrderCsv(examplePurchaseOrder('fr')).split('\r\n')).toEqual([
    '\ufeff"Commande fournisseur";"Révision";"Votre réf.";"Référence";"Désignation";"Qté";"Unités par colis";"Colis";"PU HT";"Total HT";"Devise";"Attendu le"',
    `"CF-31";"1";"MS-VE-075";"HUILE-75";"Huile d'olive vierge extra, bouteille 75 cl";"12";"6";"2";"5,10";"61,20";"EUR";"2026-12-01"`,
    '',
  ])
})
