// What a command needs to look at the demo's books: its database, running or not, and its keys.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { RUNTIME_ROLE } from '../migrate.mjs'
import { OWNER, placeOf, startPostgres } from '../postgres.ts'
import { runs } from '../process.ts'
import { type DemoKeys, demoKeys } from './keys.ts'

const HOME = resolve('.carnet')
const at = (name: string) => join(HOME, name)

// Where the demo's practice store stands when its port was free; another one is given by SHOPIFY_STANDIN_URL.
const PRACTICE = {
  SHOPIFY_API_KEY: 'carnet-practice-key',
  SHOPIFY_APP_URL: 'http://localhost:4100',
  SHOPIFY_STANDIN_URL: 'http://localhost:4000',
}

/**
 * Fills in what the environment lacks from the demo of this folder. Without DATABASE_URL it is the demo's own database,
 * which is started for the time being when the demo does not run. Answers how to end, or null when nobody knows a database.
 */
export async function useDemoEnvironment(): Promise<{ close(): Promise<void> } | null> {
  const keys = existsSync(at('keys.json')) ? demoKeys(at('keys.json')) : null
  const given = process.env.DATABASE_URL
  if (!keys) return given ? { close: async () => {} } : null
  const database = given ? { url: given, close: async () => {} } : await openDemoDatabase(keys)
  if (!database) return null
  const lacking = {
    DATABASE_URL: database.url,
    DATABASE_RUNTIME_URL: asRuntime(database.url, keys),
    SHOPIFY_API_SECRET: keys.apiSecret,
    CARNET_KEYS: JSON.stringify(keys.carnetKeys),
    FILES_DIR: at('files'),
    ...(given ? {} : { CARNET_CLOCK_FILE: at('clock.json'), ...PRACTICE }),
  }
  for (const [name, value] of Object.entries(lacking)) process.env[name] ??= value
  return database
}

async function openDemoDatabase(keys: DemoKeys): Promise<{ url: string; close(): Promise<void> } | null> {
  const dir = await placeOf(at('postgres'))
  if (!existsSync(join(dir, 'PG_VERSION'))) return null
  const port = portOfRunning(dir)
  if (port) return { url: urlOf(port, keys), close: async () => {} }
  const server = await startPostgres({ dir: at('postgres'), password: keys.ownerPassword, port: 54320 })
  return { url: server.url(OWNER), close: () => server.stop() }
}

// postmaster.pid: the process, the folder, when it began, the port.
function portOfRunning(dir: string): number | null {
  const file = join(dir, 'postmaster.pid')
  if (!existsSync(file)) return null
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n')
  return runs(Number(pid), dir) ? Number(port) : null
}

function urlOf(port: number, keys: DemoKeys): string {
  return `postgresql://${OWNER}:${encodeURIComponent(keys.ownerPassword)}@127.0.0.1:${port}/${OWNER}`
}

export function asRuntime(ownerUrl: string, keys: DemoKeys): string {
  const url = new URL(ownerUrl)
  url.username = RUNTIME_ROLE
  url.password = keys.runtimePassword
  return url.toString()
}
