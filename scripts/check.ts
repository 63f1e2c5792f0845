// The static checks, two at a time:  npm run check [-- name …]
import { pathToFileURL } from 'node:url'
import { sayResult } from './progress.ts'
import { runTool } from './tool.ts'

export interface Tally {
  passed: number
  failed: number
}

interface Check {
  name: string
  /** Empty when all is well. */
  run(): Promise<string>
}

const tool = async (name: string, ...args: string[]) => {
  const { ok, output } = await runTool(name, args)
  return ok ? '' : output || `${name} failed`
}
const lines = (found: readonly string[]) => found.join('\n')

// Slow ones first, so that the two lanes end together.
const CHECKS: readonly Check[] = [
  { name: 'lint', run: () => tool('eslint', '.', '--max-warnings=0') },
  {
    name: 'types',
    run: () => tool('tsc', '--incremental', '--tsBuildInfoFile', 'node_modules/.cache/tsc.json'),
  },
  { name: 'schema drift', run: async () => lines(await (await import('./checks/drift.ts')).checkDrift()) },
  {
    name: 'dead code',
    run: () =>
      tool(
        'knip',
        '--no-progress',
        '--no-config-hints',
        '--cache',
        '--cache-location',
        'node_modules/.cache/knip',
      ),
  },
  { name: 'arrows', run: () => tool('depcruise', 'app', 'store', 'scripts', 'tests') },
  {
    name: 'format',
    run: () => tool('prettier', '--check', '.', '--log-level=warn', '--cache'),
  },
  {
    name: 'documents',
    run: async () => lines(await (await import('./checks/documents.ts')).checkDocuments()),
  },
  { name: 'scopes', run: async () => lines((await import('./checks/scopes.ts')).checkScopes()) },
  { name: 'messages', run: async () => lines((await import('./checks/messages.ts')).checkMessages()) },
  { name: 'licences', run: async () => lines((await import('./checks/licences.ts')).checkLicences()) },
  { name: 'words', run: async () => lines((await import('./checks/words.ts')).checkWords()) },
]

/** Runs the checks and says each result as it comes. */
export async function runChecks(only: readonly string[] = []): Promise<Tally> {
  const waiting = CHECKS.filter(({ name }) => only.length === 0 || only.includes(name))
  const tally: Tally = { passed: 0, failed: 0 }
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const since = Date.now()
      const output = await check.run().catch((error: unknown) => String((error as Error).stack ?? error))
      tally[output ? 'failed' : 'passed']++
      sayResult(check.name, !output, since, output)
    }
  }
  await Promise.all([lane(), lane()])
  return tally
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { passed, failed } = await runChecks(process.argv.slice(2))
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed || !passed ? 1 : 0
}
