import { expect, test } from 'vitest'
import { type Rule, ruleBook } from './rules.ts'

type Kind = 'lost' | 'twice' | 'late'
const rule = (kind: Kind, share: number, over: Partial<Rule<Kind>> = {}): Rule<Kind> => ({
  kind,
  share,
  only: null,
  left: null,
  ...over,
})
const book = (...rules: Rule<Kind>[]) => {
  const made = ruleBook<Rule<Kind>>((kind) => (kind === 'late' ? 'time' : 'sending'))
  for (const one of rules) made.set(one)
  return made
}
const draws = (made: ReturnType<typeof book>, seed: number, times: number, stream = 'orders/create') =>
  Array.from({ length: times }, () =>
    made
      .draw(seed, stream, [stream])
      .map(({ kind }) => kind)
      .join('+'),
  )

test('the same seed and the same events meet the same fates, another seed meets others', () => {
  const rules = [rule('lost', 0.2), rule('twice', 0.2), rule('late', 0.5)]
  const first = draws(book(...rules), 7, 200)
  expect(draws(book(...rules), 7, 200)).toEqual(first)
  expect(draws(book(...rules), 8, 200)).not.toEqual(first)
})

test('what happens between two events of a topic does not change their fates', () => {
  const alone = draws(book(rule('lost', 0.3)), 3, 50)
  const made = book(rule('lost', 0.3))
  const among = Array.from({ length: 50 }, () => {
    draws(made, 3, 2, 'orders/updated')
    return draws(made, 3, 1)[0]
  })
  expect(among).toEqual(alone)
})

test('each rule has its share, also beside another that excludes it', () => {
  const seen = draws(book(rule('lost', 0.1), rule('twice', 0.3), rule('late', 0.5)), 1, 4000)
  const part = (kind: Kind) => seen.filter((one) => one.includes(kind)).length / seen.length
  expect(part('lost')).toBeCloseTo(0.1, 1)
  expect(part('twice')).toBeCloseTo(0.3, 1)
  expect(part('late')).toBeCloseTo(0.5, 1)
  expect(seen.filter((one) => one.includes('lost') && one.includes('twice'))).toEqual([])
})

test('the next few come first and in turn, then the newest', () => {
  const made = book(rule('lost', 1), rule('twice', 1, { left: 2 }), rule('lost', 1, { left: 1 }))
  expect(draws(made, 1, 5)).toEqual(['twice', 'twice', 'lost', 'lost', 'lost'])
  made.set(rule('twice', 1, { only: ['orders/create'] }))
  expect(draws(made, 1, 1)).toEqual(['twice'])
  expect(draws(made, 1, 1, 'orders/paid')).toEqual(['lost'])
})

test('a rule is changed by setting it again, and ended by a share of nothing', () => {
  const made = book(rule('lost', 0.5), rule('lost', 1))
  expect(made.rules()).toHaveLength(1)
  expect(draws(made, 1, 3)).toEqual(['lost', 'lost', 'lost'])
  made.set(rule('lost', 0))
  expect(draws(made, 1, 3)).toEqual(['', '', ''])
})
