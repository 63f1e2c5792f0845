import { GraphQLError } from 'graphql'
import type { Presentment } from '../state/money.ts'
import type { Order } from '../state/order.ts'
import type { Shop } from '../state/shop.ts'
import type { World } from '../state/world.ts'
import type { Faults } from './faults.ts'

/** What every view and mutation gets: the store and the shop that was asked. */
export type On = {
  world: World
  shop: Shop
  /** What the buyer of the order that is shown paid in, when that is not the shop's currency. */
  presentment?: Presentment | undefined
  /** What the switches do to this call. */
  faults?: Faults | undefined
  /** A bulk query: the page of its root connection, and where the next one begins. */
  bulk?: { first: number; after: string | null; page: { next: string | null } }
}

/** Amounts of an order are shown in its buyer's currency as well. */
export const paidIn = (on: On, { presentment }: Order): On => ({ ...on, presentment })

/** Fields by name; one that is missing is answered by an error, so null is always said explicitly. */
export type View = Record<string, unknown>

export const refuse = (message: string, code = 'BAD_REQUEST') =>
  new GraphQLError(message, { extensions: { code } })
