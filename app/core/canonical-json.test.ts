import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { asGid, gid, idOf } from './gid.ts'

test('The same content has one text, whatever the order of its fields', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (content) => {
      const turned = Object.fromEntries(Object.entries(content).reverse())
      expect(canonicalJson(turned)).toBe(canonicalJson(content))
    }),
  )
  expect(canonicalJson({ b: 12n, a: [undefined, null], c: undefined })).toBe('{"a":[null,null],"b":"12"}')
})

test('An id keeps its digits beyond what a float can hold, and its type', () => {
  const order = gid('Order', '820982911946154508')
  expect(idOf(order)).toBe('820982911946154508')
  expect(asGid('Order', `${order}?key=1`)).toBe(order)
  expect([asGid('Product', order), asGid('Order', 42), asGid('Order', 'Order/1')]).toEqual([null, null, null])
})
