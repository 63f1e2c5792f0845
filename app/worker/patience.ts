/** After this often a job is given no more time, and no less work. */
export const MOST_TIMES = 4

/** How long a job may stand in Shopify's line when it had to come back so often: twice as long each time. */
export function patienceAfter(times: number, firstMs: number): number {
  return firstMs * 2 ** Math.min(times, MOST_TIMES)
}

/** How much of `size` a job that had to come back so often does at once: a quarter each time, one thing at least. */
export function shareAfter(times: number, size: number): number {
  return Math.max(1, Math.ceil(size / 4 ** Math.min(times, MOST_TIMES)))
}

/** How often a job counts as come back once it ended well: as before while it still had to wait, else once less. */
export function timesAfter(times: number, hadToWait: boolean): number {
  return hadToWait ? times : Math.max(0, times - 1)
}
