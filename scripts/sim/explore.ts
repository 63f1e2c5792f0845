/** Which of two goes on. */
export type Side = 0 | 1
/** One way in which two went on step by step. */
export type Walk = {
  /** Who went on, step by step. */
  readonly chosen: readonly Side[]
  /** At each of these steps the other could have gone on as well. */
  readonly forks: readonly boolean[]
}

/**
 * Every way in which two can go on between each other's steps, each once: `play` follows a wish as far as it goes and
 * then lets the first go on whenever it can. Ends when there is no other way, or when whoever asks has seen enough.
 */
export async function* everyWay<W extends Walk>(
  play: (wish: readonly Side[]) => Promise<W>,
): AsyncGenerator<W> {
  for (let wish: readonly Side[] | null = []; wish;) {
    const walk: W = await play(wish)
    yield walk
    wish = nextAfter(walk)
  }
}

// The last step at which the first went on and the second could have: there the second goes on the next time.
function nextAfter({ chosen, forks }: Walk): readonly Side[] | null {
  const last = chosen.findLastIndex((side, step) => forks[step] && side === 0)
  return last < 0 ? null : [...chosen.slice(0, last), 1]
}
