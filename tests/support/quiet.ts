import { withShop } from '#app/db.server.ts'
import type { PracticeStore } from '#store/practice-store.ts'

/** Waits until every webhook was answered, the inbox is empty and nothing is left to do outside. */
export async function quiet(store: PracticeStore, shop: string): Promise<void> {
  await store.control.idle()
  for (let calm = 0; calm < 3;) {
    const busy = await withShop(shop, async (tx) => {
      const events = await tx.inboxEvent.count({ where: { shop, state: 'due' } })
      const effects = await tx.effect.count({ where: { shop, state: { in: ['due', 'trying'] } } })
      return events + effects
    })
    calm = busy === 0 ? calm + 1 : 0
    await new Promise((resolve) => setTimeout(resolve, 100))
    await store.control.idle()
  }
}
