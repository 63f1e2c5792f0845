import type { TermsOwner } from '../orders/terms-owner.ts'
import { gid } from '../state/gid.ts'
import type { PaymentTerms } from '../state/order.ts'
import type { Shop } from '../state/shop.ts'
import { integer, text, time } from './fields.ts'

/** The body of payment_terms/create and payment_terms/update. */
export function paymentTermsBody(shop: Shop, owner: TermsOwner) {
  const terms = owner.terms()!
  return {
    id: integer(terms.id),
    ...termsHead(terms),
    created_at: time(shop, owner.createdAt),
    updated_at: time(shop, owner.createdAt),
    payment_schedules: [scheduleBody(shop, owner, terms)],
    admin_graphql_api_id: gid('PaymentsPaymentFlexibilityPaymentTermsPaymentTerms', terms.id),
  }
}

const termsHead = (terms: PaymentTerms) => ({
  payment_terms_name: terms.name,
  payment_terms_type: terms.type.toLowerCase(),
  due_in_days: terms.dueInDays,
})

/** The body of payment_schedules/due, and a schedule inside payment terms. */
export function scheduleBody(shop: Shop, owner: TermsOwner, terms: PaymentTerms) {
  const { outstanding, total } = owner.amounts()
  return {
    amount: text(shop, total),
    balance_due: text(shop, outstanding),
    completed_at: time(shop, owner.paidAt()),
    created_at: time(shop, owner.createdAt),
    currency: shop.currency,
    due_at: time(shop, terms.dueAt),
    id: integer(terms.scheduleId),
    issued_at: time(shop, terms.issuedAt),
    payment_terms_id: integer(terms.id),
    presentment_currency: shop.currency,
    total_balance: text(shop, outstanding),
    total_price: text(shop, total),
    updated_at: time(shop, owner.createdAt),
    admin_graphql_api_id: gid('PaymentSchedule', terms.scheduleId),
  }
}
