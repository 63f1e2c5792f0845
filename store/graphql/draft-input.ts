// A draft order from what a mutation was given: everything that is wrong is said before anything is kept.
import { priceOnDraft } from '../orders/draft.ts'
import { newTerms } from '../orders/terms.ts'
import { companyLocation, customerById, itemByVariant } from '../state/find.ts'
import type { AppliedDiscount, DraftLine, DraftOrder } from '../state/draft-order.ts'
import { idFrom } from '../state/gid.ts'
import { money } from '../state/money.ts'
import { refusal } from '../state/world.ts'
import { type AddressInput, toAddress } from './address.ts'
import type { On } from './context.ts'
import type { MetafieldInput } from './metafields.ts'
import { sorted } from './tags.ts'
import { askedTerms, type TermsAttributes } from './terms-input.ts'

type Amount = { amount: string; currencyCode: string }
type DiscountInput = {
  title?: string | null
  description?: string | null
  value: number
  valueType: AppliedDiscount['kind']
}
type LineInput = {
  uuid?: string | null
  variantId?: string | null
  title?: string | null
  sku?: string | null
  quantity: number
  originalUnitPrice?: string | null
  originalUnitPriceWithCurrency?: Amount | null
  priceOverride?: Amount | null
  appliedDiscount?: DiscountInput | null
  taxable?: boolean | null
  requiresShipping?: boolean | null
  customAttributes?: { key: string; value: string }[] | null
}
export type DraftInput = {
  lineItems?: LineInput[] | null
  purchasingEntity?: {
    customerId?: string | null
    purchasingCompany?: { companyId: string; companyContactId: string; companyLocationId: string } | null
  } | null
  customerId?: string | null
  email?: string | null
  phone?: string | null
  poNumber?: string | null
  note?: string | null
  tags?: string[] | null
  customAttributes?: { key: string; value: string }[] | null
  taxExempt?: boolean | null
  visibleToCustomer?: boolean | null
  acceptAutomaticDiscounts?: boolean | null
  allowDiscountCodesInCheckout?: boolean | null
  sourceName?: string | null
  reserveInventoryUntil?: string | null
  billingAddress?: AddressInput | null
  shippingAddress?: AddressInput | null
  useCustomerDefaultAddress?: boolean | null
  appliedDiscount?: DiscountInput | null
  shippingLine?: { title?: string | null; price?: string | null; priceWithCurrency?: Amount | null } | null
  paymentTerms?: TermsAttributes | null
  metafields?: MetafieldInput[] | null
}

type NextId = (kind: string) => string
const MOST_LINES = 499

/** The draft with the input over it; a field that is not given stays as it is. */
export function applyInput(on: On, draft: DraftOrder, input: DraftInput, nextId: NextId): void {
  if (input.purchasingEntity) setBuyer(on, draft, input.purchasingEntity)
  else if (input.customerId !== undefined) draft.customerId = idFrom('Customer', input.customerId) ?? null
  if (input.email != null && !/^\S+@\S+\.\S+$/.test(input.email)) throw refusal('Email is invalid', ['email'])
  const plain = {
    email: input.email,
    phone: input.phone,
    poNumber: input.poNumber,
    note: input.note,
    sourceName: input.sourceName,
    attributes: input.customAttributes ?? undefined,
    taxExempt: input.taxExempt ?? undefined,
    visibleToCustomer: input.visibleToCustomer ?? undefined,
    acceptsAutomatic: input.acceptAutomaticDiscounts ?? undefined,
    allowsCodes: input.allowDiscountCodesInCheckout ?? undefined,
    tags: input.tags ? sorted(input.tags) : undefined,
  }
  for (const [key, value] of Object.entries(plain))
    if (value !== undefined) Object.assign(draft, { [key]: value })
  if (input.billingAddress) draft.billing = toAddress(input.billingAddress)
  if (input.shippingAddress) draft.shipping = toAddress(input.shippingAddress)
  if (input.useCustomerDefaultAddress) {
    const address = customerById(on.shop, draft.customerId)?.address ?? null
    draft.billing ??= address
    draft.shipping ??= address
  }
  if (input.appliedDiscount !== undefined) draft.discount = discountOf(input.appliedDiscount)
  if (input.shippingLine !== undefined) draft.shippingLine = shippingOf(on, input.shippingLine)
  if (input.lineItems) draft.lines = linesOf(on, draft, input.lineItems, nextId)
  setTimes(on, draft, input)
}

