// The whole store: its shops, what was sent and called, and how it is kept between two runs.
import { readFileSync, renameSync, writeFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Shop } from './shop.ts'

/** What the state looks like; a file of another version is not read. */
const VERSION = 2

export type Attempt = { at: string; status: number | null; error: string | null }
export type DeliveryState = 'held' | 'late' | 'waiting' | 'delivered' | 'dropped' | 'refused' | 'failed'
export type Delivery = {
  id: number
  shop: string
  topic: string
  /** Where to, when the subscription is not the app's own. */
  subscription?: { id: string; uri: string; name: string | null }
  webhookId: string
  eventId: string
  triggeredAt: string
  body: string
  /** What a switch did to it: on its first way only, or as somebody else who sends it besides. */
  trick?: 'altered' | 'truncated' | 'forged' | 'other-shop'
  /** When it is sent, on the shop's clock. */
  dueAt?: string
  state: DeliveryState
  attempts: Attempt[]
  nextAt: number | null
}

export type AccessToken = {
  token: string
  shop: string
  staffId: string | null
  expiresAt: number | null
  refreshToken: string | null
  refreshExpiresAt: number | null
  /** When its refresh token was first used, and the refresh token that it came from. */
  refreshedAt?: number
  renews?: string
}
export type Call = {
  n: number
  at: string
  shop: string
  root: string
  operation: string | null
  variables: unknown
  result: unknown
  replayed: boolean
}
/** What a keyed mutation did (plain data, null when it was refused) and when, so that its answer can be given again. */
export type KeptAnswer = { fingerprint: string; fact: unknown; at?: string }
export type EditSession = {
  id: string
  shop: string
  orderId: string
  quantities: Record<string, { quantity: number; restock: boolean }>
  additions: { id: string; variantId: string; quantity: number }[]
  discounts: Record<string, StagedDiscount>
}
/** A discount staged on a line: a percentage, or an amount off each unit. */
export type StagedDiscount = {
  id: string
  description: string | null
  percent: number | null
  perUnit: bigint | null
}

export type State = {
  version: typeof VERSION
  counters: Record<string, number>
  shops: Record<string, Shop>
  deliveries: Delivery[]
  calls: Call[]
  tokens: AccessToken[]
  answers: Record<string, KeptAnswer>
  edits: EditSession[]
}

export const emptyState = (): State => ({
  version: VERSION,
  counters: {},
  shops: {},
  deliveries: [],
  calls: [],
  tokens: [],
  answers: {},
  edits: [],
})

/** How many finished deliveries and calls a later run still finds. */
const KEPT = 500

// JSON has no bigint: money is kept as "minor:874".
const pack = (_key: string, value: unknown) => (typeof value === 'bigint' ? `minor:${value}` : value)
const unpack = (_key: string, value: unknown) =>
  typeof value === 'string' && /^minor:-?\d+$/.test(value) ? BigInt(value.slice(6)) : value

/** The state of the file, or undefined when there is none yet or only one of another version. */
export function readState(file: string): State | undefined {
  try {
    const state = JSON.parse(readFileSync(file, 'utf8'), unpack) as State
    return state.version === VERSION ? state : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Writes the state beside the file and renames it, so that a cut leaves the old one whole. */
export function writeState(file: string, state: State): void {
  const recent = state.deliveries.length - KEPT
  const kept: State = {
    ...state,
    deliveries: state.deliveries.filter(
      (one, n) => n >= recent || one.state === 'waiting' || one.state === 'held' || one.state === 'late',
    ),
    calls: state.calls.slice(-KEPT),
  }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify(kept, pack))
  renameSync(`${file}.new`, file)
}
