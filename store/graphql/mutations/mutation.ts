import type { On, View } from '../context.ts'

/** A mutation without idempotency at Shopify: it answers its payload. */
export type PlainMutation = (args: never, on: On) => View

/** A mutation that needs `@idempotent`: it does its work into a plain fact, from which the answer can be given again. */
export type KeyedMutation = {
  /** What is wrong with the call itself, and seen before its key. */
  check?: (args: never) => void
  run: (args: never, on: On) => unknown
  view: (on: On, fact: never) => View
}

export type Mutation = PlainMutation | KeyedMutation

export const ok = { userErrors: [] }
