import { z } from 'zod'
import { asDay } from '#app/core/day.ts'
import type { Gid } from '#app/core/gid.ts'
import { setCallOff } from '#app/flows/call-off-set.server.ts'
import { callUnits, cancelCall } from '#app/flows/units-called.server.ts'
import { done, refused, saidOfCommon, type Said } from '#app/ui/said.ts'

const Call = z.object({
  call: z.uuid(),
  wishedOn: z
    .string()
    .refine((text) => text === '' || asDay(text) !== null)
    .transform((text) => text || null),
  lines: z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue('not JSON')
        return z.NEVER
      }
    })
    .pipe(z.array(z.object({ line: z.string(), quantity: z.number().int().min(0).max(1_000_000) }))),
})

/** Keeps an order's units until called, or ends that. */
export async function keepUntilCalled(shop: string, order: string, on: boolean, who: string): Promise<Said> {
  const { kind } = await setCallOff(shop, { order, on }, who)
  switch (kind) {
    case 'done':
      return done(on ? 'call.begun' : 'call.ended')
    case 'not-open':
      return refused('call.not-open')
    default:
      return saidOfCommon(kind)
  }
}

/** Notes what a customer calls of the units that are kept for him. */
export async function noteCall(shop: string, order: string, form: FormData, who: string): Promise<Said> {
  const read = Call.safeParse(Object.fromEntries(form))
  if (!read.success) return refused('call.bad-quantity')
  const lines = read.data.lines.map((l) => ({ ...l, line: l.line as Gid<'LineItem'> }))
  const outcome = await callUnits(shop, { order, ...read.data, lines }, who)
  switch (outcome.kind) {
    case 'done':
      return done('call.noted')
    case 'more-than-kept':
      return refused('call.more-than-kept', { title: outcome.title, count: outcome.kept })
    case 'bad-quantity':
    case 'not-on-call':
      return refused(`call.${outcome.kind}`)
    default:
      return saidOfCommon(outcome.kind)
  }
}

/** Takes a call back. */
export async function takeBackCall(shop: string, order: string, form: FormData, who: string): Promise<Said> {
  const call = z.uuid().safeParse(form.get('call'))
  if (!call.success) return saidOfCommon('not-found')
  const { kind } = await cancelCall(shop, { order, call: call.data }, who)
  return kind === 'done' ? done('call.cancelled') : saidOfCommon(kind)
}
