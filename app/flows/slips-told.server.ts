import { confirmOrder } from './order-confirmed.server.ts'

/** An order whose customer is warned, and the mark of the message that was seen. */
export type Warned = { readonly order: string; readonly mark: string }

export type Told = {
  /** Customers whose new dates are promised, and of these how many are mailed. */
  readonly promised: number
  readonly mailed: number
  /** Orders whose dates changed after their message was looked at, or whose dates nobody knows. */
  readonly left: number
  readonly started: boolean
}

/** Warns customers of a slip: to each the new dates are promised and mailed, as a person has seen them. */
export async function tellSlips(shop: string, warned: readonly Warned[], who: string): Promise<Told> {
  const told = { promised: 0, mailed: 0, left: 0, started: true }
  for (const { order, mark } of warned) {
    const outcome = await confirmOrder(shop, order, who, mark)
    if (outcome.kind === 'not-started') return { ...told, started: false }
    if (outcome.kind !== 'done') told.left++
    else {
      told.promised++
      if (outcome.mail) told.mailed++
    }
  }
  return told
}
