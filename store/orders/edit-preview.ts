// An order edit before it is committed: the same work on a copy, so that its sums are those of the commit.
import { act, type Change } from '../change.ts'
import type { Order } from '../state/order.ts'
import type { Shop } from '../state/shop.ts'
import type { EditSession } from '../state/state.ts'
import type { World } from '../state/world.ts'
import { editOrder } from './edit.ts'

/** What the session would do to an order. */
const wishOf = (session: EditSession, order: Order, note: string | null) => ({
  quantities: Object.entries(session.quantities).map(([id, wish]) => ({
    line: order.lines.find((line) => line.id === id)!,
    ...wish,
  })),
  additions: session.additions.filter(({ quantity }) => quantity > 0),
  discounts: session.discounts,
  note,
})

/** The order as it would be after the commit; the shop and its counters stay as they are. */
export function previewEdit(world: World, shop: Shop, order: Order, session: EditSession): Order {
  const copy = structuredClone(order)
  const items = new Set(copy.lines.map(({ itemId }) => itemId))
  const change: Change = {
    world: { ...world, state: { ...world.state, counters: { ...world.state.counters } } },
    shop: {
      ...shop,
      levels: shop.levels.filter(({ itemId }) => items.has(itemId)).map((level) => ({ ...level })),
    },
    at: world.clock.now().toISOString(),
    touchOrder: () => {},
    touchLevel: () => {},
    touchDraft: () => {},
    say: () => {},
  }
  editOrder(change, copy, wishOf(session, copy, null))
  return copy
}

/** Applies the session to the order and ends it. */
export function commitEdit(
  world: World,
  shop: Shop,
  order: Order,
  session: EditSession,
  note: string | null,
): void {
  act(world, shop, (change) => editOrder(change, order, wishOf(session, order, note)))
  world.state.edits = world.state.edits.filter((one) => one !== session)
}
