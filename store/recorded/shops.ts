// For tests: shops and orders like those that the recorded answers are about.
import type { Asking } from '../asking.ts'
import { taxOn } from '../orders/figures.ts'
import * as documents from '../graphql/operations.documents.ts'
import { selectionOf } from './selection.ts'

// Recorded answers are as they are.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Recorded = any
export type Compared = { theirs: unknown; ours: unknown }
export type Replay = (ask: Asking, recorded: Recorded) => Promise<Compared>

type Line = { title: string; quantity: number; price: string; vat?: string; requiresShipping?: boolean }

export const priceOf = (line: Recorded) => String(line.originalUnitPriceSet.shopMoney.amount)
const linesOf = (order: Recorded): Line[] =>
  order.lineItems.nodes.map((line: Recorded) => ({
    title: line.title as string,
    quantity: line.quantity as number,
    price: priceOf(line),
    vat: line.taxLines?.[0] ? String(line.taxLines[0].rate) : '0',
    ...(line.sku ? { sku: line.sku as string } : {}),
    ...(line.customAttributes
      ? {
          properties: line.customAttributes.map(({ key, value }: Recorded) => ({
            name: key as string,
            value: value as string,
          })),
        }
      : {}),
  }))

/** A shop in the recorded currency, with an order like the recorded one. */
export function shopIn(ask: Asking, currency: string): string {
  const domain = `recorded-${currency.toLowerCase()}.myshopify.com`
  if (ask.store.world.state.shops[domain]) return domain
  ask.store.control.createShop({ domain, currency, seed: 'empty' })
  ask.store.world.state.shops[domain]!.vatTitle = 'Tax'
  return domain
}

export async function place(ask: Asking, order: Recorded, over: object = {}) {
  const currency = currencyOf(order)
  const shop = shopIn(ask, currency)
  const placed = ask.store.control.placeOrder({
    shop,
    buyer: null,
    email: 'guest@example.com',
    lines: linesOf(order),
    shipping: '0',
    paid: false,
    ...over,
  })
  await ask.store.control.idle()
  return { shop, id: placed.id, gid: placed.gid, in: inShop(ask, shop) }
}

const currencyOf = (value: unknown): string =>
  /"currencyCode":"(\w+)"/.exec(JSON.stringify(value))?.[1] ?? 'CAD'

/** Asks in another shop than the seeded one. */
export const inShop =
  (ask: Asking, shop: string) =>
  async (query: string, variables: object = {}) => {
    const { accessToken } = ask.store.control.offlineToken({ shop })
    const response = await fetch(`${ask.store.url}/admin/api/2026-07/graphql.json`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-host': shop,
        'x-shopify-access-token': accessToken,
      },
      body: JSON.stringify({ query, variables }),
    })
    return (await response.json()) as Recorded
  }

/** Names and shipping that a buyer's order here cannot have are those of the recorded one. */
export function asRecorded(ask: Asking, shop: string, theirs: Recorded): void {
  const order = ask.store.world.state.shops[shop]!.orders.at(-1)!
  order.lines.forEach((line, n) => {
    const taxes = theirs.lineItems.nodes[n]?.taxLines ?? []
    line.taxLines.forEach((tax, m) => (tax.title = taxes[m]?.title ?? tax.title))
  })
  const [line] = order.shippingLines
  const [recorded] = theirs.shippingLines?.nodes ?? []
  if (!line) return
  const [tax] = recorded?.taxLines ?? []
  Object.assign(line, {
    title: recorded?.title ?? line.title,
    code: recorded?.code ?? line.code,
    taxLines: tax
      ? [{ title: tax.title, rate: String(tax.rate), price: taxOn(line.price, String(tax.rate), false) }]
      : [],
  })
}

/** Calls the place where everything is as the recorded one is called. */
export function renameLocation(ask: Asking, shop: string, name: string): void {
  ask.store.world.state.shops[shop]!.locations[0]!.name = name
}

/** The recorded order as it is read here. */
export async function readOrder(
  placed: Awaited<ReturnType<typeof place>>,
  theirs: Recorded,
): Promise<Compared> {
  const { data, errors } = await placed.in(`{ order(id: "${placed.gid}") ${selectionOf('Order', theirs)} }`)
  if (errors) throw new Error(JSON.stringify(errors))
  return { theirs: withoutName(theirs), ours: withoutName(data.order) }
}

/** Order names count up in each shop. */
export const withoutName = (order: Recorded): Recorded => ({
  ...order,
  ...('name' in order ? { name: '#n' } : {}),
})

export const money = (amount: string, currencyCode = 'CAD') => ({ amount, currencyCode })

export async function beginDiscount(ask: Asking, title: string) {
  const placed = await place(ask, {
    lineItems: { nodes: [{ title, quantity: 1, originalUnitPriceSet: { shopMoney: { amount: '100.0' } } }] },
  })
  const begun = await placed.in(documents.beginEdit, { id: placed.gid })
  const { id, lineItems } = begun.data.orderEditBegin.calculatedOrder
  const variables = {
    id,
    line: lineItems.nodes[0].id,
    discount: { description: 'order edit money math line discount', fixedValue: money('20.00') },
  }
  return { placed, id, variables }
}

export const unitsOf = (fulfillmentOrder: Recorded) =>
  fulfillmentOrder.lineItems.nodes.map(({ lineItem }: Recorded) => ({
    title: lineItem.title,
    quantity: lineItem.quantity,
    originalUnitPriceSet: { shopMoney: { amount: '10.0' } },
  }))

export function draftOf(answer: Recorded, root: string): Recorded {
  const payload = answer.data?.[root]
  if (!payload?.draftOrder) throw new Error(JSON.stringify(answer.errors ?? payload))
  return payload.draftOrder
}

export function variantGid(ask: Asking, shop: string, sku: string): string {
  const variants = ask.store.world.state.shops[shop]!.products.flatMap((product) => product.variants)
  return `gid://shopify/ProductVariant/${variants.find((one) => one.sku === sku)!.id}`
}
