import type { Tx } from '#app/db.server.ts'
import type { Dice } from './dice.ts'
import type { Stage } from './stage.ts'

/** What lies on the shelves and what is coming while a life goes on: little enough that not everybody is served. */
export async function stock(tx: Tx, { scene, store, carnet }: Stage): Promise<void> {
  const { shop, dice } = scene
  const at = new Date(store.control.clock().now)
  const levels = await tx.stockLevel.findMany({
    where: { shop },
    orderBy: [{ location: 'asc' }, { item: 'asc' }],
  })
  const cause = `shelves:${at.toISOString()}`
  const readings = levels.map(({ location, item }) => ({
    ...{ location, item, cause, askedAt: at },
    onHand: dice.int(0, 8),
    unavailable: dice.int(0, 1),
  }))
  await carnet.settleOrders(tx, shop, [], readings, cause, at)
  await incoming(tx, shop, dice, at)
}

// What was ordered from the supplier, here and there, and has not come.
async function incoming(tx: Tx, shop: string, dice: Dice, at: Date): Promise<void> {
  const supplier = await tx.supplier.findFirstOrThrow({
    where: { shop },
    include: { items: { orderBy: { item: 'asc' } } },
  })
  const locations = await tx.location.findMany({ where: { shop }, orderBy: { id: 'asc' } })
  for (const [n, location] of locations.entries()) {
    const head = { shop, id: uuid(dice), supplier: supplier.id, location: location.id, currency: 'EUR' }
    await tx.purchaseOrder.create({
      data: { ...head, number: `CF-${n}`, state: 'sent', revision: 1, createdAt: at, sentAt: at },
    })
    for (const [position, { item, unitCost }] of supplier.items.entries())
      await tx.purchaseOrderLine.create({
        data: {
          ...{ shop, id: uuid(dice), purchaseOrder: head.id, position, item, sku: item, title: item },
          ...{ packSize: 1, unitCost, quantity: dice.int(1, 5), expectedOn: new Date('2026-12-01') },
        },
      })
  }
}

// Of two lines that come on one day the one with the lower id is claimed first: the dice decide that too.
function uuid(dice: Dice): string {
  const digits = (count: number) => Array.from({ length: count }, () => dice.int(0, 15).toString(16)).join('')
  return `${digits(8)}-${digits(4)}-4${digits(3)}-8${digits(3)}-${digits(12)}`
}
