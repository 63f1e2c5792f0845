import { globSync, readFileSync } from 'node:fs'
import { guard, inFile, type Edit, type Guard } from './guard.ts'

const ALONE = 'aloneInShop('
const IMPORTED = /import \{[^}]*\baloneInShop\b[^}]*\} from '#app\/db\.server\.ts'/
/** The tests in which flows wait until they are alone in the shop. */
export const ALONE_TESTS = [
  'tests/flows/one-at-a-time.test.ts',
  'tests/flows/alone-by-hand.test.ts',
  'tests/flows/import-alone.test.ts',
]

/** Whoever decides is alone in the shop: each place in the code that says so, and the test that plays its flow. */
export function locksOfFlows(): Guard[] {
  const tests = ALONE_TESTS.map((file) => ({ file, text: readFileSync(file, 'utf8') }))
  return globSync('app/flows/*.server.ts')
    .sort()
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8')
      const playing = tests.filter((test) => test.text.includes(`'#${file}'`)).map((test) => test.file)
      return [...text.matchAll(/aloneInShop\(/g)].map(({ index: place }): Guard => {
        const edits = [replaced(ALONE, place, 'withShop('), withShopToo(text)]
        return {
          name: `lock ${functionAt(text, place)} (${file})`,
          tests: playing,
          without: { kind: 'source', file, edits },
        }
      })
    })
}

const replaced = (from: string, at: number, to: string): Edit => ({
  find: () => ({ at, length: from.length }),
  to,
})

function withShopToo(text: string): Edit {
  const [line] = IMPORTED.exec(text) ?? ['']
  const to = /\bwithShop\b/.test(line) ? line : line.replace('aloneInShop', 'aloneInShop, withShop')
  return replaced(line, text.indexOf(line), to)
}

function functionAt(text: string, place: number): string {
  return [...text.slice(0, place).matchAll(/function (\w+)/g)].at(-1)?.[1] ?? 'it'
}

/** Who tries holds what he tries, and whoever counts holds what he counts. */
export const LOCKS: readonly Guard[] = [
  guard(
    'lock of the shop',
    'sim-interleavings',
    inFile(
      'app/db.server.ts',
      'true), pg_advisory_xact_lock(hashtextextended(${shop}, 0))`\n  return',
      'true), ${shop}::text`\n  return',
    ),
  ),
  guard(
    'lock a delivery that Shopify refuses',
    'one-at-a-time',
    inFile('app/flows/fulfillment-told.server.ts', '  await lockShop(tx, shop)\n'),
  ),
  guard(
    'lock of a series of numbers',
    'one-at-a-time',
    inFile('app/documents/issue.server.ts', 'AND period = ${period} FOR UPDATE`', 'AND period = ${period}`'),
  ),
  guard(
    'lock of an effect while its attempt is recorded',
    'effects',
    inFile('app/effects/run-effect.server.ts', ' FOR UPDATE OF e`', '`'),
  ),
  guard(
    'hold of an effect while it is tried',
    'effects',
    inFile(
      'app/effects/hold.server.ts',
      'pg_try_advisory_lock(hashtextextended($1, 0)) AS held',
      'length($1::text) > 0 AS held',
    ),
  ),
  guard(
    'a deadlock is redone',
    'database-failures',
    inFile('app/db.server.ts', 'if (attempt >= ATTEMPTS || !mayBeRedone(error)) throw error', 'throw error'),
  ),
  guard(
    'an open stock-take stays open while one counts',
    'stock-take',
    inFile('app/stock/count-stock-take.server.ts', "AND state = 'open' FOR SHARE`", "AND state = 'open'`"),
  ),
  guard(
    'two who count one item wait for each other',
    'stock-take',
    inFile('app/stock/count-stock-take.server.ts', 'AND item = ${item} FOR UPDATE`', 'AND item = ${item}`'),
  ),
  guard(
    'posting waits for whoever counts',
    'stock-take',
    inFile('app/flows/stock-take-posted.server.ts', '::uuid FOR UPDATE`', '::uuid`'),
  ),
]
