import { lineTotal, listTotal } from '../../orders/figures.ts'
import { isOpen } from '../../orders/fulfillment-order.ts'
import { utc } from '../../state/clock.ts'
import { itemByVariant } from '../../state/find.ts'
import { gid } from '../../state/gid.ts'
import { share } from '../../state/money.ts'
import type { Fulfillment, FulfillmentOrder, FulfillmentOrderLine, Hold, Order } from '../../state/order.ts'
import { connection, count, type PageArgs } from '../connection.ts'
import { type On, paidIn, type View } from '../context.ts'
import { lineView } from './line.ts'
import { bag } from './money.ts'
import { orderView } from './order.ts'
import { locationView } from './shop.ts'
import { variantView } from './product.ts'

const lineOf = (order: Order, id: string) => order.lines.find((line) => line.id === id)!
const locationOf = (on: On, id: string) =>
  locationView(
    on,
    on.shop.locations.find((location) => location.id === id)!,
  )

export function fulfillmentOrderView(on: On, order: Order, one: FulfillmentOrder): View {
  const location = on.shop.locations.find(({ id }) => id === one.locationId)!
  const { address } = location
  return {
    __typename: 'FulfillmentOrder',
    id: gid('FulfillmentOrder', one.id),
    status: one.status,
    requestStatus: 'UNSUBMITTED',
    fulfillAt: hour(one.createdAt),
    fulfillBy: null,
    orderId: gid('Order', order.id),
    orderName: order.name,
    orderProcessedAt: utc(order.createdAt),
    createdAt: utc(one.createdAt),
    updatedAt: utc(one.updatedAt),
    channelId: null,
    internationalDuties: null,
    order: () => orderView(on, order),
    assignedLocation: {
      name: location.name,
      address1: address.address1,
      address2: address.address2,
      city: address.city,
      zip: address.zip,
      province: address.province ?? null,
      countryCode: address.countryCode,
      phone: address.phone,
      location: () => locationView(on, location),
    },
    deliveryMethod: {
      id: gid('DeliveryMethod', one.id),
      methodType: one.method,
      minDeliveryDateTime: null,
      maxDeliveryDateTime: null,
      presentedName: order.shippingLines[0]?.title ?? null,
      serviceCode: null,
      sourceReference: null,
      additionalInformation: null,
      brandedPromise: null,
    },
    destination: () => destination(order, one),
    fulfillmentHolds: one.holds.map(holdView),
    supportedActions: actions(one).map((action) => ({ action, externalUrl: null })),
    lineItems: (args: PageArgs) =>
      connection(args, one.lines, (line) => fulfillmentOrderLineView(on, order, line)),
    fulfillments: (args: PageArgs) =>
      connection(
        args,
        order.fulfillments.filter(({ lines }) =>
          lines.some(({ fulfillmentOrderId }) => fulfillmentOrderId === one.id),
        ),
        (fulfillment) => fulfillmentView(on, order, fulfillment),
      ),
    merchantRequests: (args: PageArgs) => connection(args, [], () => ({})),
    locationsForMove: (args: PageArgs) =>
      connection(args, on.shop.locations, (candidate) => {
        const movable = isOpen(one) && candidate.id !== one.locationId
        return {
          location: locationView(on, candidate),
          movable,
          message: movable ? null : 'Current location.',
          availableLineItemsCount: count(movable ? one.lines.length : 0),
          unavailableLineItemsCount: count(movable ? 0 : one.lines.length),
        }
      }),
  }
}

/** What is to be shipped may be shipped from the hour on in which it was ordered. */
const hour = (at: string) => `${utc(at).slice(0, 13)}:00:00Z`

const actions = (one: FulfillmentOrder) => {
  if (one.status === 'ON_HOLD') return ['RELEASE_HOLD', 'HOLD', 'MOVE']
  return isOpen(one) ? ['CREATE_FULFILLMENT', 'REPORT_PROGRESS', 'MOVE', 'HOLD', 'SPLIT'] : []
}

