import { expect, test } from 'vitest'
import { withChanges, type ToldFacts } from './told-changes.ts'

const first: ToldFacts = {
  total: '16989',
  currency: 'EUR',
  units: 30,
  fulfilled: 0,
  paid: 'pending',
  closed: false,
}
const told = (facts: Partial<ToldFacts> = {}) => ({ action: 'order-told', detail: { ...first, ...facts } })
const cancelled = { action: 'order-cancelled', detail: { ...first, units: 0 } }
const picked = { action: 'picked', detail: {} }
const said = (...newestFirst: { action: string; detail: object }[]) =>
  withChanges(newestFirst as never, true, 'en').map((entry) => entry.said ?? entry.action)

test('The first time, the order was received; then it is said what changed', () => {
  expect(said(told({ units: 20, total: '11672' }), told())).toEqual([
    'Changed in Shopify: units 30 → 20, total €169.89 → €116.72',
    'Order received from Shopify',
  ])
  expect(said(told({ fulfilled: 5, paid: 'partially-paid', closed: true }), told())[0]).toBe(
    'Changed in Shopify: 5 of 30 fulfilled, partly paid, archived',
  )
})

test('Tellings that bring nothing new are said once, however many came in a row', () => {
  expect(said(told(), told(), picked, told(), told(), told())).toEqual([
    'Details changed in Shopify',
    'picked',
    'Details changed in Shopify',
    'Order received from Shopify',
  ])
})

test('A cancellation is said once, and what Shopify tells afterwards as a change', () => {
  expect(
    said({ ...cancelled, detail: { ...cancelled.detail, paid: 'refunded' } }, cancelled, told()),
  ).toEqual(['Changed in Shopify: refunded', 'order-cancelled', 'Order received from Shopify'])
})

test('Where older entries are not read, the oldest one is not taken for the first', () => {
  expect(withChanges([told()], false, 'en').map((entry) => entry.said)).toEqual([undefined])
})
