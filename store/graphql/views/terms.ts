import { templateOf, type TermsTemplate } from '../../orders/terms.ts'
import type { TermsOwner } from '../../orders/terms-owner.ts'
import { utc } from '../../state/clock.ts'
import { gid } from '../../state/gid.ts'
import type { PaymentTerms } from '../../state/order.ts'
import { connection, type PageArgs } from '../connection.ts'
import type { On, View } from '../context.ts'
import { draftView } from './draft-order.ts'
import { moneyV2 } from './money.ts'
import { orderView } from './order.ts'

export const templateView = (template: TermsTemplate): View => ({
  __typename: 'PaymentTermsTemplate',
  id: gid('PaymentTermsTemplate', template.id),
  name: template.name,
  translatedName: template.translated,
  description: template.type === 'NET' ? `Within ${template.days} days` : template.name,
  dueInDays: template.type === 'NET' ? template.days : null,
  paymentTermsType: template.type,
})

export function termsView(on: On, owner: TermsOwner, terms: PaymentTerms): View {
  const { outstanding, total } = owner.amounts()
  const now = on.world.clock.now().getTime()
  const due = outstanding > 0n && now >= Date.parse(terms.dueAt)
  const paidAt = owner.paidAt()
  const view: View = {
    __typename: 'PaymentTerms',
    id: gid('PaymentTerms', terms.id),
    paymentTermsName: terms.name,
    translatedName: templateOf(terms.type, terms.dueInDays)?.translated ?? terms.name,
    paymentTermsType: terms.type,
    dueInDays: terms.dueInDays,
    due,
    overdue: due,
    order: () => (owner.order ? orderView(on, owner.order) : null),
    draftOrder: () => (owner.draft ? draftView(on, owner.draft) : null),
    paymentSchedules: (args: PageArgs) =>
      connection(args, [terms], () => ({
        __typename: 'PaymentSchedule',
        id: gid('PaymentSchedule', terms.scheduleId),
        issuedAt: utc(terms.issuedAt),
        dueAt: utc(terms.dueAt),
        due,
        completedAt: paidAt === null ? null : utc(paidAt),
        balanceDue: moneyV2(on, outstanding),
        totalBalance: moneyV2(on, outstanding),
        amount: moneyV2(on, total),
        paymentTerms: view,
      })),
  }
  return view
}
