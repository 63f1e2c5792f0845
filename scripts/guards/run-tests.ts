import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTool } from '../tool.ts'
import type { TestServer } from '#tests/support/database.ts'

/** What tests said: the names of those that failed; null when they could not be run at all. */
export type Said = { readonly passed: number; readonly failed: readonly string[]; readonly output: string }

type Report = {
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly name: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

/** Runs test files of a tree against a server and its template. A file that cannot even begin has failed as a whole. */
export async function runTests(dir: string, files: readonly string[], server: TestServer): Promise<Said> {
  const report = join(dir, 'report.json')
  const args = ['run', '--config', 'vitest.guards.config.ts', '--root', '.', '--reporter=json']
  const env = { CARNET_TEST_SERVER: JSON.stringify(server), LOG_LEVEL: 'silent' }
  const { output } = await runTool('vitest', [...args, `--outputFile=${report}`, ...files], env, dir)
  const { numPassedTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  const failed = testResults.flatMap(({ status, name, assertionResults }) => {
    const tests = assertionResults.filter((one) => one.status === 'failed').map(({ fullName }) => fullName)
    return tests.length === 0 && status === 'failed' ? [name.slice(dir.length + 1)] : tests
  })
  return { passed: numPassedTests, failed, output }
}
