import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTool } from '../tool.ts'
import type { TestServer } from '#tests/support/database.ts'

/** What tests said: those that failed because something was wrong, and those that could not even be tried. */
export type Said = {
  readonly passed: number
  readonly failed: readonly string[]
  readonly broken: readonly string[]
  readonly output: string
}

type Report = {
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly name: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

// Code that cannot be read, names that are not there, SQL that is none: who stumbles over these says nothing about a guard.
const BROKEN = new RegExp(
  [
    'SyntaxError|ReferenceError|Transform failed|Cannot find (module|package)',
    'syntax error at or near|ON CONFLICT specification|could not determine data type',
    '(column|relation|function|operator)[^\n]*does not exist',
  ].join('|'),
)

type Failure = { readonly name: string; readonly why: string | null }

/** Runs test files of a tree against a server and its template, up to the first that fails. */
export async function runTests(
  dir: string,
  files: readonly string[],
  server: TestServer,
  further: readonly string[] = [],
): Promise<Said> {
  const report = join(dir, 'report.json')
  const args = ['run', '--config', 'vitest.guards.config.ts', '--root', '.', '--reporter=json', ...further]
  const env = { CARNET_TEST_SERVER: JSON.stringify(server), LOG_LEVEL: 'silent' }
  const { output } = await runTool('vitest', [...args, `--outputFile=${report}`, ...files], env, dir)
  const { numPassedTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  const all = testResults.flatMap(({ status, name, message, assertionResults }): Failure[] => {
    const tests = assertionResults.filter((one) => one.status === 'failed')
    const file = { name: `${name.slice(dir.length + 1)}: ${message.split('\n')[0]}`, why: null }
    // Before its first test something was in the way.
    if (tests.length === 0) return status === 'failed' ? [file] : []
    return tests.map(({ fullName, failureMessages }) => ({ name: fullName, why: failureMessages.join('\n') }))
  })
  const broken = all.filter(({ why }) => why === null || BROKEN.test(why))
  const failed = all.filter((one) => !broken.includes(one))
  const names = (those: readonly Failure[]) => those.map(({ name }) => name)
  return { passed: numPassedTests, failed: names(failed), broken: names(broken), output }
}
