// Draft orders: quotes that are calculated, kept, sent, completed into orders, or thrown away.
import { randomUUID } from 'node:crypto'
import { act } from '../../change.ts'
import { completeDraft, releaseReservation, reserve } from '../../orders/draft.ts'
import { draftBody, draftDeletedBody } from '../../rest/draft-order.ts'
import type { DraftOrder } from '../../state/draft-order.ts'
import { gid, idFrom } from '../../state/gid.ts'
import { newId, refusal } from '../../state/world.ts'
import type { On, View } from '../context.ts'
import { applyInput, type DraftInput } from '../draft-input.ts'
import { writeMetafields } from '../metafields.ts'
import { calculatedDraftView, draftView } from '../views/draft-order.ts'
import { ok, type Mutation } from './mutation.ts'

const emptyDraft = (on: On, id: string, name: string): DraftOrder => {
  const at = on.world.clock.now().toISOString()
  return {
    id,
    name,
    token: randomUUID().replaceAll('-', ''),
    status: 'OPEN',
    createdAt: at,
    updatedAt: at,
    completedAt: null,
    invoiceSentAt: null,
    orderId: null,
    customerId: null,
    company: null,
    email: null,
    phone: null,
    poNumber: null,
    note: null,
    tags: [],
    attributes: [],
    taxExempt: false,
    visibleToCustomer: false,
    acceptsAutomatic: false,
    allowsCodes: true,
    sourceName: null,
    reserveUntil: null,
    reserved: [],
    billing: null,
    shipping: null,
    lines: [],
    discount: null,
    shippingLine: null,
    terms: null,
  }
}

/** Sums without keeping anything: its ids name nothing. */
function calculate({ input }: { input: DraftInput }, on: On): View {
  const draft = emptyDraft(on, '0', '')
  let n = 0
  applyInput(on, draft, { ...input, lineItems: input.lineItems ?? [] }, () => String((n += 1)))
  return { ...ok, calculatedDraftOrder: calculatedDraftView(on, draft) }
}

function create({ input }: { input: DraftInput }, on: On): View {
  const draft = emptyDraft(on, newId(on.world, 'DraftOrder'), `#D${on.shop.nextDraftNumber}`)
  applyInput(on, draft, { ...input, lineItems: input.lineItems ?? [] }, (kind) => newId(on.world, kind))
  on.shop.nextDraftNumber += 1
  on.shop.draftOrders.push(draft)
  keepMetafields(on, draft, input)
  act(on.world, on.shop, (change) => {
    reserve(change, draft)
    change.say('draft_orders/create', () => draftBody(on.shop, draft))
  })
  return { ...ok, draftOrder: draftView(on, draft) }
}

const keepMetafields = (on: On, draft: DraftOrder, { metafields }: DraftInput) =>
  writeMetafields(
    on,
    (metafields ?? []).map((input) => ({ ownerId: gid('DraftOrder', draft.id), input })),
  )

function draftByGid(on: On, id: string): DraftOrder {
  const draft = on.shop.draftOrders.find((one) => one.id === idFrom('DraftOrder', id))
  if (!draft) throw refusal('Draft order does not exist', ['id'])
  return draft
}

function openDraft(on: On, id: string, what: string): DraftOrder {
  const draft = draftByGid(on, id)
  if (draft.status === 'COMPLETED') throw refusal(what, ['id'])
  return draft
}

function update({ id, input }: { id: string; input: DraftInput }, on: On): View {
  const draft = openDraft(on, id, 'This order has been paid')
  // What is wrong must leave the draft as it was.
  const next = { ...draft }
  applyInput(on, next, input, (kind) => newId(on.world, kind))
  Object.assign(draft, next)
  keepMetafields(on, draft, input)
  act(on.world, on.shop, (change) => {
    reserve(change, draft)
    change.touchDraft(draft)
  })
  return { ...ok, draftOrder: draftView(on, draft) }
}

function invoiceSend({ id, email }: { id: string; email?: { to?: string | null } | null }, on: On): View {
  const draft = openDraft(on, id, "Draft order Invoice can't be sent. Draft order is already completed.")
  if (!(email?.to ?? draft.email)) throw refusal("To can't be blank")
  act(on.world, on.shop, (change) => {
    draft.status = 'INVOICE_SENT'
    draft.invoiceSentAt = change.at
    change.touchDraft(draft)
  })
  return { ...ok, draftOrder: draftView(on, draft) }
}

function complete({ id, sourceName }: { id: string; sourceName?: string | null }, on: On): View {
  const draft = openDraft(on, id, 'This order has been paid')
  const order = act(on.world, on.shop, (change) => completeDraft(change, draft, sourceName ?? null))
  on.world.routeLater(on.shop, order)
  return { ...ok, draftOrder: draftView(on, draft) }
}

function remove({ input }: { input: { id: string } }, on: On): View {
  const draft = openDraft(on, input.id, 'Draft order is already completed and cannot be deleted')
  act(on.world, on.shop, (change) => {
    releaseReservation(change, draft)
    on.shop.draftOrders = on.shop.draftOrders.filter((one) => one !== draft)
    change.say('draft_orders/delete', () => draftDeletedBody(draft))
  })
  return { ...ok, deletedId: gid('DraftOrder', draft.id) }
}

export const draftOrderMutations: Record<string, Mutation> = {
  draftOrderCalculate: calculate,
  draftOrderCreate: create,
  draftOrderUpdate: update,
  draftOrderInvoiceSend: invoiceSend,
  draftOrderComplete: complete,
  draftOrderDelete: remove,
}
