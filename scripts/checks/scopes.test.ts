import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { accessNeeded, compareScopes, documentsIn } from './scopes.ts'

const schema = buildSchema(`
  type Query { order: Order }
  type Order { id: ID! lines: [Line!]! }
  type Line { price: String }
`)
const rules = {
  types: { Order: [['read_orders', 'read_quick_sale']], Line: [['read_products']] },
  fields: { 'Line.price': [['read_prices']] },
}

test('documents are found with their fragments', () => {
  const source = [
    "const FIELDS = '#graphql fragment F on Order { id }'",
    'export const ORDER = `#graphql',
    '  query { order { ...F } }',
    '  ${FIELDS}`',
  ].join('\n')
  const [fragment, document] = documentsIn('a.ts', source)
  expect(fragment?.where).toBe('a.ts:1')
  expect(document?.text).toContain('fragment F on Order { id }')
})

test('each type and field on the way is asked for', () => {
  const needs = accessNeeded(schema, rules, 'a.ts:1', '{ order { lines { price } } }')
  expect(needs.map(({ access }) => access)).toEqual([
    ['read_orders', 'read_quick_sale'],
    ['read_products'],
    ['read_prices'],
  ])
})

test('too little and too much are both found; writing includes reading', () => {
  const needs = [
    { access: ['read_orders', 'read_quick_sale'], because: 'Order' },
    { access: ['read_products'], because: 'Line' },
  ]
  expect(compareScopes(['write_orders', 'read_products'], needs)).toEqual([])
  expect(compareScopes(['read_orders', 'read_files'], needs)).toEqual([
    'missing: read_products, for Line',
    'not needed: read_files',
  ])
})
