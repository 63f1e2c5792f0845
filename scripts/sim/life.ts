import { readEvent, type InboxReading } from '#app/inbox/read-event.ts'
import { doSomething, isRouted, place, route } from './deeds.ts'
import type { Stage } from './stage.ts'

export type Event = { readonly topic: string; readonly body: Uint8Array; readonly reading: InboxReading }
export type Life = {
  readonly said: string
  readonly order: string
  /** What came of each deed: one of the webhooks that Shopify sent for it, the others never come. */
  readonly events: readonly Event[]
}

/** One life, played once in the practice store; null when nothing in it asks for a fetch. */
export function play({ store, scene }: Stage, events: number): Life | null {
  const { dice } = scene
  const since = () => store.world.state.deliveries.length
  const told: Event[] = []
  const said: string[] = []
  const hear = (from: number, deed: string) => {
    const about = store.world.state.deliveries
      .slice(from)
      .map(({ topic, body }) => ({ topic, body: new TextEncoder().encode(body) }))
      .map((one): Event => ({ ...one, reading: readEvent(one) }))
      .filter(({ reading }) => reading.kind === 'order-snapshot' || reading.kind === 'order-hint')
    // A hint leads to the last state at once: bodies that tell how it was then make the longer ways.
    const snapshots = about.filter(({ reading }) => reading.kind === 'order-snapshot')
    const event = dice.pick(snapshots.length > 0 && dice.chance(0.8) ? snapshots : about)
    told.push(event)
    said.push(`${deed} (${event.topic})`)
  }
  const start = since()
  const { name, said: placed } = place(scene)
  hear(start, placed)
  while (told.length < events) {
    // Bodies tell whole seconds: deeds of one second contradict each other.
    if (dice.chance(0.7)) store.control.setClock({ advance: 'PT1S' })
    const from = since()
    const last = told.length === events - 1
    const routed = last || dice.chance(0.4) ? route(scene, name) : null
    hear(from, routed ?? doSomething(scene, name))
  }
  store.control.setClock({ advance: 'PT1H' })
  // Without a hint nobody asks Shopify where the order is routed, unless two bodies contradict each other on the way.
  if (!isRouted(scene, name) || !told.some(({ reading }) => reading.kind === 'order-hint')) return null
  return {
    said: said.join('; '),
    order: store.control.order({ shop: scene.shop, order: name }).gid,
    events: told,
  }
}
