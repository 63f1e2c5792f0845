/** What the books say: `all` that what comes next may depend on, and what it `comesTo`. */
export type Said = { readonly all: string; readonly comesTo: string }

/** Events that may arrive in any order, and what the books say of it. */
export type Arriving = {
  /** So many events, numbered from 0. */
  readonly events: number
  /** What the books say before anything arrived. */
  start(): Promise<Said>
  /** One event arrives. */
  arrive(event: number): Promise<Said>
  /** Does something and undoes it. */
  undone(work: () => Promise<void>): Promise<void>
}

export type Arrivals = {
  /** Each end, with the first order of arrival that led there. */
  readonly ends: ReadonlyMap<string, readonly number[]>
  /** How many orders of arrival were followed to their end. */
  readonly covered: number
  /** How many arrivals were played for that. */
  readonly played: number
}

/**
 * Follows every order of arrival to its end. Books that say the same are followed by the same, so each event arrives
 * once at each state, depth first; the orders are then followed from state to state.
 */
export async function walkArrivals(arriving: Arriving): Promise<Arrivals> {
  const events = Array.from({ length: arriving.events }, (_, event) => event)
  const after = new Map<string, string[]>()
  const comesTo = new Map<string, string>()
  let played = 0
  const explore = async (said: Said): Promise<void> => {
    if (after.has(said.all)) return
    const next: string[] = []
    after.set(said.all, next)
    comesTo.set(said.all, said.comesTo)
    for (const event of events) {
      await arriving.undone(async () => {
        played++
        const then = await arriving.arrive(event)
        next[event] = then.all
        await explore(then)
      })
    }
  }
  const start = await arriving.start()
  await explore(start)
  const ends = new Map<string, readonly number[]>()
  let covered = 0
  for (const order of ordersOf(events)) {
    const last = order.reduce((state, event) => after.get(state)![event]!, start.all)
    const end = comesTo.get(last)!
    if (!ends.has(end)) ends.set(end, order)
    covered++
  }
  return { ends, covered, played }
}

/** Every order in which events can arrive. */
export function* ordersOf(events: readonly number[]): Generator<readonly number[]> {
  if (events.length === 0) yield []
  for (const first of events)
    for (const rest of ordersOf(events.filter((event) => event !== first))) yield [first, ...rest]
}

/** How many orders that are. */
export function countOrders(events: number): number {
  return events <= 1 ? 1 : events * countOrders(events - 1)
}
