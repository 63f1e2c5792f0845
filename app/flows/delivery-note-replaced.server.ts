import { now } from '#app/clock.server.ts'
import type { Day } from '#app/core/day.ts'
import { aloneInShop } from '#app/db.server.ts'
import type { DeliveryNote } from '#app/documents/document.ts'
import { issue } from '#app/documents/issue.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { resolveTasks } from '#app/tasks/tasks.server.ts'
import { enqueue } from '#app/worker/enqueue.server.ts'
import { mailNote } from './goods-shipped.server.ts'
import { documentHead, orderFacts } from './order-facts.server.ts'
import { namesAddressOf, papersOf } from './papers-overtaken.server.ts'

export type Replaced =
  { kind: 'done'; document: string; number: string } | { kind: 'not-found' | 'nothing-to-do' }

/**
 * Issues a delivery note anew with the address that the order has now: the old one is kept and void, the new one takes
 * the next number and names the same goods. What was delivered, and what Shopify was told of it, stays as it is.
 */
export async function replaceDeliveryNote(shop: string, document: string, who: string): Promise<Replaced> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<Replaced> => {
    const shipment = await tx.shipment.findFirst({ where: { shop, deliveryNote: document } })
    const facts = shipment && (await orderFacts(tx, shop, shipment.orderId))
    if (!facts) return { kind: 'not-found' }
    const papers = await papersOf(tx, shop, [shipment.orderId])
    const old = papers.find((p) => p.id === document)!
    if (old.voided || namesAddressOf(old, facts.snapshot, facts.shop.countryCode))
      return { kind: 'nothing-to-do' }
    const content = old.content as DeliveryNote
    const build = (issuedOn: Day): DeliveryNote => ({ ...content, ...documentHead(facts), issuedOn })
    const made = await issue(tx, shop, {
      ...{ kind: 'delivery-note', cause: `instead of:${document}`, order: shipment.orderId },
      ...{ who, at, timeZone: facts.shop.timeZone, build },
    })
    await tx.documentVoid.create({
      data: { shop, document, at, who, reason: 'address-changed', replacedBy: made.id },
    })
    await tx.shipment.update({
      where: { shop_id: { shop, id: shipment.id } },
      data: { deliveryNote: made.id },
    })
    await resolveTasks(tx, shop, [`address-changed:${document}`], at, who)
    await mailNote(tx, facts, { ...made, content: build(made.issuedOn) })
    const detail = { number: made.number, instead: old.number }
    await note(tx, shop, { at, who, action: 'delivery-note-replaced', subject: shipment.orderId, detail })
    await enqueue(tx, 'draw-document', { shop, document: made.id })
    return { kind: 'done', document: made.id, number: made.number }
  })
}
