import type { Tx } from '#app/db.server.ts'
import type { Language } from '#app/core/language.ts'
import type { Party } from '#app/documents/document.ts'
import { dayIn } from '#app/core/day.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { snapshotOf } from '#app/orders/snapshot-json.ts'
import { buyerParty, deliveryParty, languageOf, sellerParty } from './parties.ts'

type ShopRow = NonNullable<Awaited<ReturnType<typeof shopRow>>>

/** A shop's own row: its identity and settings. */
export function shopRow(tx: Tx, shop: string) {
  return tx.shop.findUnique({ where: { shop } })
}

/** An order with what its documents and mails need to know of the shop and the buyer. */
export type OrderFacts = {
  readonly shop: ShopRow
  readonly snapshot: OrderSnapshot
  readonly confirmedAt: Date | null
  readonly language: Language
  readonly email: string | null
  readonly buyer: Party
  readonly deliverTo: Party
}

/** Reads an order's facts; null when the shop or the order is not known. */
export async function orderFacts(tx: Tx, shopId: string, id: string): Promise<OrderFacts | null> {
  const shop = await shopRow(tx, shopId)
  const order = await tx.order.findUnique({ where: { shop_id: { shop: shopId, id } } })
  if (!shop || !order) return null
  const snapshot = snapshotOf(order.snapshot)
  const customer = order.customer
    ? await tx.customer.findUnique({ where: { shop_id: { shop: shopId, id: order.customer } } })
    : null
  const language = languageOf(customer?.language ?? null, snapshot.locale, shop.language)
  return {
    shop,
    snapshot,
    confirmedAt: order.confirmedAt,
    language,
    email: snapshot.email ?? customer?.email ?? null,
    buyer: buyerParty(snapshot, customer, language, shop.countryCode),
    deliverTo: deliveryParty(snapshot, language, shop.countryCode),
  }
}

/** What every document for an order begins with. */
export function documentHead({ shop, snapshot, language, buyer, deliverTo }: OrderFacts) {
  return {
    language,
    shopName: shop.name,
    seller: sellerParty(shop, language),
    order: {
      id: snapshot.id,
      name: snapshot.name,
      placedOn: dayIn(new Date(snapshot.placedAt), shop.timeZone),
    },
    purchaseOrderNumber: snapshot.purchaseOrderNumber,
    buyer,
    deliverTo,
  }
}
