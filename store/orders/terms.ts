// Payment terms: when an order or a draft is to be paid.
import type { PaymentTerms, TermsType } from '../state/order.ts'
import { newId, type World } from '../state/world.ts'

export type TermsTemplate = { id: string; name: string; translated: string; type: TermsType; days: number }

/** Shopify's templates; a net term has its days. */
export const TERMS_TEMPLATES: readonly TermsTemplate[] = [
  { id: '1', name: 'Due on receipt', translated: 'Payable à réception', type: 'RECEIPT', days: 0 },
  ...[7, 15, 30, 45, 60, 90].map((days, n) => ({
    id: String(n + 2),
    name: `Net ${days}`,
    translated: `Net ${days}`,
    type: 'NET' as const,
    days,
  })),
  { id: '8', name: 'Fixed', translated: 'Date fixe', type: 'FIXED', days: 0 },
  { id: '9', name: 'Due on fulfillment', translated: 'Payable à l’expédition', type: 'FULFILLMENT', days: 0 },
]

export const templateOf = (type: TermsType, days: number) =>
  TERMS_TEMPLATES.find((one) => one.type === type && (type !== 'NET' || one.days === days))

/** The template of a business that pays so many days after it was billed; 0 = on receipt. */
export const templateForDays = (days: number) => templateOf(days === 0 ? 'RECEIPT' : 'NET', days)

/** New terms by a template, from when they are issued; only a fixed date is given from outside. */
export function newTerms(
  world: World,
  template: TermsTemplate,
  issuedAt: string,
  dueAt?: string | null,
): PaymentTerms {
  return {
    id: newId(world, 'PaymentTerms'),
    scheduleId: newId(world, 'PaymentSchedule'),
    ...dated(template, issuedAt, dueAt),
  }
}

/** What a template says about an issue date. */
export function dated(template: TermsTemplate, issuedAt: string, dueAt?: string | null) {
  const due = new Date(Date.parse(issuedAt) + template.days * 86_400_000).toISOString()
  return {
    name: template.name,
    type: template.type,
    dueInDays: template.days,
    issuedAt,
    dueAt: template.type === 'FIXED' && dueAt ? new Date(dueAt).toISOString() : due,
  }
}
