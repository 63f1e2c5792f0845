// What a history asks of Carnet: its flows, and the little reading that a person does before a click.
import type { Delivery } from '#store/state/state.ts'
import type { Theatre } from './stage.ts'
import type { Dice } from './dice.ts'

// What reads the environment comes after the stage is there.
export async function loadFlows({ carnet }: Theatre) {
  const [
    shipped,
    received,
    sent,
    answered,
    closed,
    confirmed,
    invoiced,
    started,
    days,
    swept,
    read,
    effects,
    kinds,
  ] = await Promise.all([
    import('#app/flows/goods-shipped.server.ts'),
    import('#app/flows/goods-received.server.ts'),
    import('#app/flows/purchase-order-sent.server.ts'),
    import('#app/flows/supplier-answered.server.ts'),
    import('#app/flows/purchase-order-closed.server.ts'),
    import('#app/flows/order-confirmed.server.ts'),
    import('#app/flows/invoice-issued.server.ts'),
    import('#app/flows/shop-started.server.ts'),
    import('#app/flows/days-passed.server.ts'),
    import('#app/flows/orders-swept.server.ts'),
    import('#app/flows/items-read.server.ts'),
    import('#app/effects/run-effect.server.ts'),
    import('#app/worker/effect-kinds.server.ts'),
  ])
  const inShop = carnet.withShop
  return {
    ...{ ...shipped, ...received, ...sent, ...answered, ...closed, ...confirmed, ...invoiced, ...started },
    ...{ ...days, ...swept },
    /** Enters the seller, as Start wants him, and presses it. */
    start: async (shop: string) => {
      const seller = {
        legalName: 'Huilerie du Moulin',
        address1: '12 quai Rambaud',
        zip: '69002',
        city: 'Lyon',
        countryCode: 'FR',
      }
      const more = { email: 'contact@moulin.example.com', siren: '732829320', vatNumber: 'FR44732829320' }
      const supplier = { email: 'ventes@moulin-sud.example.com' }
      await inShop(shop, async (tx) => {
        await tx.shop.update({ where: { shop }, data: { ...seller, ...more } })
        await tx.supplier.updateMany({ where: { shop }, data: supplier })
      })
      const { kind } = await started.startShop(shop, 'Claire')
      if (kind !== 'done') throw new Error(`the shop does not start: ${kind}`)
    },
    /** A webhook comes in. */
    store: (shop: string, { topic, body, triggeredAt }: Delivery, event: string) =>
      inShop(
        shop,
        (tx) => tx.$queryRaw`
          SELECT receive_webhook(${shop}, ${topic}, ${event}, null, null, ${new Date(triggeredAt)}, now(), ${Buffer.from(body)})`,
      ),
    drain: (shop: string) => drainAll(carnet, shop),
    purchaseOrders: async (shop: string, states: readonly string[]) => {
      const where = { shop, state: { in: [...states] } }
      const orders = await inShop(shop, (tx) =>
        tx.purchaseOrder.findMany({
          where,
          include: { lines: { orderBy: { position: 'asc' } } },
          orderBy: [{ number: 'asc' }, { location: 'asc' }],
        }),
      )
      return orders.map(({ id, lines }) => ({
        id,
        lines: lines.map((l) => ({ id: l.id, toCome: l.quantity - l.short - l.received })),
      }))
    },
    /** Some units of the lines of an order, up to what is reserved and one beyond. */
    someOf: async (shop: string, orderId: string, dice: Dice) => {
      const lines = await inShop(shop, (tx) =>
        tx.orderLine.findMany({ where: { shop, orderId }, orderBy: { position: 'asc' } }),
      )
      return lines.map((l) => ({
        line: l.id as `gid://shopify/LineItem/${string}`,
        quantity: dice.int(0, l.reserved + (dice.chance(0.1) ? 1 : 0)),
      }))
    },
    /** Tries what has to be done outside, mails aside; answers how much it was. */
    doEffects: async (shop: string) => {
      const where = { shop, state: 'due', kind: { not: 'mail' } }
      const due = await inShop(shop, (tx) => tx.effect.findMany({ where, orderBy: { createdAt: 'asc' } }))
      for (const { id } of due) await effects.runEffect(kinds.effectKinds, shop, id)
      return due.length
    },
    readShelves: async (shop: string) => {
      const items = await inShop(shop, (tx) => tx.variant.findMany({ where: { shop, tracked: true } }))
      await read.readItems(
        shop,
        items.map(({ item }) => item),
      )
      return 'every shelf'
    },
  }
}

const ROUNDS = 12

async function drainAll({ drainInbox, withShop }: Theatre['carnet'], shop: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    await drainInbox(shop)
    const due = await withShop(shop, (tx) => tx.inboxEvent.count({ where: { shop, state: 'due' } }))
    if (due === 0) return
  }
  throw new Error('the inbox does not end')
}
