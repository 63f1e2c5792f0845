/** Chance that comes out the same for the same seed. */
export type Dice = {
  /** A whole number, both ends included. */
  int(from: number, to: number): number
  chance(share: number): boolean
  pick<T>(list: readonly T[]): T
  shuffled<T>(list: readonly T[]): T[]
}

/** Dice for a seed (mulberry32: 32 bits of state are enough to tell runs apart). */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (from: number, to: number) => from + Math.floor(roll() * (to - from + 1))
  const shuffled = <T>(list: readonly T[]) => {
    const result = [...list]
    for (let n = result.length - 1; n > 0; n--) {
      const other = int(0, n)
      ;[result[n], result[other]] = [result[other]!, result[n]!]
    }
    return result
  }
  return { int, chance: (share) => roll() < share, pick: (list) => list[int(0, list.length - 1)]!, shuffled }
}
