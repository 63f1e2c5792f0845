import { expect, test } from 'vitest'
import { translator } from '../messages/message.ts'
import { eventText } from './event-text.ts'

const [en, fr] = [translator('en'), translator('fr')]

test('what happened is said in a few words, in the language of the reader', () => {
  expect(eventText('inbox:12-14:0d1c', en)).toBe('told by Shopify')
  expect(eventText('receipt:0d1c', en)).toBe('goods received')
  expect(eventText('day-passed:0d1c', fr)).toBe('un jour a passé')
})

test('of what nobody has words for nothing is said', () => {
  expect(eventText('something:new', en)).toBeNull()
  expect(eventText('constructor:new', en)).toBeNull()
  expect(eventText(undefined, en)).toBeNull()
})
