// The environment of a web or worker process in a test: its own database, made-up secrets, nothing of the machine's.
import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestDatabase } from './database.ts'

export const SECRET = 'only-for-tests'
export const API_KEY = 'carnet-test-key'

/** Sets what `env()` reads; call it before anything of app/ reads it. Answers the same for a child process. */
export function setEnvironment(
  database: TestDatabase,
  more: Record<string, string> = {},
): Record<string, string> {
  const set = {
    DATABASE_URL: database.ownerUrl,
    DATABASE_RUNTIME_URL: database.runtimeUrl,
    SHOPIFY_API_KEY: API_KEY,
    SHOPIFY_API_SECRET: SECRET,
    SHOPIFY_APP_URL: 'http://localhost:4100',
    CARNET_KEYS: JSON.stringify({ current: 'k1', keys: { k1: randomBytes(32).toString('base64') } }),
    FILES_DIR: mkdtempSync(join(tmpdir(), 'carnet-files-')),
    ...more,
  }
  Object.assign(process.env, set)
  return set
}
