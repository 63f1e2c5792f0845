// What becomes of one event's deliveries, by the switches that are on.
import { randomUUID } from 'node:crypto'
import { roll } from '../switches/rules.ts'
import type { Switches, TwinIds, WebhookKind } from '../switches/switches.ts'
import type { Delivery } from '../state/state.ts'

export type Fate = {
  send: 'once' | 'twice' | 'hold' | 'drop'
  ids: TwinIds
  /** Milliseconds of the shop's clock. */
  lateMs: number
  /** Its place among those it is shuffled with, and how long these are collected. */
  shuffled: { place: number; withinMs: number } | null
  /** What happens to the body after it was signed. */
  body: 'altered' | 'truncated' | null
  /** What comes besides it, from somebody else. */
  extras: ('forged' | 'other-shop')[]
}

/** Draws the fate of a shop's next event of a topic. */
export function fateOf({ seed, webhooks }: Switches, shop: string, topic: string): Fate {
  const stream = `${shop} ${topic}`
  const hits = webhooks.draw(seed, stream, [topic])
  const of = (kind: WebhookKind) => hits.find((rule) => rule.kind === kind)
  const late = of('late')
  const shuffled = of('shuffled')
  // Drawn again from the drawn rule, so that the time differs from delivery to delivery.
  const dice = (what: string) => roll(`${seed} ${what} ${stream} ${webhooks.drawn(stream)}`)
  return {
    send: of('drop') ? 'drop' : of('hold') ? 'hold' : of('twice') ? 'twice' : 'once',
    ids: of('twice')?.ids ?? 'same',
    lateMs: late ? Math.round(late.fromMs + (late.toMs - late.fromMs) * dice('by')) : 0,
    shuffled: shuffled ? { place: dice('place'), withinMs: shuffled.toMs } : null,
    body: of('altered') ? 'altered' : of('truncated') ? 'truncated' : null,
    extras: (['forged', 'other-shop'] as const).filter((kind) => of(kind)),
  }
}

/** The same delivery a second time, with those ids of its own. */
export function twinOf<D extends Pick<Delivery, 'webhookId' | 'eventId'>>(delivery: D, ids: TwinIds): D {
  const webhookId = ids === 'new' || ids === 'new-webhook-id' ? randomUUID() : delivery.webhookId
  const eventId =
    ids === 'no-event-id' ? '' : ids === 'new' || ids === 'new-event-id' ? randomUUID() : delivery.eventId
  return { ...delivery, webhookId, eventId }
}
