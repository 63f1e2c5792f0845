import { stripTypeScriptTypes } from 'node:module'

/** Something that keeps the books right, how it is taken away, and which tests have to notice. */
export type Guard = {
  readonly name: string
  /** Test files, from the root of the tree. */
  readonly tests: readonly string[]
  readonly without: Change
}

/** A statement of the database's owner, or texts of one file and what stands there instead. */
export type Change =
  | { readonly kind: 'database'; readonly sql: string }
  | { readonly kind: 'source'; readonly file: string; readonly edits: readonly Edit[] }

/** A stretch of a file, and what stands there instead. */
export type Edit = { readonly find: (text: string) => Stretch; readonly to: string }
export type Stretch = { readonly at: number; readonly length: number }

/** Another text of a file, in which it stands once. */
export const inFile = (file: string, from: string, to = ''): Change => {
  const find = (text: string) => ({ at: onlyPlaceOf(from, text, file), length: from.length })
  return { kind: 'source', file, edits: [{ find, to }] }
}
/** Another text of a file from one text, which stands in it once, up to what comes before another one. */
export const upTo = (file: string, from: string, before: string, to = ''): Change => {
  const find = (text: string) => {
    const at = onlyPlaceOf(from, text, file)
    return { at, length: text.indexOf(before, at) - at }
  }
  return { kind: 'source', file, edits: [{ find, to }] }
}
/** A statement of the database's owner. */
export const sql = (statement: string): Change => ({ kind: 'database', sql: statement })
/** Another text of a function of the database. */
export const inFunction = (name: string, from: string, to: string): Change =>
  sql(`DO $do$ DECLARE whole text := pg_get_functiondef('${name}'::regproc); BEGIN
    IF position($t$${from}$t$ IN whole) = 0 THEN RAISE EXCEPTION '% has no such text', '${name}'; END IF;
    EXECUTE replace(whole, $t$${from}$t$, $t$${to}$t$); END $do$`)

const flow = (name: string) => `tests/flows/${name}.test.ts`
/** A guard and the test file that has to notice, by the name of a flow's test or by its path. */
export const guard = (name: string, test: string, without: Change): Guard => ({
  name,
  tests: [test.includes('/') ? test : flow(test)],
  without,
})

/**
 * A file's text with a guard missing; throws when nobody could read it. That would break every test, and say nothing
 * about the guard.
 */
export function readable(text: string, edits: readonly Edit[]): string {
  const stretches = edits.map(({ find, to }) => ({ ...find(text), to })).sort((a, b) => b.at - a.at)
  const other = stretches.reduce(
    (left, { at, length, to }) => left.slice(0, at) + to + left.slice(at + length),
    text,
  )
  stripTypeScriptTypes(other)
  return other
}

function onlyPlaceOf(part: string, text: string, file: string): number {
  const times = text.split(part).length - 1
  if (times !== 1) throw new Error(`${file} has this ${times} times: ${part}`)
  return text.indexOf(part)
}
