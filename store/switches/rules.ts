// What shall go wrong, and for which share: drawn by a seed, so that the same run goes wrong in the same way again.
import { createHash } from 'node:crypto'

export type Rule<Kind extends string> = {
  kind: Kind
  /** From 0 to 1: for how many of those it may hit. */
  share: number
  /** The topics or root fields it is for; null: all. */
  only: readonly string[] | null
  /** How many more it hits; null: from now on. */
  left: number | null
}

/** A number from 0 up to 1 that is the same for the same text. */
export const roll = (text: string) => createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32

export type RuleBook<R extends Rule<string>> = {
  rules: () => readonly R[]
  /** Sets a rule; one of the same kind for the same topics or fields gives way to it, and a share of 0 only ends it. */
  set: (rule: R) => void
  remove: (index: number) => void
  clear: () => void
  /** Counts from the beginning, so that the same events meet the same again. */
  restart: () => void
  /** How many were drawn of a stream. */
  drawn: (stream: string) => number
  /** The rules that hit the next one of a stream (of the same shop and topic, say): at most one of each aspect. */
  draw: (seed: number, stream: string, names: readonly string[], able?: (rule: R) => boolean) => R[]
}

/** Rules of one sort. Those of one aspect share a die, so that each keeps its share; of different ones several may hit. */
export function ruleBook<R extends Rule<string>>(aspectOf: (kind: R['kind']) => string): RuleBook<R> {
  let rules: R[] = []
  const drawn = new Map<string, number>()
  const same = (one: R, other: R) =>
    one.kind === other.kind && one.left === null && other.left === null && `${one.only}` === `${other.only}`
  const isFor = (rule: R, names: readonly string[]) =>
    rule.only === null || names.some((name) => rule.only?.includes(name))
  const hit = (dice: number, candidates: readonly R[]): R | undefined => {
    let rest = dice
    for (const rule of candidates) {
      if (rest < rule.share) return rule
      rest -= rule.share
    }
    return undefined
  }
  return {
    rules: () => rules,
    set(rule) {
      const others = rules.filter((one) => !same(one, rule))
      // What is meant for the next few comes first, and in turn; of the others the newest.
      const counted = others.filter(({ left }) => left !== null).length
      rules = rule.share > 0 ? others.toSpliced(counted, 0, rule) : others
      if (rules.length === 0) drawn.clear()
    },
    remove: (index) => (rules = rules.toSpliced(index, 1)),
    clear() {
      rules = []
      drawn.clear()
    },
    restart: () => drawn.clear(),
    drawn: (stream) => drawn.get(stream) ?? 0,
    draw(seed, stream, names, able = () => true) {
      if (rules.length === 0) return []
      const n = drawn.get(stream) ?? 0
      drawn.set(stream, n + 1)
      const concerned = rules.filter((rule) => isFor(rule, names) && able(rule))
      const hits = [...Map.groupBy(concerned, ({ kind }) => aspectOf(kind))].flatMap(
        ([aspect, candidates]) => hit(roll(`${seed} ${aspect} ${stream} ${n}`), candidates) ?? [],
      )
      for (const rule of hits) if (rule.left !== null) rule.left -= 1
      rules = rules.filter(({ left }) => left !== 0)
      return hits
    },
  }
}
