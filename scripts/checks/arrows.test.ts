// The rules of .dependency-cruiser.cjs, each broken once in a small tree of its own.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { execFile } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'

const TREE = resolve('.carnet/arrows-test')
const CASES: readonly [from: string, to: string, rule: string | null][] = [
  ['app/orders/decide.ts', 'app/core/money.ts', null],
  ['app/orders/save.server.ts', 'app/orders/decide.ts', null],
  ['app/documents/invoice.ts', 'app/orders/decide.ts', null],
  ['app/flows/order-settled.server.ts', 'app/stock/save.server.ts', null],
  ['app/orders/impure.ts', 'app/orders/save.server.ts', 'pure-never-looks-at-impure'],
  ['app/orders/reads.ts', 'node:fs', 'pure-does-no-io'],
  ['app/orders/queries.ts', 'pg', 'pure-does-no-io'],
  ['app/orders/climbs.ts', 'app/documents/invoice.ts', 'orders-knows-no-higher-rung'],
  ['app/orders/sideways.ts', 'app/stock/decide.ts', 'orders-knows-no-sibling'],
  ['app/documents/meets.server.ts', 'app/orders/save.server.ts', 'features-meet-in-flows'],
  ['app/orders/calls-flow.server.ts', 'app/flows/order-settled.server.ts', 'features-are-called'],
  ['app/core/leans.ts', 'app/shop/settings.ts', 'core-imports-nothing'],
  ['app/adapters/mail/knows.server.ts', 'app/orders/decide.ts', 'adapters-know-no-feature'],
  ['app/routes/app.mail.tsx', 'app/adapters/mail/send.server.ts', 'routes-hold-no-adapter'],
  ['extensions/price-rules/run.ts', 'app/orders/decide.ts', 'extensions-import-pure-core-and-pricing'],
  ['app/inbox/tests.server.ts', 'store/main.ts', 'production-knows-no-stand-in'],
]

let broken: { from: string; to: string; rule: { name: string } }[] = []

beforeAll(async () => {
  rmSync(TREE, { recursive: true, force: true })
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(TREE, file)), { recursive: true })
    writeFileSync(join(TREE, file), text)
  }
  const froms = new Set(CASES.map(([from]) => from))
  for (const [, to] of CASES) if (to.includes('/') && !froms.has(to)) write(to, 'export const x = 1')
  for (const [from, to] of CASES) {
    const target = to.includes('/') ? `${'../'.repeat(from.split('/').length - 1)}${to}` : to
    write(from, `import * as it from '${target}'\nexport const x = it`)
  }
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json']) copyFileSync(file, join(TREE, file))
  const args = [
    resolve('node_modules/.bin/depcruise'),
    'app',
    'store',
    'extensions',
    '--output-type=json',
    '--no-cache',
  ]
  const json = await new Promise<string>((done) =>
    execFile(process.execPath, args, { cwd: TREE, maxBuffer: 1e8 }, (_error, stdout) => done(stdout)),
  )
  broken = (JSON.parse(json) as { summary: { violations: typeof broken } }).summary.violations
})
afterAll(() => rmSync(TREE, { recursive: true, force: true }))

test.each(CASES)('%s → %s: %s', (from, _to, rule) => {
  const names = broken.filter((violation) => violation.from === from).map((violation) => violation.rule.name)
  if (rule) expect(names).toContain(rule)
  else expect(names).toEqual([])
})
