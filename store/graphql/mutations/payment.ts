// Money and when it is due: marking as paid, manual payments, payment terms, reminders and invoices.
import { GraphQLError } from 'graphql'
import { act } from '../../change.ts'
import { figures } from '../../orders/figures.ts'
import { payOrder } from '../../orders/pay.ts'
import { dated, newTerms, TERMS_TEMPLATES } from '../../orders/terms.ts'
import { paymentTermsBody } from '../../rest/payment-terms.ts'
import { termsOwners, type TermsOwner } from '../../orders/terms-owner.ts'
import { idFrom } from '../../state/gid.ts'
import { money } from '../../state/money.ts'
import { refusal } from '../../state/world.ts'
import type { On, View } from '../context.ts'
import { orderView } from '../views/order.ts'
import { termsView } from '../views/terms.ts'
import { askedTerms, type TermsAttributes } from '../terms-input.ts'
import { ok, type Mutation } from './mutation.ts'
import { orderByGid } from './refund.ts'

function markPaid({ input }: { input: { id: string } }, on: On): View {
  const order = orderByGid(on.shop, input.id)
  if (order.cancelledAt || figures(order).outstanding <= 0n)
    throw refusal('Order cannot be marked as paid.', ['id'])
  act(on.world, on.shop, (change) => payOrder(change, order))
  return { ...ok, order: orderView(on, order) }
}

type ManualPayment = {
  id: string
  amount?: { amount: string; currencyCode: string } | null
  paymentMethodName?: string | null
  processedAt?: string | null
}

const PLUS_ONLY =
  '`write_orders` access scope. Also: The user must have mark_orders_as_paid permission. The API client must be installed on a Shopify Plus store to use the amount field.'

function manualPayment(args: ManualPayment, on: On) {
  if (args.amount && !on.shop.plus)
    throw new GraphQLError(
      `Access denied for orderCreateManualPayment field. Required access: ${PLUS_ONLY}`,
      {
        extensions: {
          code: 'ACCESS_DENIED',
          documentation: 'https://shopify.dev/api/usage/access-scopes',
          requiredAccess: PLUS_ONLY,
        },
      },
    )
  const order = orderByGid(on.shop, args.id)
  const { outstanding } = figures(order)
  const paid = args.amount ? money(String(args.amount.amount), on.shop.currency) : outstanding
  if (args.amount && args.amount.currencyCode !== on.shop.currency)
    throw refusal("The currency isn't the order's", ['amount'], 'CURRENCY_MISMATCH')
  if (paid <= 0n) throw refusal('Amount must be positive', ['amount'], 'AMOUNT_NOT_POSITIVE')
  if (paid > outstanding)
    throw refusal('Amount exceeds the balance of the order', ['amount'], 'AMOUNT_EXCEEDS_BALANCE')
  act(on.world, on.shop, (change) =>
    payOrder(change, order, paid, {
      gateway: args.paymentMethodName ?? 'manual',
      at: args.processedAt ?? undefined,
    }),
  )
  return { orderId: order.id }
}

function termsCreate(
  { referenceId, paymentTermsAttributes }: { referenceId: string; paymentTermsAttributes: TermsAttributes },
  on: On,
): View {
  const code = 'PAYMENT_TERMS_CREATION_UNSUCCESSFUL'
  const owner = termsOwners(on.shop).find((one) => one.gid === referenceId)
  if (!owner) throw refusal('Reference does not exist.', ['referenceId'], code)
  if (owner.terms()) throw refusal('Payment terms already exist on this order.', ['referenceId'], code)
  if (owner.amounts().outstanding <= 0n)
    throw refusal('Cannot create payment terms on an Order that has already been paid in full.', null, code)
  const { template, issuedAt, dueAt } = askedTerms(on, paymentTermsAttributes, code)
  tell(on, owner, 'create', () => owner.setTerms(newTerms(on.world, template, issuedAt, dueAt)))
  return { ...ok, paymentTerms: termsView(on, owner, owner.terms()!) }
}

function termsUpdate(
  { input }: { input: { paymentTermsId: string; paymentTermsAttributes: TermsAttributes } },
  on: On,
): View {
  const code = 'PAYMENT_TERMS_UPDATE_UNSUCCESSFUL'
  const owner = ownerOfTerms(on, idFrom('PaymentTerms', input.paymentTermsId))
  const terms = owner?.terms()
  if (!owner || !terms) throw refusal('Payment terms do not exist.', ['input', 'paymentTermsId'], code)
  const asked = input.paymentTermsAttributes
  const { template, issuedAt, dueAt } = askedTerms(
    on,
    {
      ...asked,
      paymentTermsTemplateId:
        asked.paymentTermsTemplateId ?? TERMS_TEMPLATES.find(({ name }) => name === terms.name)?.id ?? null,
      paymentSchedules: asked.paymentSchedules ?? [{ issuedAt: terms.issuedAt, dueAt: terms.dueAt }],
    },
    code,
  )
  tell(on, owner, 'update', () => Object.assign(terms, dated(template, issuedAt, dueAt)))
  return { ...ok, paymentTerms: termsView(on, owner, terms) }
}

const ownerOfTerms = (on: On, id: string | undefined) =>
  id === undefined ? undefined : termsOwners(on.shop).find((one) => one.terms()?.id === id)

function tell(on: On, owner: TermsOwner, action: 'create' | 'update', work: () => void): void {
  act(on.world, on.shop, (change) => {
    work()
    owner.touch(change)
    change.say(`payment_terms/${action}`, () => paymentTermsBody(on.shop, owner))
  })
}

function reminderSend({ paymentScheduleId }: { paymentScheduleId: string }, on: On): View {
  const code = 'PAYMENT_REMINDER_SEND_UNSUCCESSFUL'
  const key = idFrom('PaymentSchedule', paymentScheduleId)
  const owner = termsOwners(on.shop).find((one) => one.terms()?.scheduleId === key)
  if (!owner) throw refusal('Payment schedule does not exist.', ['paymentScheduleId'], code)
  if (owner.amounts().outstanding <= 0n)
    throw refusal('The order is already paid.', ['paymentScheduleId'], code)
  if (owner.email() === null) throw refusal('The customer has no email address.', ['paymentScheduleId'], code)
  return { ...ok, success: true }
}

function invoiceSend({ id, email }: { id: string; email?: { to?: string | null } | null }, on: On): View {
  const order = orderByGid(on.shop, id)
  if (!(email?.to ?? order.email))
    throw refusal(
      "No recipient email address was provided: To can't be blank",
      ['email'],
      'ORDER_INVOICE_SEND_UNSUCCESSFUL',
    )
  return { ...ok, order: orderView(on, order) }
}

export const paymentMutations: Record<string, Mutation> = {
  orderMarkAsPaid: markPaid,
  orderCreateManualPayment: {
    run: manualPayment,
    view: (on: On, fact: { orderId: string }) => ({
      ...ok,
      order: orderView(
        on,
        on.shop.orders.find(({ id }) => id === fact.orderId)!,
      ),
    }),
  },
  paymentTermsCreate: termsCreate,
  paymentTermsUpdate: termsUpdate,
  paymentReminderSend: reminderSend,
  orderInvoiceSend: invoiceSend,
}
