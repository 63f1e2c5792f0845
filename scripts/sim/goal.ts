/** What a simulation has to reach, and what it reached. */
export type Goal = {
  readonly id: string
  readonly value: number
  readonly goal: number
  readonly ok: boolean
}

/** A simulation: it says how far it is, line by line, and answers its goals. */
export type Simulation = (asked: SimulationAsked) => Promise<readonly Goal[]>
export type SimulationAsked = {
  readonly seed: number
  /** How many lives or orders; null = as many as the goal says. */
  readonly size: number | null
  /** Every number that was given, by its option. */
  readonly sizes?: Readonly<Record<string, number>>
  /** Every text that was given, by its option. */
  readonly texts?: Readonly<Record<string, string>>
  readonly say: (line: string) => void
}

/** Reached when the value is exactly the goal. */
export const exactly = (id: string, value: number, goal: number): Goal => ({
  id,
  value,
  goal,
  ok: value === goal,
})

/** Reached when the value is not below the goal. */
export const atLeast = (id: string, value: number, goal: number): Goal => ({
  id,
  value,
  goal,
  ok: value >= goal,
})

/** Reached when the value is not above the goal. */
export const atMost = (id: string, value: number, goal: number): Goal => ({
  id,
  value,
  goal,
  ok: value <= goal,
})
