// The secrets of this machine's demo: made once, kept in .carnet/, the same in every later run.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export interface DemoKeys {
  apiSecret: string
  ownerPassword: string
  runtimePassword: string
  /** CARNET_KEYS: what seals tokens and the chain of documents. */
  carnetKeys: { current: string; keys: Record<string, string> }
}

/** Reads the keys, or makes them: readable by their owner only. */
export function demoKeys(file: string): DemoKeys {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as DemoKeys
  const keys: DemoKeys = {
    apiSecret: randomBytes(24).toString('hex'),
    ownerPassword: randomBytes(18).toString('hex'),
    runtimePassword: randomBytes(18).toString('hex'),
    carnetKeys: { current: 'k1', keys: { k1: randomBytes(32).toString('base64') } },
  }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(keys, null, 2), { mode: 0o600 })
  return keys
}
