/** An automatic discount of an app: kept as it was written; no function of it runs here. */
export type AppDiscount = {
  id: string
  title: string
  functionHandle: string
  classes: string[]
  combinesWith: { orderDiscounts: boolean; productDiscounts: boolean; shippingDiscounts: boolean }
  tags: string[]
  startsAt: string
  endsAt: string | null
  createdAt: string
  updatedAt: string
}
