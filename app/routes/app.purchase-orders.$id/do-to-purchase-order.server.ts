import { z } from 'zod'
import { asDay } from '#app/core/day.ts'
import { receive } from '#app/flows/goods-received.server.ts'
import { addDraftLine, removeDraftLine, setDraftQuantity } from '#app/flows/purchase-order-changed.server.ts'
import { cancelPurchaseOrder, closeShort } from '#app/flows/purchase-order-closed.server.ts'
import { sendPurchaseOrder } from '#app/flows/purchase-order-sent.server.ts'
import { acceptAnswer, previewAnswer } from '#app/flows/supplier-answered.server.ts'
import { putWrongGoodsAside } from '#app/flows/wrong-goods-come.server.ts'
import type { MessageKey } from '#app/messages/message.ts'
import type { AnswerSaid } from '#app/purchasing/AnswerForm.tsx'
import type { PurchaseOrderPage } from '#app/purchasing/read-purchase-order.server.ts'
import { done, invalid, refused, saidOfCommon, type Said } from '#app/ui/said.ts'

type Order = PurchaseOrderPage

const Quantity = z.coerce.number().int().min(0).max(1_000_000)
const Day = z.string().refine((text) => asDay(text) !== null)
const Answer = z.array(
  z.object({ poLine: z.uuid(), dates: z.array(z.object({ quantity: Quantity, on: Day })) }),
)
const Received = z.array(
  z.object({
    poLine: z.uuid(),
    quantity: Quantity,
    surplusIs: z.enum(['kept-free', 'kept-priced', 'refused']).optional(),
  }),
)

/** Does what a person asked for a purchase order, and says what came of it. */
export async function doToPurchaseOrder(
  shop: string,
  order: Order,
  form: FormData,
  who: string,
): Promise<Said | AnswerSaid> {
  switch (form.get('intent')) {
    case 'send':
      return send(shop, order, who)
    case 'quantity':
      return setQuantity(shop, form, who)
    case 'add':
      return addLine(shop, order, form, who)
    case 'remove':
      return removeLine(shop, form, who)
    case 'preview':
    case 'accept':
      return answer(shop, order, form, who)
    case 'receive':
      return takeIn(shop, order, form, who)
    case 'wrong-goods':
      return putAside(shop, order, form, who)
    case 'cancel':
      return end(cancelPurchaseOrder, shop, order, who)
    case 'close-short':
      return end(closeShort, shop, order, who)
    default:
      throw new Response(null, { status: 400 })
  }
}

async function send(shop: string, order: Order, who: string): Promise<Said> {
  const outcome = await sendPurchaseOrder(shop, order.id, who)
  switch (outcome.kind) {
    case 'done':
      return done('purchase.sent', { number: outcome.number })
    case 'no-email':
      return refused('purchase.no-email', { supplier: order.supplier.name })
    case 'empty':
      return refused('purchase.empty')
    case 'not-a-draft':
      return refused('purchase.not-a-draft')
    default:
      return saidOfCommon(outcome.kind)
  }
}

async function setQuantity(shop: string, form: FormData, who: string): Promise<Said> {
  const quantity = Quantity.safeParse(form.get('quantity'))
  if (!quantity.success) return invalid({ quantity: 'field.whole-number' })
  const line = String(form.get('line'))
  const outcome = await setDraftQuantity(shop, { poLine: line, quantity: quantity.data }, who)
  return saidOfChange(outcome.kind, quantity.data > 0 ? 'purchase.quantity-set' : 'purchase.quantity-by-need')
}

async function addLine(shop: string, order: Order, form: FormData, who: string): Promise<Said> {
  const quantity = Quantity.safeParse(form.get('quantity'))
  if (!quantity.success || quantity.data === 0) return invalid({ quantity: 'field.whole-number' })
  const line = { supplier: order.supplier.id, location: order.locationId, item: String(form.get('item')) }
  const outcome = await addDraftLine(shop, { ...line, quantity: quantity.data }, who)
  return saidOfChange(outcome.kind, 'purchase.line-added')
}

async function removeLine(shop: string, form: FormData, who: string): Promise<Said> {
  const outcome = await removeDraftLine(shop, String(form.get('line')), who)
  return saidOfChange(outcome.kind, 'purchase.line-removed')
}

async function answer(shop: string, order: Order, form: FormData, who: string): Promise<AnswerSaid> {
  const lines = Answer.safeParse(read(form, 'lines'))
  if (!lines.success) return refused('purchase.answer-unreadable')
  const input = { purchaseOrder: order.id, lines: lines.data }
  const outcome =
    form.get('intent') === 'accept' ? await acceptAnswer(shop, input, who) : await previewAnswer(shop, input)
  switch (outcome.kind) {
    case 'preview':
      return { ...done('purchase.previewed'), quiet: true, moves: outcome.moves }
    case 'done':
      return done('purchase.answer-accepted', { count: outcome.told })
    case 'invalid':
      return refused(`answer.wrong.${outcome.why}`)
    default:
      return saidOfCommon(outcome.kind)
  }
}

async function takeIn(shop: string, order: Order, form: FormData, who: string): Promise<Said> {
  const lines = Received.safeParse(read(form, 'lines'))
  const receipt = z.uuid().safeParse(form.get('receipt'))
  if (!lines.success || !receipt.success) return refused('purchase.receipt-unreadable')
  const came = { purchaseOrder: order.id, receipt: receipt.data, lines: lines.data }
  const outcome = await receive(shop, came, who)
  switch (outcome.kind) {
    case 'done':
      return done('purchase.received')
    case 'surplus-needs-a-choice':
      return refused('purchase.surplus-needs-a-choice')
    case 'bad-quantity':
      return refused('purchase.receipt-unreadable')
    case 'closed':
      return refused('answer.wrong.closed')
    default:
      return saidOfCommon(outcome.kind)
  }
}

const WrongGoods = z.object({ id: z.uuid(), item: z.string().min(1), quantity: Quantity })

async function putAside(shop: string, order: Order, form: FormData, who: string): Promise<Said> {
  const wrong = WrongGoods.safeParse(Object.fromEntries(form))
  if (!wrong.success) return refused('field.whole-number')
  const outcome = await putWrongGoodsAside(shop, { ...wrong.data, purchaseOrder: order.id }, who)
  switch (outcome.kind) {
    case 'done':
      return done('receive.wrong-done')
    case 'wrong':
      return refused('field.whole-number')
    case 'not-sent':
      return refused('answer.wrong.closed')
    default:
      return saidOfCommon(outcome.kind)
  }
}

async function end(
  ending: typeof cancelPurchaseOrder,
  shop: string,
  order: Order,
  who: string,
): Promise<Said> {
  const outcome = await ending(shop, order.id, who)
  switch (outcome.kind) {
    case 'done':
      return done(ending === closeShort ? 'purchase.closed-short' : 'purchase.cancelled')
    case 'goods-came':
      return refused('purchase.goods-came')
    case 'not-open':
      return refused('answer.wrong.closed')
    default:
      return saidOfCommon(outcome.kind)
  }
}

function saidOfChange(kind: 'done' | 'not-found' | 'not-a-draft' | 'nothing-to-do', key: MessageKey): Said {
  if (kind === 'done') return done(key)
  return kind === 'not-a-draft' ? refused('purchase.not-a-draft') : saidOfCommon(kind)
}

function read(form: FormData, name: string): unknown {
  try {
    return JSON.parse(String(form.get(name)))
  } catch {
    return null
  }
}
