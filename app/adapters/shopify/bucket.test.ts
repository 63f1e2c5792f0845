import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { closedTill, PRESUMED, toldAt, waitFor, type Bucket, type Wanted } from './bucket.ts'

const NOW = 1_000_000
const buckets: fc.Arbitrary<Bucket> = fc
  .record({
    max: fc.integer({ min: 100, max: 20_000 }),
    fill: fc.double({ min: -2, max: 1, noNaN: true }),
    restoreRate: fc.integer({ min: 1, max: 2_000 }),
    ago: fc.integer({ min: 0, max: 60_000 }),
  })
  .map(({ max, fill, restoreRate, ago }) => ({
    available: Math.floor(max * fill),
    max,
    restoreRate,
    at: NOW - ago,
    closedUntil: 0,
  }))
const wants: fc.Arbitrary<Wanted> = fc.record({
  cost: fc.integer({ min: 0, max: 3_000 }),
  background: fc.boolean(),
  underway: fc.integer({ min: 0, max: 2_000 }),
})

/** Points in the bucket, filled up since it was told. */
const pointsAt = ({ available, max, restoreRate, at }: Bucket, now: number) =>
  Math.min(max, available + ((now - at) / 1_000) * restoreRate)

describe('a shop’s points', () => {
  test('After its wait a call finds the points that it costs', () => {
    fc.assert(
      fc.property(buckets, wants, (bucket, wanted) => {
        const later = NOW + waitFor(bucket, { ...wanted, underway: 0 }, NOW)
        expect(pointsAt(bucket, later)).toBeGreaterThanOrEqual(Math.min(wanted.cost, bucket.max) - 0.001)
      }),
    )
  })

  test('A wait that is over is over: asked again then, nothing is left of it', () => {
    fc.assert(
      fc.property(buckets, wants, (bucket, wanted) => {
        const wait = waitFor(bucket, { ...wanted, underway: 0 }, NOW)
        expect(waitFor(bucket, { ...wanted, underway: 0 }, NOW + wait)).toBe(0)
      }),
    )
  })

  test('A background call leaves half the bucket, or waits until it is full', () => {
    fc.assert(
      fc.property(buckets, wants, (bucket, wanted) => {
        const wait = waitFor(bucket, { ...wanted, background: true, underway: 0 }, NOW)
        const points = pointsAt(bucket, NOW + wait)
        const leaves = points - wanted.cost >= bucket.max / 2 - 0.001
        expect(leaves || points >= bucket.max - 0.001).toBe(true)
      }),
    )
  })

  test('Who costs more, asks in the background or has more before it never waits less', () => {
    fc.assert(
      fc.property(buckets, wants, fc.nat(1_000), (bucket, wanted, more) => {
        const wait = waitFor(bucket, wanted, NOW)
        expect(waitFor(bucket, { ...wanted, cost: wanted.cost + more }, NOW)).toBeGreaterThanOrEqual(wait)
        expect(waitFor(bucket, { ...wanted, underway: wanted.underway + more }, NOW)).toBeGreaterThanOrEqual(
          wait,
        )
        expect(waitFor(bucket, { ...wanted, background: true }, NOW)).toBeGreaterThanOrEqual(wait)
      }),
    )
  })

  test('What Shopify tells counts at once, and a closed shop is asked nothing before its time', () => {
    const told = toldAt(PRESUMED, { currentlyAvailable: 40, restoreRate: 50 }, NOW)
    const asks = { cost: 100, background: false, underway: 0 }
    expect(waitFor(told, asks, NOW)).toBe(1_200)
    expect(waitFor(told, asks, NOW + 1_200)).toBe(0)
    expect(waitFor(told, { ...asks, underway: 30 }, NOW)).toBe(1_800)
    const closed = closedTill(closedTill(told, NOW + 5_000), NOW + 2_000)
    expect(waitFor(closed, asks, NOW)).toBe(5_000)
    expect(waitFor(closed, asks, NOW + 5_000)).toBe(0)
  })
})
