import { z } from 'zod'
import { FATES } from '#app/deliveries/transfer.ts'
import { cancelTransfer, scanIntoTransfer, setTransferLine } from '#app/flows/transfer-drafted.server.ts'
import { sendTransfer } from '#app/flows/transfer-sent.server.ts'
import { settleTransfer } from '#app/flows/transfer-settled.server.ts'
import { done, invalid, refused, saidOfCommon, type Said } from '#app/ui/said.ts'

const Quantity = z.coerce.number().int().min(0).max(1_000_000)
const Line = z.object({ item: z.string(), quantity: Quantity })
const Codes = z.array(z.string().min(1).max(200)).min(1).max(500)
const Settled = z.object({
  step: z.uuid(),
  fate: z.enum(FATES),
  lines: z.array(Line).max(1_000),
  reason: z.string().max(300).default(''),
})

/** Does what a person asked for a transfer, and says what came of it. */
export async function doToTransfer(shop: string, id: string, form: FormData, who: string): Promise<Said> {
  switch (form.get('intent')) {
    case 'line':
      return setLine(shop, id, form, who)
    case 'scan':
      return scan(shop, id, form, who)
    case 'send':
      return send(shop, id, who)
    case 'cancel':
      return cancel(shop, id, who)
    case 'settle':
      return settle(shop, id, form, who)
    default:
      throw new Response(null, { status: 400 })
  }
}

async function setLine(shop: string, transfer: string, form: FormData, who: string): Promise<Said> {
  const line = Line.safeParse(Object.fromEntries(form))
  if (!line.success) return invalid({ quantity: 'field.whole-number' })
  const { kind } = await setTransferLine(shop, { transfer, ...line.data }, who)
  switch (kind) {
    case 'done':
      return done('transfer.line-set')
    case 'unknown-item':
    case 'not-a-draft':
      return refused(`transfer.${kind}`)
    default:
      return saidOfCommon('not-found')
  }
}

async function scan(shop: string, transfer: string, form: FormData, who: string): Promise<Said> {
  const codes = Codes.safeParse(read(form, 'codes'))
  if (!codes.success) return refused('transfer.unreadable')
  const outcome = await scanIntoTransfer(shop, { transfer, codes: codes.data }, who)
  switch (outcome.kind) {
    case 'done':
      return outcome.unknown.length > 0
        ? refused('transfer.unknown-code', { code: outcome.unknown.join(', ') })
        : done('transfer.scanned', { count: outcome.units })
    case 'not-a-draft':
      return refused('transfer.not-a-draft')
    case 'not-found':
      return saidOfCommon('not-found')
  }
}

async function send(shop: string, id: string, who: string): Promise<Said> {
  const outcome = await sendTransfer(shop, id, who)
  switch (outcome.kind) {
    case 'done':
      return done('transfer.sent', { number: outcome.number })
    case 'more-than-free':
      return refused('transfer.more-than-free', { title: outcome.title, count: outcome.free })
    case 'empty':
    case 'closed-place':
    case 'not-a-draft':
      return refused(`transfer.${outcome.kind}`)
    default:
      return saidOfCommon(outcome.kind)
  }
}

async function cancel(shop: string, id: string, who: string): Promise<Said> {
  const { kind } = await cancelTransfer(shop, id, who)
  if (kind === 'done') return done('transfer.cancelled')
  return kind === 'not-a-draft' ? refused('transfer.not-a-draft') : saidOfCommon('not-found')
}

async function settle(shop: string, transfer: string, form: FormData, who: string): Promise<Said> {
  const said = Settled.safeParse({ ...Object.fromEntries(form), lines: read(form, 'lines') })
  if (!said.success) return refused('transfer.unreadable')
  const outcome = await settleTransfer(shop, { transfer, ...said.data }, who)
  switch (outcome.kind) {
    case 'done':
      return outcome.disputed > 0
        ? done('transfer.settled-in-part', { count: outcome.disputed })
        : done('transfer.settled')
    case 'more-than-in-transit':
      return refused('transfer.more-than-in-transit', { title: outcome.title, count: outcome.there })
    case 'bad-quantity':
      return refused('transfer.unreadable')
    case 'no-reason':
    case 'not-under-way':
      return refused(`transfer.${outcome.kind}`)
    default:
      return saidOfCommon(outcome.kind)
  }
}

function read(form: FormData, name: string): unknown {
  try {
    return JSON.parse(String(form.get(name)))
  } catch {
    return null
  }
}