function destination(order: Order, one: FulfillmentOrder): View | null {
  const address = order.shipping
  if (!address) return null
  return {
    id: gid('FulfillmentOrderDestination', one.id),
    firstName: address.firstName,
    lastName: address.lastName,
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    zip: address.zip,
    province: address.province ?? null,
    countryCode: address.countryCode,
    phone: address.phone,
    email: order.email,
    location: null,
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export const holdView = (hold: Hold): View => ({
  __typename: 'FulfillmentHold',
  id: gid('FulfillmentHold', hold.id),
  reason: hold.reason,
  displayReason: capital(hold.reason.toLowerCase().replaceAll('_', ' ')),
  reasonNotes: hold.notes,
  handle: hold.handle,
  heldByRequestingApp: true,
  heldByApp: null,
})

export function fulfillmentOrderLineView(on: On, order: Order, part: FulfillmentOrderLine): View {
  const line = lineOf(order, part.lineId)
  return {
    __typename: 'FulfillmentOrderLineItem',
    id: gid('FulfillmentOrderLineItem', part.id),
    totalQuantity: part.total,
    remainingQuantity: part.remaining,
    inventoryItemId: line.itemId ? gid('InventoryItem', line.itemId) : null,
    sku: line.sku,
    productTitle: line.title,
    variantTitle: line.variantTitle,
    requiresShipping: line.requiresShipping,
    vendor: line.vendor,
    image: null,
    warnings: [],
    shippingLine: null,
    weight: { value: line.grams, unit: 'GRAMS' },
    lineItem: () => lineView(on, order, line),
    variant: () => {
      const item = itemByVariant(on.shop, line.variantId)
      return item ? variantView(on, item) : null
    },
  }
}

export function fulfillmentView(on: On, order: Order, fulfillment: Fulfillment): View {
  return {
    __typename: 'Fulfillment',
    id: gid('Fulfillment', fulfillment.id),
    legacyResourceId: fulfillment.id,
    name: fulfillment.name,
    status: fulfillment.status,
    displayStatus: fulfillment.status === 'SUCCESS' ? 'FULFILLED' : 'CANCELED',
    createdAt: utc(fulfillment.createdAt),
    updatedAt: utc(fulfillment.updatedAt),
    deliveredAt: null,
    estimatedDeliveryAt: null,
    inTransitAt: null,
    originAddress: null,
    service: null,
    requiresShipping: fulfillment.service === 'manual',
    totalQuantity: fulfillment.lines.reduce((total, { quantity }) => total + quantity, 0),
    trackingInfo: ({ first }: { first?: number | null }) =>
      fulfillment.tracking
        .slice(0, first ?? undefined)
        .map(({ company, number, url }) => ({ company, number, url })),
    location: () => locationOf(on, fulfillment.locationId),
    order: () => orderView(on, order),
    fulfillmentLineItems: (args: PageArgs) =>
      connection(args, fulfillment.lines, (part) => fulfillmentLineView(on, order, part)),
    fulfillmentOrders: (args: PageArgs) =>
      connection(
        args,
        order.fulfillmentOrders.filter(({ id }) =>
          fulfillment.lines.some(({ fulfillmentOrderId }) => fulfillmentOrderId === id),
        ),
        (one) => fulfillmentOrderView(on, order, one),
      ),
  }
}

export function fulfillmentLineView(seller: On, order: Order, part: Fulfillment['lines'][number]): View {
  const on = paidIn(seller, order)
  const line = lineOf(order, part.lineId)
  const portion = (total: bigint) =>
    bag(on, line.quantity === 0 ? 0n : share(total, BigInt(part.quantity), BigInt(line.quantity)))
  return {
    __typename: 'FulfillmentLineItem',
    id: gid('FulfillmentLineItem', part.id),
    quantity: part.quantity,
    lineItem: () => lineView(on, order, line),
    originalTotalSet: () => portion(listTotal(line)),
    discountedTotalSet: () => portion(lineTotal(line)),
  }
}
