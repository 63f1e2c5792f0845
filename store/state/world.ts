// What every part of the running store shares.
import type { CustomerData } from '../graphql/access.ts'
import type { Points } from '../graphql/bucket.ts'
import type { Clock } from './clock.ts'
import { nextId } from './gid.ts'
import type { BulkRunner } from './bulk.ts'
import type { Order } from './order.ts'
import type { Shop } from './shop.ts'
import type { State } from './state.ts'
import type { Switches } from '../switches/switches.ts'

export type World = {
  state: State
  clock: Clock
  /** The app: its credentials, where it listens, and what it was granted. */
  app: {
    url: string
    apiKey: string
    secret: string
    scopes: readonly string[]
    /** The topics it declares and is sent in every shop; null: all. */
    topics: readonly string[] | null
    /** The protected customer data it is approved for. */
    customerData: readonly CustomerData[]
  }
  /** The store's own address. */
  url: string
  routing: { mode: 'soon' | 'hold'; delayMs: number }
  /** What shall go wrong. */
  switches: Switches
  /** The points of the Admin API that the app has left in each shop. */
  points: Points
  /** Makes the fulfillment orders of a placed order a moment later. */
  routeLater: (shop: Shop, order: Order) => void
  /** Starts a bulk query; its lines are served at `/bulk/ID.jsonl`. */
  bulk: BulkRunner
  /** Hands a signed delivery to the webhook sender. */
  send: (shop: Shop, topic: string, eventId: string, triggeredAt: string, body: string) => void
  /** Says that the state changed and is to be written. */
  changed: () => void
}

/** A user error: what is wrong with which part of the input. */
export const refusal = (message: string, field: string[] | null = null, code: string | null = null) =>
  new NotPossible(message, 400, code, field)

export const newId = (world: World, kind: string) => nextId(world.state.counters, kind)

/** An answer the caller can do something about; HTTP gives it a status, GraphQL a user error. */
export class NotPossible extends Error {
  readonly status: number
  readonly code: string | null
  /** The path of the input that was wrong, as a user error names it. */
  readonly field: string[] | null
  /** What else is wrong, or all of it. */
  readonly errors: readonly NotPossible[]
  constructor(
    message: string,
    status = 400,
    code: string | null = null,
    field: string[] | null = null,
    errors?: readonly NotPossible[],
  ) {
    super(errors?.map((one) => one.message).join(' ') ?? message)
    this.status = status
    this.code = code
    this.field = field
    this.errors = errors ?? [this]
  }
}

export function shopOf(world: World, domain: string | undefined): Shop {
  const name = domain ?? Object.keys(world.state.shops)[0]
  const shop =
    name === undefined ? undefined : (world.state.shops[name] ?? world.state.shops[`${name}.myshopify.com`])
  if (!shop) throw new NotPossible(`no shop ${domain} in this practice store`, 404)
  return shop
}
