/** Something that keeps the books right, how it is taken away, and which tests have to notice. */
export type Guard = {
  readonly name: string
  /** Test files, from the root of the tree. */
  readonly tests: readonly string[]
  readonly without: Change
}

/** A statement of the database's owner, or a text of one file and what stands there instead. */
export type Change =
  | { readonly kind: 'database'; readonly sql: string }
  | { readonly kind: 'source'; readonly file: string; readonly from: string; readonly to: string }

/** Another text of a file. */
export const inFile = (file: string, from: string, to = ''): Change => ({ kind: 'source', file, from, to })
/** A statement of the database's owner. */
export const sql = (statement: string): Change => ({ kind: 'database', sql: statement })
/** Another text of a function of the database. */
export const inFunction = (name: string, from: string, to: string): Change =>
  sql(`DO $do$ DECLARE whole text := pg_get_functiondef('${name}'::regproc); BEGIN
    IF position('${from}' IN whole) = 0 THEN RAISE EXCEPTION '% has no such text', '${name}'; END IF;
    EXECUTE replace(whole, '${from}', '${to}'); END $do$`)

const flow = (name: string) => `tests/flows/${name}.test.ts`
/** A guard and the test file that has to notice, by the name of a flow's test or by its path. */
export const guard = (name: string, test: string, without: Change): Guard => ({
  name,
  tests: [test.includes('/') ? test : flow(test)],
  without,
})
