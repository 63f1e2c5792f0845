// What payment terms can hang on: an order or a draft.
import type { Change } from '../change.ts'
import type { DraftOrder } from '../state/draft-order.ts'
import { gid } from '../state/gid.ts'
import type { Order, PaymentTerms } from '../state/order.ts'
import type { Shop } from '../state/shop.ts'
import { draftFigures } from './draft.ts'
import { figures } from './figures.ts'

export type TermsOwner = {
  gid: string
  order: Order | null
  draft: DraftOrder | null
  createdAt: string
  terms: () => PaymentTerms | null
  setTerms: (terms: PaymentTerms) => void
  amounts: () => { outstanding: bigint; total: bigint }
  /** When the last of it was paid; null while something is outstanding. */
  paidAt: () => string | null
  email: () => string | null
  touch: (change: Change) => void
}

export const orderAsOwner = (order: Order): TermsOwner => ({
  gid: gid('Order', order.id),
  order,
  draft: null,
  createdAt: order.createdAt,
  terms: () => order.paymentTerms,
  setTerms: (terms) => (order.paymentTerms = terms),
  amounts: () => figures(order),
  paidAt: () =>
    figures(order).outstanding > 0n ? null : (order.transactions.at(-1)?.createdAt ?? order.updatedAt),
  email: () => order.email,
  touch: (change) => change.touchOrder(order),
})

export const draftAsOwner = (shop: Shop, draft: DraftOrder): TermsOwner => {
  const amounts = () => {
    const { total } = draftFigures(shop, draft)
    return { outstanding: total, total }
  }
  return {
    gid: gid('DraftOrder', draft.id),
    order: null,
    draft,
    createdAt: draft.createdAt,
    terms: () => draft.terms,
    setTerms: (terms) => (draft.terms = terms),
    amounts,
    paidAt: () => null,
    email: () => draft.email,
    touch: (change) => change.touchDraft(draft),
  }
}

/** Everything in a shop that has payment terms or could have them. */
export const termsOwners = (shop: Shop): TermsOwner[] => [
  ...shop.orders.map(orderAsOwner),
  ...shop.draftOrders
    .filter(({ status }) => status !== 'COMPLETED')
    .map((draft) => draftAsOwner(shop, draft)),
]
