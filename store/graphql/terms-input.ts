// Payment terms as mutations ask for them.
import { TERMS_TEMPLATES, type TermsTemplate } from '../orders/terms.ts'
import { idFrom } from '../state/gid.ts'
import { refusal } from '../state/world.ts'
import type { On } from './context.ts'

export type TermsAttributes = {
  paymentTermsTemplateId?: string | null
  paymentSchedules?: { issuedAt?: string | null; dueAt?: string | null }[] | null
}

/** The template that was asked for, with the dates it needs. */
export function askedTerms(
  on: On,
  attributes: TermsAttributes,
  code: string | null,
): { template: TermsTemplate; issuedAt: string; dueAt: string | null } {
  const template = TERMS_TEMPLATES.find(
    ({ id }) => id === idFrom('PaymentTermsTemplate', attributes.paymentTermsTemplateId),
  )
  if (!template) throw refusal('Payment terms template id can not be empty.', null, code)
  const [schedule] = attributes.paymentSchedules ?? []
  if ((attributes.paymentSchedules?.length ?? 0) > 1)
    throw refusal('Cannot create payment terms with multiple schedules.', ['base'], code)
  if (template.type === 'FIXED' && !schedule?.dueAt)
    throw refusal('A due date is required with fixed payment terms.', ['base'], code)
  return {
    template,
    issuedAt: new Date(schedule?.issuedAt ?? on.world.clock.now()).toISOString(),
    dueAt: schedule?.dueAt ?? null,
  }
}
