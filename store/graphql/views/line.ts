import {
  currentOf,
  discountOf,
  fulfillableOf,
  heldOf,
  lineFulfillment,
  lineTotal,
  listTotal,
} from '../../orders/figures.ts'
import { lineName } from '../../rest/line.ts'
import { itemByVariant } from '../../state/find.ts'
import { gid } from '../../state/gid.ts'
import { share, sum } from '../../state/money.ts'
import type { DiscountAllocation, Order, OrderLine } from '../../state/order.ts'
import { type On, paidIn, type View } from '../context.ts'
import { bag, moneyV2, taxLineView } from './money.ts'
import { productView, variantView } from './product.ts'

export function lineView(seller: On, order: Order, line: OrderLine): View {
  const on = paidIn(seller, order)
  const each = (total: bigint) => (line.quantity === 0 ? 0n : share(total, 1n, BigInt(line.quantity)))
  const lineLevel = sum(
    line.discounts
      .filter(({ application }) => order.discounts[application]?.target === 'line')
      .map(({ amount }) => amount),
  )
  const open = fulfillableOf(order, line)
  return {
    __typename: 'LineItem',
    id: gid('LineItem', line.id),
    name: lineName(line),
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.quantity,
    currentQuantity: currentOf(line),
    fulfillableQuantity: open - heldOf(order, line),
    unfulfilledQuantity: open,
    nonFulfillableQuantity: line.quantity - open,
    refundableQuantity: currentOf(line),
    requiresShipping: line.requiresShipping,
    taxable: line.taxable,
    isGiftCard: line.giftCard,
    restockable: line.tracked,
    canRestock: line.tracked,
    merchantEditable: !order.cancelledAt && open > 0,
    fulfillmentStatus: lineFulfillment(order, line) ?? 'unfulfilled',
    customAttributes: line.properties.map(({ name, value }) => ({ key: name, value })),
    weight: { value: line.grams, unit: 'GRAMS' },
    contract: null,
    duties: [],
    image: null,
    lineItemGroup: null,
    sellingPlan: null,
    staffMember: null,
    variant: () => {
      const item = itemByVariant(on.shop, line.variantId)
      return item ? variantView(on, item) : null
    },
    product: () => {
      const product = on.shop.products.find(({ id }) => id === line.productId)
      return product ? productView(on, product) : null
    },
    originalUnitPriceSet: bag(on, line.unitPrice),
    originalTotalSet: bag(on, listTotal(line)),
    discountedUnitPriceSet: bag(on, each(listTotal(line) - lineLevel)),
    discountedUnitPriceAfterAllDiscountsSet: bag(on, each(lineTotal(line))),
    discountedTotalSet: ({ withCodeDiscounts }: { withCodeDiscounts: boolean }) =>
      bag(on, withCodeDiscounts ? lineTotal(line) : listTotal(line) - lineLevel),
    totalDiscountSet: bag(on, discountOf(line)),
    unfulfilledOriginalTotalSet: bag(on, line.unitPrice * BigInt(open)),
    unfulfilledDiscountedTotalSet: bag(
      on,
      line.quantity === 0 ? 0n : share(lineTotal(line), BigInt(open), BigInt(line.quantity)),
    ),
    discountAllocations: line.discounts.map((allocation) => allocationView(on, order, allocation)),
    taxLines: ({ first }: { first?: number | null }) =>
      line.taxLines.slice(0, first ?? undefined).map((tax) => taxLineView(on, tax)),
  }
}

export const allocationView = (on: On, order: Order, allocation: DiscountAllocation): View => ({
  allocatedAmountSet: bag(on, allocation.amount),
  discountApplication: discountView(on, order, allocation.application),
})

const TARGETS = {
  line: { targetType: 'LINE_ITEM', allocationMethod: 'ONE', targetSelection: 'EXPLICIT' },
  order: { targetType: 'LINE_ITEM', allocationMethod: 'ACROSS', targetSelection: 'ALL' },
  shipping: { targetType: 'SHIPPING_LINE', allocationMethod: 'EACH', targetSelection: 'ALL' },
}

export function discountView(on: On, order: Order, index: number): View {
  const { target, value, percent, code, title, description } = order.discounts[index]!
  return {
    __typename: code === undefined ? 'ManualDiscountApplication' : 'DiscountCodeApplication',
    index,
    ...(code === undefined ? { title, description } : { code }),
    ...TARGETS[target],
    value:
      percent === undefined
        ? moneyV2(on, value)
        : { __typename: 'PricingPercentageValue', percentage: Number(percent) },
  }
}
