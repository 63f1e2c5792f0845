// The bucket of points of an app in a shop: what a query asks must be in it, and it fills again all the time.
export type Bucket = { size: number; restoreRate: number }

/** A Plus shop's: for trying things out, where nobody wants to wait. A standard shop's holds 2,000 and gets 100. */
export const PLUS: Bucket = { size: 20_000, restoreRate: 1000 }
/** One query may ask for so many points. */
export const MOST_PER_QUERY = 1000

export type ThrottleStatus = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number }

/** Points fill by real time, whatever the clock of the shop says. */
export function pointsOf({ size, restoreRate }: Bucket, now: () => number = Date.now) {
  const levels = new Map<string, { points: number; at: number }>()
  const level = (shop: string) => {
    const known = levels.get(shop)
    const points = known ? Math.min(size, known.points + ((now() - known.at) / 1000) * restoreRate) : size
    return { points, at: now() }
  }
  return {
    /** Whether that many points are there. */
    has: (shop: string, points: number): boolean => level(shop).points >= points,
    /** Takes points out and says what is left. */
    take(shop: string, points: number): ThrottleStatus {
      const { points: before, at } = level(shop)
      const left = Math.max(0, before - points)
      levels.set(shop, { points: left, at })
      return { maximumAvailable: size, currentlyAvailable: Math.floor(left), restoreRate }
    },
  }
}

export type Points = ReturnType<typeof pointsOf>
