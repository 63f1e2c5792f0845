import { randomUUID } from 'node:crypto'
import type { Tx } from '#app/db.server.ts'

/** Enters one supplier of these goods, at 5.10 in cartons of 6, so that what is missing is drafted. */
export async function sellFrom(tx: Tx, shop: string, skus: readonly string[]): Promise<void> {
  const id = randomUUID()
  const variants = await tx.variant.findMany({ where: { shop, sku: { in: [...skus] } } })
  await tx.supplier.create({
    data: { shop, id, name: 'Moulin Sud', currency: 'EUR', leadDays: 5, cutOff: '14:00' },
  })
  await tx.supplierItem.createMany({
    data: variants.map(({ item }) => ({ shop, supplier: id, item, unitCost: 510n, packSize: 6, moq: 12 })),
  })
}
