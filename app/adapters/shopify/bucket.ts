/** What is known of the points that Shopify gives a shop: as last told, and since when. Times are in milliseconds. */
export type Bucket = {
  readonly available: number
  readonly max: number
  /** Points a second. */
  readonly restoreRate: number
  readonly at: number
  /** Shopify hears nothing before. */
  readonly closedUntil: number
}

/** What Shopify says of its points beside every answer. */
export type Told = {
  readonly currentlyAvailable: number
  readonly maximumAvailable?: number
  readonly restoreRate: number
}

/** A call that wants to be made. */
export type Wanted = {
  readonly cost: number
  /** It leaves half the points to those that somebody waits for. */
  readonly background: boolean
  /** What calls may still cost that are not answered yet. */
  readonly underway: number
}

/** A standard shop's, full: assumed until Shopify tells. */
export const PRESUMED: Bucket = { available: 2_000, max: 2_000, restoreRate: 100, at: 0, closedUntil: 0 }
/** No query may cost more. */
export const MOST_PER_QUERY = 1_000

/** The bucket as Shopify tells it now. */
export function toldAt(bucket: Bucket, told: Told, at: number): Bucket {
  const { currentlyAvailable: available, maximumAvailable: max = bucket.max, restoreRate } = told
  return { ...bucket, available, max, restoreRate, at }
}

/** The bucket of a shop that Shopify does not hear before `until`. */
export function closedTill(bucket: Bucket, until: number): Bucket {
  return { ...bucket, closedUntil: Math.max(bucket.closedUntil, until) }
}

/** How long a call has to wait until its points are there. What is dearer than the bucket waits until that is full. */
export function waitFor(bucket: Bucket, { cost, background, underway }: Wanted, at: number): number {
  const { available, max, restoreRate } = bucket
  const needed = Math.min(max, cost + (background ? max / 2 : 0))
  const restored = ((at - bucket.at) / 1_000) * Math.max(restoreRate, 1)
  const missing = needed - (Math.min(max, available + restored) - underway)
  const filling = missing > 0 ? Math.ceil((missing / Math.max(restoreRate, 1)) * 1_000) : 0
  return Math.max(filling, bucket.closedUntil - at, 0)
}
