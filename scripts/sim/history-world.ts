// What the deeds of a history share: the shop in its store, Carnet's flows, and what people remember of it.
import type { Delivery } from '#store/state/state.ts'
import type { Scene } from './deeds.ts'
import type { loadFlows } from './history-flows.ts'
import type { loadStockFlows } from './history-stock-flows.ts'

export type World = {
  readonly scene: Scene
  readonly flows: Awaited<ReturnType<typeof loadFlows>> & Awaited<ReturnType<typeof loadStockFlows>>
  /** What Shopify said and Carnet has not heard. */
  readonly underway: Delivery[]
  /** What Carnet has heard: it may come again. */
  readonly heard: Delivery[]
  /** Forms as they were sent, by what they ask for: the same may be sent again. */
  readonly forms: Map<string, unknown[]>
}

/** Takes what it needs from the state it finds, and says what it did; null when nothing could be done. */
export type Deed = (world: World) => Promise<string | null> | string | null

export const WHO = 'Marc'
type Outcome = Promise<{ readonly kind: string }>

/** Says how a flow ended. */
export async function told(outcome: Outcome): Promise<string> {
  return (await outcome).kind
}

/**
 * Fills in a form and sends it. Now and then one that was sent before is sent again instead, or the new one twice at
 * once, as by an impatient finger.
 */
export async function send<Form>(
  world: World,
  asks: string,
  fill: () => Promise<Form | null> | Form | null,
  act: (form: Form) => Outcome,
): Promise<string | null> {
  const { dice } = world.scene
  const before = sentBefore<Form>(world, asks)
  if (before.length > 0 && dice.chance(0.2)) return `again ${await told(act(dice.pick(before)))}`
  const form = await fill()
  if (form === null) return null
  before.push(form)
  if (!dice.chance(0.2)) return told(act(form))
  const kinds = await Promise.all([told(act(form)), told(act(form))])
  return `twice ${kinds.sort().join(' and ')}`
}

/** The forms that were sent for it, in their order. */
export function sentBefore<Form>({ forms }: World, asks: string): Form[] {
  const before = forms.get(asks) ?? []
  forms.set(asks, before)
  return before as Form[]
}
