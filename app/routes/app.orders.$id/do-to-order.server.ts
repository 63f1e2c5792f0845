import { z } from 'zod'
import { compareOrder } from '#app/flows/compared-with-shopify.server.ts'
import { deliver } from '#app/flows/goods-shipped.server.ts'
import { takeShortPick } from '#app/flows/pick-found.server.ts'
import { makePickList } from '#app/flows/goods-picked.server.ts'
import { invoiceOrder } from '#app/flows/invoice-issued.server.ts'
import { askToMove } from '#app/flows/move-asked.server.ts'
import { confirmOrder } from '#app/flows/order-confirmed.server.ts'
import type { OrderPage } from '#app/orders/read-order.server.ts'
import { keepUntilCalled, noteCall, takeBackCall } from './call-off.server.ts'
import { done, refused, saidOfCommon, type Said } from '#app/ui/said.ts'

/** Does what a person asked for an order, and says what came of it. */
export async function doToOrder(shop: string, order: OrderPage, form: FormData, who: string): Promise<Said> {
  switch (form.get('intent')) {
    case 'confirm':
      return confirm(shop, order, who)
    case 'pick':
      return pick(shop, order, form, who)
    case 'pick-short':
      return pickShort(shop, order, form, who)
    case 'deliver':
      return ship(shop, order, who)
    case 'invoice':
      return invoice(shop, order, who)
    case 'compare':
      return compare(shop, order, who)
    case 'begin-call-off':
      return keepUntilCalled(shop, order.id, true, who)
    case 'end-call-off':
      return keepUntilCalled(shop, order.id, false, who)
    case 'call':
      return noteCall(shop, order.id, form, who)
    case 'cancel-call':
      return takeBackCall(shop, order.id, form, who)
    case 'move-to':
      return moveTo(shop, order, form, who)
    default:
      throw new Response(null, { status: 400 })
  }
}

async function confirm(shop: string, order: OrderPage, who: string): Promise<Said> {
  const outcome = await confirmOrder(shop, order.id, who)
  switch (outcome.kind) {
    case 'done':
      return done(outcome.mail ? 'order.confirmed-by-mail' : 'order.confirmed')
    case 'no-dates':
      return refused('order.no-dates')
    case 'changed':
      return refused('slip.changed')
    default:
      return saidOfCommon(outcome.kind)
  }
}

async function pick(shop: string, order: OrderPage, form: FormData, who: string): Promise<Said> {
  const outcome = await makePickList(shop, order.id, who, { anyway: form.get('anyway') === 'yes' })
  switch (outcome.kind) {
    case 'done':
      return done('order.picked', { number: outcome.number })
    case 'asks':
      return refused('order.asks-first')
    case 'held':
      return refused('order.held')
    case 'not-routed':
      return refused('order.not-routed')
    case 'waits-for-call':
      return refused('order.wait-for-call')
    default:
      return saidOfCommon(outcome.kind)
  }
}

const Found = z.array(
  z.object({
    line: z.string(),
    found: z.number().int().min(0),
    reason: z.enum(['not-found', 'damaged']),
  }),
)

async function pickShort(shop: string, order: OrderPage, form: FormData, who: string): Promise<Said> {
  const found = Found.safeParse(jsonIn(form, 'found'))
  if (!found.success) return refused('common.invalid')
  const outcome = await takeShortPick(shop, { order: order.id, found: found.data }, who)
  switch (outcome.kind) {
    case 'done':
      return done('order.short.taken', { count: outcome.short })
    case 'more-than-listed':
      return refused('order.short.more-than-listed')
    default:
      return saidOfCommon(outcome.kind)
  }
}

async function ship(shop: string, order: OrderPage, who: string): Promise<Said> {
  const outcome = await deliver(shop, { order: order.id }, who)
  switch (outcome.kind) {
    case 'done':
      return done('order.delivered', { number: outcome.number })
    case 'held':
      return refused('order.held')
    case 'not-routed':
      return refused('order.not-routed')
    case 'waits-for-call':
      return refused('order.wait-for-call')
    case 'more-than-reserved':
      return refused('order.more-than-reserved')
    default:
      return saidOfCommon(outcome.kind)
  }
}

async function invoice(shop: string, order: OrderPage, who: string): Promise<Said> {
  const outcome = await invoiceOrder(shop, order.id, who)
  switch (outcome.kind) {
    case 'done':
      return done('order.invoiced', { number: outcome.number })
    case 'does-not-add-up':
      return refused('order.does-not-add-up', { why: outcome.why })
    case 'seller-incomplete':
      return refused('order.seller-incomplete')
    default:
      return saidOfCommon(outcome.kind)
  }
}

async function compare(shop: string, order: OrderPage, who: string): Promise<Said> {
  const outcome = await compareOrder(shop, order.id, who)
  switch (outcome.kind) {
    case 'done':
      if (outcome.open > 0) return refused('order.compared-open', { count: outcome.open })
      if (outcome.differences === 0) return done('order.compared')
      return done('order.compared-repaired', { count: outcome.differences })
    case 'shopify-away':
      return refused('order.shopify-away')
    default:
      return saidOfCommon(outcome.kind)
  }
}

async function moveTo(shop: string, order: OrderPage, form: FormData, who: string): Promise<Said> {
  const [line, from, to] = ['line', 'from', 'to'].map((name) => String(form.get(name)))
  const outcome = await askToMove(shop, { order: order.id, line: line!, from: from!, to: to! }, who)
  switch (outcome.kind) {
    case 'done':
      return done('order.move-asked')
    case 'gone':
      return refused('order.move-gone')
    default:
      return saidOfCommon(outcome.kind)
  }
}

// What is no JSON is read as nothing, which the shape refuses.
function jsonIn(form: FormData, name: string): unknown {
  try {
    return JSON.parse(String(form.get(name)))
  } catch {
    return null
  }
}
