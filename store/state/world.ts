// What every part of the running store shares.
import type { Clock } from './clock.ts'
import { nextId } from './gid.ts'
import type { Shop } from './shop.ts'
import type { State } from './state.ts'

export type FaultKind = 'throttled' | 'http500' | 'lost-answer' | 'user-error' | 'slow'
export type Fault = { root: string; kind: FaultKind; left: number; message: string | null; ms: number }

export type World = {
  state: State
  clock: Clock
  /** The app: its credentials, where it listens, and what it was granted. */
  app: { url: string; apiKey: string; secret: string; scopes: readonly string[] }
  /** The store's own address. */
  url: string
  routing: { mode: 'soon' | 'hold'; delayMs: number }
  faults: Fault[]
  /** Hands a signed delivery to the webhook sender. */
  send: (shop: Shop, topic: string, eventId: string, triggeredAt: string, body: string) => void
  /** Says that the state changed and is to be written. */
  changed: () => void
}

export const newId = (world: World, kind: string) => nextId(world.state.counters, kind)

/** An answer the caller can do something about; HTTP gives it a status, GraphQL a user error. */
export class NotPossible extends Error {
  readonly status: number
  readonly code: string | null
  constructor(message: string, status = 400, code: string | null = null) {
    super(message)
    this.status = status
    this.code = code
  }
}

export function shopOf(world: World, domain: string | undefined): Shop {
  const name = domain ?? Object.keys(world.state.shops)[0]
  const shop =
    name === undefined ? undefined : (world.state.shops[name] ?? world.state.shops[`${name}.myshopify.com`])
  if (!shop) throw new NotPossible(`no shop ${domain} in this practice store`, 404)
  return shop
}
