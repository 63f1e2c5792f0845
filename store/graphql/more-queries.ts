// Root fields of what hangs around orders and products: quotes, prices, returns, bulk queries, webhooks, translations.
import { findOrder } from '../state/find.ts'
import { idFrom, kindOf } from '../state/gid.ts'
import { connection, type PageArgs } from './connection.ts'
import { refuse, type On, type View } from './context.ts'
import { nodeView } from './node.ts'
import { search } from './search.ts'
import { bulkView } from './views/bulk.ts'
import { catalogView, priceListView } from './views/catalog.ts'
import { FUNCTIONS, functionView } from './views/discount.ts'
import { draftView } from './views/draft-order.ts'
import { returnableView } from './views/return.ts'
import { subscriptionView } from './views/subscription.ts'
import { transferView } from './views/transfer.ts'
import { translatableView } from './views/translation.ts'

type ListArgs = PageArgs & { query?: string | null; sortKey?: string | null }
type ById = { id: string }

const byId = (kind: string) => (args: ById, on: On) => nodeView(on, kindOf(args.id) === kind ? args.id : '')

/** The quantities of a level: which is part of which. */
const QUANTITIES: [name: string, shown: string, belongsTo: string[], comprises: string[]][] = [
  ['available', 'Available', ['on_hand'], []],
  ['committed', 'Committed', ['on_hand'], []],
  ['damaged', 'Damaged', ['on_hand'], []],
  ['incoming', 'Incoming', [], []],
  [
    'on_hand',
    'On hand',
    [],
    ['available', 'committed', 'damaged', 'quality_control', 'reserved', 'safety_stock'],
  ],
  ['quality_control', 'Quality control', ['on_hand'], []],
  ['reserved', 'Reserved', ['on_hand'], []],
  ['safety_stock', 'Safety stock', ['on_hand'], []],
]

const inventoryProperties = (): View => ({
  quantityNames: QUANTITIES.map(([name, displayName, belongsTo, comprises]) => ({
    name,
    displayName,
    isInUse: true,
    belongsTo,
    comprises,
  })),
})

const draftOrders = (args: ListArgs, on: On): View =>
  connection(
    args,
    search(on.shop.draftOrders, args.query, (draft) => ({
      id: draft.id,
      name: draft.name,
      status: draft.status.toLowerCase(),
      tag: draft.tags,
      customer_id: draft.customerId,
      created_at: draft.createdAt,
      updated_at: draft.updatedAt,
    })),
    (draft) => draftView(on, draft),
    args.sortKey === 'UPDATED_AT' ? ({ updatedAt }) => updatedAt : undefined,
  )

function catalogs(args: ListArgs & { type?: string | null }, on: On): View {
  const found = on.shop.catalogs.filter(({ marketIds }) => {
    if (args.type === 'COMPANY_LOCATION') return marketIds.length === 0
    return args.type === 'MARKET' ? marketIds.length > 0 : args.type == null
  })
  return connection(
    args,
    search(found, args.query, ({ id, title, status }) => ({ id, title, status: status.toLowerCase() })),
    (catalog) => catalogView(on, catalog),
    args.sortKey === 'TITLE' ? ({ title }) => title : undefined,
  )
}

const bulkOperations = (args: ListArgs, on: On): View =>
  connection(
    args,
    search(on.shop.bulkOperations, args.query, (one) => ({
      id: one.id,
      status: one.status.toLowerCase(),
      operation_type: 'query',
      created_at: one.createdAt,
    })),
    (one) => bulkView(on, one),
    ({ createdAt }) => createdAt,
  )

function returnableFulfillments(args: PageArgs & { orderId: string }, on: On): View {
  const order = idFrom('Order', args.orderId) ? findOrder(on.shop, args.orderId) : undefined
  if (!order) throw refuse('Order not found.', 'NOT_FOUND')
  return returnableView(on, order, args)
}

type SubscriptionArgs = PageArgs & {
  topics?: string[] | null
  uri?: string | null
  callbackUrl?: string | null
}

const webhookSubscriptions = (args: SubscriptionArgs, on: On): View =>
  connection(
    args,
    on.shop.subscriptions.filter(
      ({ topic, uri }) =>
        (!args.topics || args.topics.includes(topic)) &&
        (!(args.uri ?? args.callbackUrl) || uri === (args.uri ?? args.callbackUrl)),
    ),
    subscriptionView,
  )

export const moreQueries: Record<string, (args: never, on: On) => unknown> = {
  inventoryProperties,
  inventoryTransfer: byId('InventoryTransfer'),
  inventoryTransfers: (args: ListArgs, on) =>
    connection(
      args,
      search(on.shop.transfers, args.query, ({ id, status }) => ({ id, status: status.toLowerCase() })),
      (one) => transferView(on, one),
    ),
  inventoryShipment: byId('InventoryShipment'),
  draftOrder: byId('DraftOrder'),
  draftOrders,
  return: byId('Return'),
  reverseFulfillmentOrder: byId('ReverseFulfillmentOrder'),
  returnableFulfillments,
  catalog: ({ id }: ById, on) => nodeView(on, id),
  catalogs,
  priceList: byId('PriceList'),
  priceLists: (args: ListArgs, on) => connection(args, on.shop.priceLists, (list) => priceListView(on, list)),
  shopifyFunctions: (args: PageArgs & { apiType?: string | null }, on) =>
    connection(
      args,
      FUNCTIONS.filter(({ apiType }) => !args.apiType || apiType === args.apiType),
      (one) => functionView(on, one),
    ),
  bulkOperation: byId('BulkOperation'),
  bulkOperations,
  webhookSubscription: byId('WebhookSubscription'),
  webhookSubscriptions,
  translatableResource: ({ resourceId }: { resourceId: string }, on) => translatableView(on, resourceId),
}
