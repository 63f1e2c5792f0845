// What a history asks of Carnet about what lies there: its flows, and what a person sees on the page before a click.
import type { Uncounted } from '#app/stock/stock-take.ts'
import type { Theatre } from './stage.ts'

type Take = { readonly take: string; readonly location: string; readonly uncounted: Uncounted }

// What reads the environment comes after the stage is there.
export async function loadStockFlows({ carnet }: Theatre) {
  const [drafted, sent, settled, begun, counted, posted, adjusted, kept, called, differences] =
    await Promise.all([
      import('#app/flows/transfer-drafted.server.ts'),
      import('#app/flows/transfer-sent.server.ts'),
      import('#app/flows/transfer-settled.server.ts'),
      import('#app/flows/stock-take-begun.server.ts'),
      import('#app/flows/stock-take-counted.server.ts'),
      import('#app/flows/stock-take-posted.server.ts'),
      import('#app/flows/stock-adjusted.server.ts'),
      import('#app/flows/call-off-set.server.ts'),
      import('#app/flows/units-called.server.ts'),
      import('#app/stock/read-differences.server.ts'),
    ])
  const inShop = carnet.withShop
  return {
    ...{ ...drafted, ...sent, ...settled, ...begun, ...counted, ...posted, ...adjusted, ...kept, ...called },
    places: async (shop: string) => {
      const places = await inShop(shop, (tx) =>
        tx.location.findMany({ where: { shop }, orderBy: { name: 'asc' } }),
      )
      return places.map(({ id }) => id)
    },
    shelves: async (shop: string) => {
      const levels = await inShop(shop, (tx) =>
        tx.stockLevel.findMany({ where: { shop }, orderBy: [{ location: 'asc' }, { item: 'asc' }] }),
      )
      return levels.map(({ location, item, onHand, unavailable, reserved }) => ({
        ...{ location, item, onHand },
        free: Math.max(0, onHand - unavailable - reserved),
      }))
    },
    /** Those of the transfers that are in one of the states. */
    transfersIn: async (shop: string, ids: readonly string[], states: readonly string[]) => {
      const where = { shop, id: { in: [...ids] }, state: { in: [...states] } }
      const found = new Set((await inShop(shop, (tx) => tx.transfer.findMany({ where }))).map(({ id }) => id))
      return ids.filter((id) => found.has(id))
    },
    /** What of a transfer is in transit. */
    onTheirWay: async (shop: string, transfer: string) => {
      const lines = await inShop(shop, (tx) =>
        tx.transferLine.findMany({ where: { shop, transfer }, orderBy: { item: 'asc' } }),
      )
      return lines.map(({ item, quantity, arrived, lost, neverLeft }) => ({
        ...{ item, quantity: quantity - arrived - lost - neverLeft },
      }))
    },
    /** What the page of a stock-take says that posting it would move. */
    differencesOf: (shop: string, { take: id, location, uncounted }: Take) =>
      inShop(shop, async (tx) => {
        const { state } = await tx.stockTake.findUniqueOrThrow({ where: { shop_id: { shop, id } } })
        const taken = { id, location, posted: state === 'posted' }
        return differences.sumDifferences(tx, shop, taken, { uncounted, millionths: 10_000n })
      }),
    /** Open orders, of those that are kept until called only these. */
    openOrders: async (shop: string, callOff?: boolean) => {
      const where = { shop, state: 'open', ...(callOff === undefined ? {} : { callOff }) }
      const orders = await inShop(shop, (tx) => tx.order.findMany({ where, orderBy: { id: 'asc' } }))
      return orders.map(({ id }) => id)
    },
  }
}
