import { expect, test } from 'vitest'
import { causeOfLevel, causeOfOrder } from './difference.ts'

const EARLY = { updatedAt: '2026-11-24T08:00:00.000Z' }
const LATE = { updatedAt: '2026-11-24T09:00:00.000Z' }

test.each([
  ['newer at Shopify, and no webhook came', EARLY, LATE, false, 'webhook-missing'],
  ['newer at Shopify, and its webhook is still to be read', EARLY, LATE, true, 'webhook-waiting'],
  ['unknown to Carnet', null, LATE, false, 'webhook-missing'],
  ['not shown by Shopify', EARLY, null, false, 'not-shown'],
  ['of one time on both sides, for no known reason', EARLY, EARLY, false, null],
] as const)('an order %s', (_, ours, theirs, waits, cause) => {
  expect(causeOfOrder(ours, theirs, waits)).toBe(cause)
})

test.each([
  ['counted otherwise was changed outside', 7, false, 'changed-outside'],
  ['whose webhook is still to be read', 7, true, 'webhook-waiting'],
  ['that Shopify does not show', null, false, 'not-shown'],
] as const)('a shelf %s', (_, theirs, waits, cause) => {
  expect(causeOfLevel(theirs, waits)).toBe(cause)
})
