// Everything that must hold, stage by stage:  npm test [-- static unit flows browser]
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { runChecks, type Tally } from './check.ts'
import { bold, red, seconds } from './progress.ts'

const STAGES: Readonly<Record<string, () => Promise<Tally>>> = {
  static: () => runChecks(),
  unit: () => runVitest('unit'),
  flows: () => runVitest('flows'),
  browser: () => runVitest('e2e'),
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

const REPORTS = 'node_modules/.cache/test-reports'

async function runVitest(project: string): Promise<Tally> {
  const file = `${REPORTS}/${project}.json`
  mkdirSync(REPORTS, { recursive: true })
  rmSync(file, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const args = ['node_modules/.bin/vitest', 'run', '--project', project, ...reporters]
  const code = await new Promise<number>((done) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', () => done(1))
    child.once('exit', (exit) => done(exit ?? 1))
  })
  return tallyOf(
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as VitestReport) : undefined,
    code,
  )
}

// A file that does not load has no test to count, and an error outside of tests fails the run: each counts as one.
// So does a stage in which nothing ran.
function tallyOf(report: VitestReport | undefined, code: number): Tally {
  const passed = report?.numPassedTests ?? 0
  const broken = report?.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.length,
  )
  const failed = (report?.numFailedTests ?? 0) + (broken?.length ?? 0)
  if (failed === 0 && (code !== 0 || passed === 0)) return { passed, failed: 1 }
  return { passed, failed }
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in STAGES))
if (unknown.length) {
  console.error(`no such stage: ${unknown.join(', ')}; there are ${Object.keys(STAGES).join(', ')}`)
  process.exit(2)
}
const summary: string[] = []
const total: Tally = { passed: 0, failed: 0 }
for (const [name, run] of Object.entries(STAGES)) {
  if (wanted.length && !wanted.includes(name)) continue
  console.log(`\n${bold(name)}`)
  const since = Date.now()
  const { passed, failed } = await run()
  total.passed += passed
  total.failed += failed
  const line = `${name.padEnd(8)} ${passed} passed, ${failed} failed, ${seconds(since)}`
  summary.push(failed ? red(line) : line)
}
console.log(`\n${summary.join('\n')}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed || !total.passed ? 1 : 0
