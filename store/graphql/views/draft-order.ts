import { buyerOfDraft, discountAmount, draftFigures, unitPriceOf } from '../../orders/draft.ts'
import { lineTax, lineTotal, listTotal, taxLinesOf } from '../../orders/figures.ts'
import { draftAsOwner } from '../../orders/terms-owner.ts'
import { invoiceUrl } from '../../rest/draft-order.ts'
import { utc } from '../../state/clock.ts'
import { customerById, itemByVariant } from '../../state/find.ts'
import type { AppliedDiscount, DraftLine, DraftOrder } from '../../state/draft-order.ts'
import { gid } from '../../state/gid.ts'
import { amount, share, sum } from '../../state/money.ts'
import type { Order, OrderLine } from '../../state/order.ts'
import { connection, type PageArgs } from '../connection.ts'
import type { On, View } from '../context.ts'
import { companyLocationView, companyView, contactView, customerView } from './buyer.ts'
import { metafieldsOf } from './metafield.ts'
import { bag, mailingAddress, moneyV2, taxLineView } from './money.ts'
import { orderView, shippingLineView } from './order.ts'
import { productView, variantView } from './product.ts'
import { termsView } from './terms.ts'

const maybe = (at: string | null) => (at === null ? null : utc(at))

export function draftView(on: On, draft: DraftOrder): View {
  const id = gid('DraftOrder', draft.id)
  const { contents } = draftFigures(on.shop, draft)
  const order = on.shop.orders.find((one) => one.id === draft.orderId)
  return {
    ...sharedView(on, draft),
    __typename: 'DraftOrder',
    id,
    legacyResourceId: draft.id,
    name: draft.name,
    status: draft.status,
    ready: true,
    createdAt: utc(draft.createdAt),
    updatedAt: utc(draft.updatedAt),
    completedAt: maybe(draft.completedAt),
    invoiceSentAt: maybe(draft.invoiceSentAt),
    invoiceUrl: invoiceUrl(on.shop, draft),
    invoiceEmailTemplateSubject: '{{ shop.name }}: {{ name }}',
    poNumber: draft.poNumber,
    note2: draft.note,
    tags: draft.tags,
    email: draft.email,
    customAttributes: draft.attributes,
    taxExempt: draft.taxExempt,
    visibleToCustomer: draft.visibleToCustomer,
    allowDiscountCodesInCheckout: draft.allowsCodes,
    reserveInventoryUntil: maybe(draft.reserveUntil),
    billingAddress: mailingAddress(draft.billing, `${draft.id}1`),
    shippingAddress: mailingAddress(draft.shipping, `${draft.id}2`),
    hasTimelineComment: false,
    totalWeight: String(sum(contents.lines.map(({ grams, quantity }) => BigInt(grams * quantity)))),
    order: () => (order ? orderView(on, order) : null),
    paymentTerms: () => (draft.terms ? termsView(on, draftAsOwner(on.shop, draft), draft.terms) : null),
    lineItems: (args: PageArgs) =>
      connection(args, draft.lines, (line) => ({
        ...lineView(
          on,
          line,
          contents.lines.find((one) => one.id === line.id)!,
        ),
        __typename: 'DraftOrderLineItem',
      })),
    localizedFields: (args: PageArgs) => connection(args, [], () => ({})),
    ...metafieldsOf(on, id),
  }
}

/** A draft that was only calculated: the same sums, and lines as a list. */
export function calculatedDraftView(on: On, draft: DraftOrder): View {
  const { contents } = draftFigures(on.shop, draft)
  return {
    ...sharedView(on, draft),
    __typename: 'CalculatedDraftOrder',
    alerts: [],
    availableShippingRates: [],
    lineItems: draft.lines.map((line) => ({
      ...lineView(
        on,
        line,
        contents.lines.find((one) => one.id === line.id)!,
      ),
      ...asMoney(on, line),
      __typename: 'CalculatedDraftOrderLineItem',
    })),
  }
}

