// Builds the web part when its sources changed since the last build.
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { runTool } from './tool.ts'

const STAMP = 'build/carnet-stamp'
const SOURCES = ['app/**/*.{ts,tsx,css,json}', 'vite.config.ts', 'package-lock.json']

/** Makes `build/` current; says so before it takes its time. */
export async function ensureBuilt(say: (line: string) => void = console.log) {
  const wanted = fingerprint()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return
  say('Building the web part')
  const { ok, output } = await runTool('remix', ['vite:build'], { NODE_ENV: 'production' })
  if (!ok) throw new Error(`the web part does not build:\n${output}`)
  mkdirSync('build', { recursive: true })
  writeFileSync(STAMP, wanted)
}

function fingerprint(): string {
  const hash = createHash('sha256')
  const files = SOURCES.flatMap((pattern) => globSync(pattern)).sort()
  for (const file of files.filter((name) => !/\.test\.tsx?$/.test(name)))
    hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}
