/** What may need a person, by kind. The subject is the object it is about: an order, an item, an event. */
export type TaskKind =
  | 'unknown-variant'
  | 'no-supplier'
  | 'incomplete-address'
  | 'promise-slips'
  | 'event-dead'
  | 'effect-failed'
  | 'mail-refused'
  | 'mail-unknown'
  | 'bought-without-need'
  | 'fulfillment-refused'
  | 'receipt-refused'
  | 'data-request'
  | 'customer-redact'
  | 'shop-redact'
  | 'invoice-does-not-add-up'
  | 'credit-due'
  | 'differs-from-shopify'
  | 'item-gone'
  | 'dropped-from-draft'
  | 'closed-location'
  | 'preferred-location'
  | 'sku-doubled'
  | 'sku-missing'
  | 'webhooks-silent'
  | 'order-not-read'
  | 'shopify-parked'
  | 'shopify-version'
  | 'receipt-unknown'
  | 'adjustment-refused'
  | 'adjustment-unknown'
  | 'transfer-refused'
  | 'transfer-unknown'
  | 'kept-long'
  | 'move-refused'
  | 'cancelled-in-picking'
  | 'lowered-in-picking'
  | 'address-changed-in-picking'
  | 'address-changed'
  | 'looks-like'
  | 'below-shipped'
  | 'shelf-short'
  | 'to-count'
  | 'set-aside-refused'
  | 'wrong-goods'

/** Something a person has to see. The same key is one task, however often it is raised. */
export type RaisedTask = {
  readonly key: string
  readonly kind: TaskKind
  readonly subject: string
  readonly params: Readonly<Record<string, string | number>>
}
