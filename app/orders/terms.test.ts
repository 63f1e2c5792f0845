import { expect, test } from 'vitest'
import { termsText } from './terms.ts'

const net = { name: 'Net 30', netDays: 30, dueAt: null }

test('Days net are said in the reader’s language', () => {
  expect(termsText(net, 'fr')).toBe('30 jours nets')
  expect(termsText(net, 'en')).toBe('30 days net')
  expect(termsText({ ...net, name: 'Net 1', netDays: 1 }, 'fr')).toBe('1 jour net')
})

test('Other terms keep the name that Shopify gives them', () => {
  expect(termsText({ name: 'Due on receipt', netDays: null, dueAt: null }, 'fr')).toBe('Due on receipt')
  expect(termsText({ name: 'Due on receipt', netDays: 0, dueAt: null }, 'fr')).toBe('Due on receipt')
  expect(termsText(null, 'fr')).toBeNull()
})
