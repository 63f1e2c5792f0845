import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readJson } from './read-json.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readJson(bytes(text))
const valueOf = (text: string) => {
  const reading = read(text)
  return reading.kind === 'json' ? reading.value : reading
}

test("an id beyond 2^53, as Shopify's test notification has, keeps its last digit", () => {
  expect(valueOf('{"id":820982911946154508,"small":42}')).toEqual({ id: '820982911946154508', small: 42 })
})

test('an amount with more digits than a float holds keeps them all', () => {
  expect(valueOf('[1234567890123456.78, 107.7, 0.0, 23600]')).toEqual([
    '1234567890123456.78',
    107.7,
    0,
    23600,
  ])
})

test('every whole number survives, whatever its length', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (number) => {
      expect(String(valueOf(`${number}`))).toBe(String(number))
    }),
  )
})

test('what JSON can say is read as it was said', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 2 }), (text) => {
      if (/\d{16}/.test(text)) return
      expect(valueOf(text)).toEqual(JSON.parse(text))
    }),
    { numRuns: 50 },
  )
})

test.each([
  ['a body cut off half way', '{"id":1,"line_items":[{'],
  ['a raw line break inside a text', '{"note":"a\nb"}'],
  ['an empty body', ''],
  ['a NUL outside a text', '{"id":1}\0'],
  ['a web page', '<html>'],
])('%s is no JSON', (_what, text) => {
  expect(read(text)).toEqual({ kind: 'unreadable', why: 'not-json' })
})

test('bytes that are no UTF-8 are not guessed at', () => {
  expect(readJson(new Uint8Array([0x7b, 0xff, 0x7d]))).toEqual({ kind: 'unreadable', why: 'not-utf8' })
})

test('a body nested to break the parser is refused before it is parsed', () => {
  expect(read('['.repeat(100_000) + ']'.repeat(100_000))).toEqual({ kind: 'unreadable', why: 'too-deep' })
  expect(read(`{"a":`.repeat(100_000))).toEqual({ kind: 'unreadable', why: 'too-deep' })
  expect(read(JSON.stringify({ brackets: '['.repeat(1000), quoted: '"[{' }))).toMatchObject({ kind: 'json' })
})
