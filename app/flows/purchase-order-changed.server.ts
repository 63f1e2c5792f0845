import { randomUUID } from 'node:crypto'
import { now } from '#app/clock.server.ts'
import { aloneInShop } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import { rebalanceShop } from './items-rebalanced.server.ts'

type Changed = { kind: 'done' } | { kind: 'not-found' | 'not-a-draft' | 'nothing-to-do' }

/** Sets how many units a draft orders; composing keeps that quantity from now on. Zero gives the line back to composing. */
export async function setDraftQuantity(
  shop: string,
  { poLine, quantity }: { poLine: string; quantity: number },
  who: string,
): Promise<Changed> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<Changed> => {
    const line = await tx.purchaseOrderLine.findUnique({
      where: { shop_id: { shop, id: poLine } },
      include: { of: { select: { state: true } } },
    })
    if (!line) return { kind: 'not-found' }
    if (line.of.state !== 'draft') return { kind: 'not-a-draft' }
    const byHand = quantity > 0
    await tx.purchaseOrderLine.update({
      where: { shop_id: { shop, id: poLine } },
      data: byHand ? { quantity, byHand } : { byHand },
    })
    await rebalanceShop(tx, shop, at, { items: [line.item] }, freshCause(`draft:${poLine}`), who)
    await note(tx, shop, {
      at,
      who,
      action: 'draft-quantity-set',
      subject: line.purchaseOrder,
      detail: { item: line.item, title: line.title, from: line.quantity, quantity },
    })
    return { kind: 'done' }
  })
}

/** Adds an item to a supplier's draft without anybody needing it. */
export async function addDraftLine(
  shop: string,
  wanted: { supplier: string; location: string; item: string; quantity: number },
  who: string,
): Promise<Changed> {
  const at = now()
  const { supplier, location, item, quantity } = wanted
  if (quantity <= 0) return { kind: 'nothing-to-do' }
  return aloneInShop(shop, async (tx): Promise<Changed> => {
    const terms = await tx.supplierItem.findUnique({
      where: { shop_supplier_item: { shop, supplier, item } },
      include: { of: true },
    })
    const variant = await tx.variant.findFirst({
      where: { shop, item, deletedAt: null },
      select: { sku: true, title: true },
    })
    if (!terms || !variant) return { kind: 'not-found' }
    const of = { shop, supplier, location, state: 'draft' }
    const open = await tx.purchaseOrder.findFirst({ where: of, include: { lines: true } })
    const purchaseOrder = open?.id ?? randomUUID()
    if (!open)
      await tx.purchaseOrder.create({
        data: { ...of, id: purchaseOrder, currency: terms.of.currency, createdAt: at },
      })
    const standing = open?.lines.find((l) => l.item === item)
    const asked = { quantity, byHand: true }
    const { reference, packSize, unitCost } = terms
    if (standing)
      await tx.purchaseOrderLine.update({ where: { shop_id: { shop, id: standing.id } }, data: asked })
    else {
      const line = {
        shop,
        id: randomUUID(),
        purchaseOrder,
        item,
        ...variant,
        reference,
        packSize,
        unitCost,
        ...asked,
      }
      await tx.purchaseOrderLine.create({ data: { ...line, position: open?.lines.length ?? 0 } })
    }
    await rebalanceShop(tx, shop, at, { items: [item] }, freshCause(`draft:${purchaseOrder}:${item}`), who)
    await note(tx, shop, {
      at,
      who,
      action: 'draft-line-added',
      subject: purchaseOrder,
      detail: { item, title: variant.title, quantity },
    })
    return { kind: 'done' }
  })
}

/** Takes a line out of a draft; what orders need of it comes back by composing. */
export async function removeDraftLine(shop: string, poLine: string, who: string): Promise<Changed> {
  return setDraftQuantity(shop, { poLine, quantity: 0 }, who)
}
