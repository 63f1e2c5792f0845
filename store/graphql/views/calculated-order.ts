import { previewEdit } from '../../orders/edit-preview.ts'
import { currentOf, discountOf, figures, fulfillableOf, taxLinesOf } from '../../orders/figures.ts'
import { itemByVariant } from '../../state/find.ts'
import { gid } from '../../state/gid.ts'
import { share } from '../../state/money.ts'
import type { Order, OrderLine } from '../../state/order.ts'
import type { EditSession, StagedDiscount } from '../../state/state.ts'
import { connection, type PageArgs } from '../connection.ts'
import { type On, paidIn, type View } from '../context.ts'
import { bag, moneyV2, taxLineView } from './money.ts'
import { orderView } from './order.ts'
import { variantView } from './product.ts'

export const sessionView = (on: On, order: Order, session: EditSession): View => ({
  calculatedOrder: calculatedView(on, order, session),
  orderEditSession: { id: gid('OrderEditSession', session.id) },
})

/** The calculated line of an order's line or of an addition. */
export const calculatedLine = (on: On, order: Order, session: EditSession, key: string): View | null =>
  lines(paidIn(on, order), order, session).find(({ id }) => id === gid('CalculatedLineItem', key)) ?? null

function lines(
  on: On,
  order: Order,
  session: EditSession,
  preview = previewEdit(on.world, on.shop, order, session),
) {
  const added = session.additions.filter(({ quantity }) => quantity > 0)
  return preview.lines.map((line, n) => {
    const before = order.lines[n]
    const key = before?.id ?? added[n - order.lines.length]?.id ?? line.id
    return lineView(on, key, line, order, before, session.discounts[key])
  })
}

function lineView(
  on: On,
  key: string,
  line: OrderLine,
  order: Order,
  before: OrderLine | undefined,
  staged: StagedDiscount | undefined,
): View {
  const quantity = currentOf(line)
  const fixed = before ? currentOf(before) - fulfillableOf(order, before) : 0
  const editable = Math.max(0, quantity - fixed)
  const units = BigInt(quantity)
  const off = line.quantity === 0 ? 0n : share(discountOf(line), units, BigInt(line.quantity))
  const unit = quantity === 0 ? line.unitPrice : line.unitPrice - share(off, 1n, units)
  const stagedOff = staged ? (line.discounts.at(-1)?.amount ?? 0n) : 0n
  return {
    __typename: 'CalculatedLineItem',
    id: gid('CalculatedLineItem', key),
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    image: null,
    quantity,
    editableQuantity: editable,
    editableQuantityBeforeChanges: before ? fulfillableOf(order, before) : 0,
    restockable: line.tracked,
    restocking: line.tracked,
    hasStagedLineItemDiscount: staged !== undefined,
    stagedChanges: staged ? [stagedDiscountView(on, staged)] : [],
    customAttributes: line.properties.map(({ name, value }) => ({ key: name, value })),
    calculatedDiscountAllocations: staged
      ? [
          {
            allocatedAmountSet: bag(on, stagedOff),
            discountApplication: applicationView(on, staged),
          },
        ]
      : [],
    originalUnitPriceSet: bag(on, line.unitPrice),
    discountedUnitPriceSet: bag(on, unit),
    editableSubtotalSet: bag(on, unit * BigInt(editable)),
    uneditableSubtotalSet: bag(on, unit * BigInt(quantity - editable)),
    variant: () => {
      const item = itemByVariant(on.shop, line.variantId)
      return item ? variantView(on, item) : null
    },
  }
}

const valueView = (on: On, staged: StagedDiscount): View =>
  staged.percent === null
    ? moneyV2(on, staged.perUnit ?? 0n)
    : { __typename: 'PricingPercentageValue', percentage: staged.percent }

export const stagedDiscountView = (on: On, staged: StagedDiscount): View => ({
  __typename: 'OrderStagedChangeAddLineItemDiscount',
  id: gid('OrderStagedChangeAddLineItemDiscount', staged.id),
  description: staged.description ?? '',
  value: valueView(on, staged),
})

const applicationView = (on: On, staged: StagedDiscount): View => ({
  __typename: 'CalculatedManualDiscountApplication',
  id: gid('CalculatedManualDiscountApplication', staged.id),
  description: staged.description,
  allocationMethod: 'ONE',
  appliedTo: 'LINE',
  targetSelection: 'EXPLICIT',
  targetType: 'LINE_ITEM',
  value: valueView(on, staged),
})

/** Its sums are those the order will have after the commit. */
export function calculatedView(seller: On, order: Order, session: EditSession): View {
  const on = paidIn(seller, order)
  const preview = previewEdit(on.world, on.shop, order, session)
  const of = figures(preview)
  const all = () => lines(on, order, session, preview)
  return {
    __typename: 'CalculatedOrder',
    id: gid('CalculatedOrder', session.id),
    originalOrder: () => orderView(on, order),
    committed: false,
    notificationPreviewTitle: '',
    notificationPreviewHtml: null,
    cartDiscountAmountSet: bag(on, 0n),
    shippingLines: [],
    taxLines: taxLinesOf(preview).map((line) => taxLineView(on, line)),
    subtotalLineItemsQuantity: preview.lines.reduce((total, line) => total + currentOf(line), 0),
    subtotalPriceSet: bag(on, of.currentSubtotal),
    totalPriceSet: bag(on, of.currentTotal),
    totalOutstandingSet: bag(on, of.outstanding),
    lineItems: (args: PageArgs) => connection(args, all(), (line) => line),
    addedLineItems: (args: PageArgs) => connection(args, all().slice(order.lines.length), (line) => line),
    addedDiscountApplications: (args: PageArgs) =>
      connection(args, Object.values(session.discounts), (staged) => applicationView(on, staged)),
    stagedChanges: (args: PageArgs) =>
      connection(args, Object.values(session.discounts), (staged) => stagedDiscountView(on, staged)),
  }
}