function setTimes(on: On, draft: DraftOrder, input: DraftInput): void {
  if (input.reserveInventoryUntil !== undefined) {
    const until = input.reserveInventoryUntil
    if (until && Date.parse(until) < on.world.clock.now().getTime())
      throw refusal("Reserve until can't be in the past")
    draft.reserveUntil = until ? new Date(until).toISOString() : null
  }
  if (input.paymentTerms) {
    const { template, issuedAt, dueAt } = askedTerms(on, input.paymentTerms, null)
    draft.terms = newTerms(on.world, template, issuedAt, dueAt)
  } else if (input.paymentTerms === null) draft.terms = null
}

function setBuyer(
  { shop }: On,
  draft: DraftOrder,
  entity: NonNullable<DraftInput['purchasingEntity']>,
): void {
  const wanted = entity.purchasingCompany
  if (!wanted) {
    draft.company = null
    draft.customerId = idFrom('Customer', entity.customerId) ?? null
    return
  }
  const found = companyLocation(shop, idFrom('CompanyLocation', wanted.companyLocationId) ?? null)
  const contact = found?.company.contacts.find(
    ({ id }) => id === idFrom('CompanyContact', wanted.companyContactId),
  )
  if (!found || found.company.id !== idFrom('Company', wanted.companyId))
    throw refusal('Company location does not exist.', ['input', 'purchasingEntity'])
  if (!contact) throw refusal('Company contact does not exist.', ['input', 'purchasingEntity'])
  draft.company = { companyId: found.company.id, locationId: found.location.id, contactId: contact.id }
  draft.customerId = contact.customerId
  draft.email ??= customerById(shop, contact.customerId)?.email ?? null
  draft.billing ??= found.location.billing
  draft.shipping ??= found.location.shipping
}

const discountOf = (input: DiscountInput | null): AppliedDiscount | null =>
  input && {
    title: input.title ?? null,
    description: input.description ?? '',
    kind: input.valueType,
    value: input.value,
  }

function shippingOf({ shop }: On, input: DraftInput['shippingLine']): DraftOrder['shippingLine'] {
  if (!input) return null
  const price = input.priceWithCurrency?.amount ?? input.price ?? '0'
  return { title: input.title ?? 'Custom', price: money(String(price), shop.currency) }
}

function linesOf(on: On, draft: DraftOrder, inputs: LineInput[], nextId: NextId): DraftLine[] {
  if (inputs.length === 0) throw refusal('Add at least 1 product')
  if (inputs.length > MOST_LINES)
    throw refusal(`A draft order can't have more than ${MOST_LINES} line items.`, ['input', 'lineItems'])
  return inputs.map((input, n) => lineOf(on, draft, input, n, nextId))
}

function lineOf(on: On, draft: DraftOrder, input: LineInput, n: number, nextId: NextId): DraftLine {
  const { shop } = on
  if (input.quantity < 1)
    throw refusal('Quantity must be greater than or equal to 1', ['lineItems', String(n), 'quantity'])
  const variantId = input.variantId ? (idFrom('ProductVariant', input.variantId) ?? '') : null
  const item = itemByVariant(shop, variantId)
  if (variantId !== null && !item) throw refusal(`Product with ID ${variantId} is no longer available.`)
  if (!item && !input.title) throw refusal('Merchandise title is empty.')
  const given = input.originalUnitPriceWithCurrency?.amount ?? input.originalUnitPrice ?? '0'
  const unitPrice = item
    ? priceOnDraft(shop, draft, item.variant.id, input.quantity)
    : money(String(given), shop.currency)
  const override = input.priceOverride ? money(String(input.priceOverride.amount), shop.currency) : null
  if (unitPrice < 0n || (override ?? 0n) < 0n) throw refusal('Cannot send negative price for line_item')
  return {
    id: nextId('DraftOrderLineItem'),
    uuid: input.uuid ?? crypto.randomUUID(),
    variantId,
    title: item?.product.title ?? input.title ?? '',
    sku: item ? item.variant.sku : (input.sku ?? null),
    quantity: input.quantity,
    unitPrice,
    override: item ? override : null,
    discount: discountOf(input.appliedDiscount ?? null),
    taxable: item?.variant.taxable ?? input.taxable ?? true,
    requiresShipping: item?.variant.requiresShipping ?? input.requiresShipping ?? true,
    properties: (input.customAttributes ?? []).map(({ key, value }) => ({ name: key, value })),
  }
}