/** What a draft and a calculation have in common. */
function sharedView(on: On, draft: DraftOrder): View {
  const { contents, ...of } = draftFigures(on.shop, draft)
  const priced = draft.lines.filter(({ variantId }) => variantId !== null)
  const beforeDraftDiscount =
    of.lineItems - sum(contents.lines.map((line) => lineLevel(contents.discounts, line)))
  const dueLater = draft.terms ? of.total : 0n
  return {
    acceptAutomaticDiscounts: draft.acceptsAutomatic,
    currencyCode: on.shop.currency,
    presentmentCurrencyCode: on.shop.currency,
    taxesIncluded: on.shop.taxesIncluded,
    phone: draft.phone,
    deposit: null,
    discountCodes: [],
    platformDiscounts: [],
    warnings: [],
    transformerFingerprint: null,
    marketName: 'France',
    marketRegionCountryCode: on.shop.address.countryCode,
    anyVariantPricesOverridden: priced.some(({ override }) => override !== null),
    allVariantPricesOverridden: priced.length > 0 && priced.every(({ override }) => override !== null),
    billingAddressMatchesShippingAddress: JSON.stringify(draft.billing) === JSON.stringify(draft.shipping),
    appliedDiscount: discountView(on, draft.discount, beforeDraftDiscount),
    totalQuantityOfLineItems: draft.lines.reduce((total, { quantity }) => total + quantity, 0),
    lineItemsSubtotalPrice: bag(on, beforeDraftDiscount),
    totalLineItemsPriceSet: bag(on, of.lineItems),
    subtotalPriceSet: bag(on, of.subtotal),
    subtotalPrice: amount(of.subtotal, on.shop.currency),
    totalDiscountsSet: bag(on, of.discounts),
    totalShippingPriceSet: bag(on, of.shipping),
    totalShippingPrice: amount(of.shipping, on.shop.currency),
    totalTaxSet: bag(on, of.tax),
    totalTax: amount(of.tax, on.shop.currency),
    totalPriceSet: bag(on, of.total),
    totalPrice: amount(of.total, on.shop.currency),
    amountDueNowSet: bag(on, of.total - dueLater),
    amountDueLaterSet: bag(on, dueLater),
    taxLines: taxLinesOf(contents as unknown as Order).map((line) => taxLineView(on, line)),
    shippingLine: draft.shippingLine
      ? { ...shippingLineView(on, contents.shippingLines[0]!), code: 'custom', custom: true }
      : null,
    ...buyerView(on, draft),
  }
}

function buyerView(on: On, draft: DraftOrder): View {
  const customer = customerById(on.shop, draft.customerId)
  const buyer = buyerOfDraft(on.shop, draft)
  const contact = buyer?.company.contacts.find(({ id }) => id === draft.company?.contactId)
  return {
    customer: () => (customer ? customerView(on, customer) : null),
    purchasingEntity: () => {
      if (!buyer) return customer ? customerView(on, customer) : null
      return {
        __typename: 'PurchasingCompany',
        company: companyView(on, buyer.company),
        location: companyLocationView(on, buyer.company, buyer.location),
        contact: contact ? contactView(on, buyer.company, contact) : null,
      }
    },
  }
}

const lineLevel = (discounts: Order['discounts'], line: OrderLine) =>
  sum(
    line.discounts
      .filter(({ application }) => discounts[application]?.target === 'line')
      .map((allocation) => allocation.amount),
  )

function lineView(on: On, line: DraftLine, taxed: OrderLine): View {
  const item = itemByVariant(on.shop, line.variantId)
  const listed = listTotal(taxed)
  const off = discountAmount(on.shop, line.discount, listed, line.quantity)
  const each = (total: bigint) => share(total, 1n, BigInt(line.quantity))
  return {
    id: gid('DraftOrderLineItem', line.id),
    uuid: line.uuid,
    title: line.title,
    name: item?.variant.option ? `${line.title} - ${item.variant.option}` : line.title,
    variantTitle: item?.variant.option ?? null,
    sku: line.sku,
    vendor: item?.product.vendor ?? null,
    quantity: line.quantity,
    custom: line.variantId === null,
    taxable: line.taxable,
    requiresShipping: line.requiresShipping,
    isGiftCard: item?.product.giftCard ?? false,
    image: null,
    components: [],
    weight: { value: item?.variant.grams ?? 0, unit: 'GRAMS' },
    customAttributes: line.properties.map(({ name, value }) => ({ key: name, value })),
    priceOverride: line.override === null ? null : moneyV2(on, line.override),
    appliedDiscount: discountView(on, line.discount, listed, line.quantity),
    originalUnitPriceSet: bag(on, unitPriceOf(line)),
    originalUnitPriceWithCurrency: moneyV2(on, unitPriceOf(line)),
    originalTotalSet: bag(on, listed),
    discountedTotalSet: bag(on, listed - off),
    discountedUnitPriceSet: bag(on, each(listed - off)),
    approximateDiscountedUnitPriceSet: bag(on, each(lineTotal(taxed))),
    totalDiscountSet: bag(on, off),
    taxLines: lineTax(taxed) === 0n ? [] : taxed.taxLines.map((tax) => taxLineView(on, tax)),
    product: () => (item ? productView(on, item.product) : null),
    variant: () => (item ? variantView(on, item) : null),
  }
}

/** The sums of a calculated line that have no set. */
function asMoney(on: On, line: DraftLine): View {
  const listed = unitPriceOf(line) * BigInt(line.quantity)
  const off = discountAmount(on.shop, line.discount, listed, line.quantity)
  return {
    originalUnitPrice: moneyV2(on, unitPriceOf(line)),
    originalTotal: moneyV2(on, listed),
    discountedTotal: moneyV2(on, listed - off),
    totalDiscount: moneyV2(on, off),
  }
}

const discountView = (on: On, discount: AppliedDiscount | null, total: bigint, units = 1): View | null =>
  discount && {
    title: discount.title,
    description: discount.description,
    value: discount.value,
    valueType: discount.kind,
    amountSet: bag(on, discountAmount(on.shop, discount, total, units)),
    amountV2: moneyV2(on, discountAmount(on.shop, discount, total, units)),
  }
