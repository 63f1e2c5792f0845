// An order of as many lines as Shopify takes.
import { atMost, type Goal } from '../../sim/goal.ts'
import { diceOf } from '../../sim/dice.ts'
import { drawing, orderOf } from './orders.ts'
import { settle } from './settle.ts'
import { setUpShop } from './shop.ts'
import type { Asked } from './speed.ts'

const SHOP = 'large.myshopify.com'
const ITEMS = 1_000
const LINES = 500
const TIMES = 5

/** Settles orders of 500 lines, half of whose goods run out on the way; the slowest counts. */
export async function measureLargeOrder({
  seed,
  say,
}: Pick<Asked, 'seed' | 'say'>): Promise<readonly Goal[]> {
  await setUpShop(SHOP, ITEMS, 3)
  const dice = diceOf(seed)
  const draw = drawing(dice, ITEMS, 'uniform')
  let slowest = 0
  for (let n = 1; n <= TIMES; n++) {
    const order = orderOf(n, draw, dice, LINES)
    const began = performance.now()
    await settle(SHOP, order)
    const ms = performance.now() - began
    say(`  an order of ${LINES} lines: ${ms.toFixed(0)} ms`)
    slowest = Math.max(slowest, ms)
  }
  return [atMost('order-of-500-lines-ms', Math.round(slowest), 2_000)]
}
