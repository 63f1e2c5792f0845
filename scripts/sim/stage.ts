// Where simulations play: a wholesaler with two places in the practice store, and Carnet on a scratch database beside it.
import { addLocation } from '#store/seed/shop.ts'
import type { TestServer } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/database.ts'
import { sellFrom } from '#tests/support/sell-from.ts'
import { openReplay, type Replay } from '../corpus/replay.ts'
import type { Scene } from './deeds.ts'
import type { Dice } from './dice.ts'

export type Stage = Replay & { readonly scene: Scene }

const START = '2026-11-24T08:00:00Z'
const BUYERS = ['Le Panier Vert', 'Au Bon Marché', 'Épicerie du Port']
const SKUS = ['OLIVE', 'NOIX', 'MIEL', 'SAVON', 'THYM', 'SEL']

/**
 * Opens it with one clock that moves only when told to, and with webhooks and routing held, so that the same dice play
 * the same run. The last thing that is sold keeps no stock, the one before has no supplier.
 */
export async function openStage(dice: Dice, server?: TestServer): Promise<Stage> {
  const theatre = await openTheatre(server)
  return { ...theatre, scene: await theatre.newScene(dice) }
}

/** Where one shop after the other can be opened: each is a scene of its own. */
export type Theatre = Replay & { newScene(dice: Dice, most?: number): Promise<Scene> }

/** Opens it without any shop yet. */
export async function openTheatre(server?: TestServer): Promise<Theatre> {
  const own = server || process.env.CARNET_TEST_SERVER ? null : await startTestServer()
  const replay = await openReplay(server ?? own ?? undefined, { oneClock: true })
  return {
    ...replay,
    newScene: (dice, most) => newScene(replay, dice, most),
    close: async () => {
      await replay.close()
      await own?.stop()
    },
  }
}

// At most so much lies on a shelf at first, and half of it in town.
async function newScene(replay: Replay, dice: Dice, most = 40): Promise<Scene> {
  const { store, carnet } = replay
  store.control.setClock({ at: START, frozen: true })
  const { domain: shop } = await replay.freshShop(
    SKUS.map((sku, n) => ({ sku, price: `${4 + n}.50`, onHand: dice.int(0, most), tracked: sku !== 'SEL' })),
  )
  store.control.webhookMode({ mode: 'hold' })
  store.control.setRouting({ mode: 'hold' })
  const inStore = store.world.state.shops[shop]!
  addLocation(store.world, inStore, 'Boutique', START, {
    address1: '2 rue du Port',
    zip: '69002',
    city: 'Lyon',
  })
  for (const name of BUYERS) store.control.company({ shop, name })
  for (const sku of SKUS.slice(0, -1))
    store.control.setStock({ shop, sku, location: 'Boutique', onHand: dice.int(0, most / 2) })
  await carnet.importShop(shop)
  await carnet.withShop(shop, (tx) => sellFrom(tx, shop, SKUS.slice(0, -2)))
  store.world.state.deliveries = []
  return { store, shop, skus: SKUS, buyers: BUYERS, dice }
}
