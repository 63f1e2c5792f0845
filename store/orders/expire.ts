// Stock held for a draft is free again when its time is over.
import { act } from '../change.ts'
import type { Shop } from '../state/shop.ts'
import type { World } from '../state/world.ts'
import { releaseReservation } from './draft.ts'

/** Looked at whenever the shop is asked, as nothing here runs by the clock. */
export function expireReservations(world: World, shop: Shop): void {
  const now = world.clock.now().getTime()
  const over = shop.draftOrders.filter(
    ({ reserved, reserveUntil }) =>
      reserved.length > 0 && reserveUntil !== null && Date.parse(reserveUntil) <= now,
  )
  for (const draft of over)
    act(world, shop, (change) => {
      releaseReservation(change, draft)
      draft.reserveUntil = null
      change.touchDraft(draft)
    })
}
