import { z } from 'zod'
import { adjustInventory, moveInventory, stockItems } from '#app/adapters/shopify/write.server.ts'
import { now } from '#app/clock.server.ts'
import type { Tx } from '#app/db.server.ts'
import { planEffect } from '#app/effects/effect.server.ts'
import { TAKEN_OVER, type Effect, type Outcome } from '#app/effects/effect.ts'
import type { EffectKind } from '#app/effects/run-effect.server.ts'
import { LINES_A_CALL } from '#app/stock/stock-take.ts'
import type { RaisedTask } from '#app/tasks/task.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'
import { readLevelsLater } from './levels-read.server.ts'
import { keyAfter, mayCountTwice } from './quantities-told.ts'

const ABOUT = ['receipt', 'transfer', 'stock-take', 'adjustment', 'adjustment-undone', 'short-pick'] as const

const Payload = z.object({
  /** What moved the shelves; with its id it is the document that Shopify's history names. */
  about: z.enum(ABOUT),
  id: z.string(),
  /** What people call it in a task (a number, a stock-take's name, an item's title), and what the task is about. */
  name: z.string(),
  subject: z.string(),
  location: z.string(),
  /** Shopify's own word for why. */
  reason: z.string(),
  /**
   * By how much each shelf of ours was moved: what lies there, what of it nobody may have and as what it is set aside,
   * or both at once. Of one payload all are of one sort, for each is a call of its own.
   */
  lines: z.array(
    z.object({
      item: z.string(),
      onHand: z.number().int(),
      unavailable: z.number().int().default(0),
      as: z.enum(['damaged', 'quality_control']).default('damaged'),
    }),
  ),
  /** How often Shopify refused it: each time a key is spent. */
  refusals: z.number().int().default(0),
})

type QuantitiesPayload = z.input<typeof Payload>
type Told = z.output<typeof Payload>

export const QUANTITIES = 'shopify-quantities'

/** Plans that Shopify hears by how much shelves were moved, by one effect for each call that it takes. */
export async function tellQuantities(tx: Tx, shop: string, told: QuantitiesPayload): Promise<void> {
  for (let from = 0; from < told.lines.length; from += LINES_A_CALL)
    await planEffect(tx, shop, {
      key: `${told.about}:${told.id}${from === 0 ? '' : `:${from / LINES_A_CALL + 1}`}`,
      kind: QUANTITIES,
      payload: { ...told, lines: told.lines.slice(from, from + LINES_A_CALL) },
    })
}

/** Tells Shopify what came, left, was counted or was set aside, once by one key until that is refused. */
export const quantitiesTold: EffectKind = {
  async perform(shop, effect, stands) {
    if (mayCountTwice(effect, now()))
      return { kind: 'unknown', why: 'Shopify may have seen it, and no longer knows its key' }
    const told = Payload.parse(effect.payload)
    const items = told.lines.map((l) => l.item)
    // Goods may come, or be found, where Shopify has never had any of them.
    const unstocked = await stockItems(shop, told.location, items)
    if (unstocked !== null) return { kind: 'failed', answer: unstocked }
    if (!(await stands())) return TAKEN_OVER
    return outcomeOf(await callFor(told.lines)(shop, told, keyAfter(effect.id, told.refusals)))
  },
  record: (tx, shop, effect, outcome) => record(tx, shop, { effect, outcome }),
  interrupted: () => 'again',
}

// What comes aside, or leaves from there, was never available.
function callFor(lines: Told['lines']) {
  if (lines.every((l) => l.unavailable === 0)) return adjust
  return lines.some((l) => l.onHand !== 0) ? adjustAside : setAside
}

// A difference is right whatever Shopify sold meanwhile, so no quantity is compared: `changeFromQuantity` would refuse
// it as stale for every sale at a till.
function adjust(shop: string, told: Told, key: string) {
  const changes = told.lines.map(({ item, onHand }) => ({
    inventoryItemId: item,
    locationId: told.location,
    delta: onHand,
    changeFromQuantity: null,
  }))
  const { reason } = told
  return adjustInventory(shop, { name: 'available', reason, referenceDocumentUri: uriOf(told), changes }, key)
}

function adjustAside(shop: string, told: Told, key: string) {
  const uri = uriOf(told)
  const changes = told.lines.map(({ item, unavailable }) => ({
    ...{ inventoryItemId: item, locationId: told.location, delta: unavailable },
    ...{ ledgerDocumentUri: uri, changeFromQuantity: null },
  }))
  const { reason, lines } = told
  return adjustInventory(shop, { name: lines[0]!.as, reason, referenceDocumentUri: uri, changes }, key)
}

function setAside(shop: string, told: Told, key: string) {
  const place = { locationId: told.location, changeFromQuantity: null }
  const uri = uriOf(told)
  const changes = told.lines.map(({ item, unavailable, as }) => {
    const available = { ...place, name: 'available' }
    const aside = { ...place, name: as, ledgerDocumentUri: uri }
    const ends = unavailable > 0 ? { from: available, to: aside } : { from: aside, to: available }
    return { inventoryItemId: item, quantity: Math.abs(unavailable), ...ends }
  })
  return moveInventory(shop, { reason: told.reason, referenceDocumentUri: uri, changes }, key)
}

function uriOf({ about, id }: Told): string {
  return `carnet://${about}/${id}`
}

/** Shopify itself refused the quantities: nothing was changed by its key, and never will be. */
const REFUSED = 'refused'

type Answer = {
  readonly inventoryAdjustmentGroup: { readonly id: string } | null
  readonly userErrors: readonly { readonly code?: string | null; readonly message: string }[]
}

function outcomeOf({ inventoryAdjustmentGroup, userErrors }: Answer): Outcome {
  if (inventoryAdjustmentGroup) return { kind: 'done', answer: inventoryAdjustmentGroup.id }
  if (userErrors.some((e) => e.code === 'IDEMPOTENCY_CONCURRENT_REQUEST'))
    return { kind: 'later', why: 'the same call is under way' }
  const answer = userErrors.map((e) => e.message).join('; ') || 'refused'
  return { kind: 'failed', answer, result: REFUSED }
}

// Which task is raised when Shopify refuses, or nobody knows whether it counted.
const TASKS = {
  receipt: ['receipt-refused', 'receipt-unknown'],
  transfer: ['transfer-refused', 'transfer-unknown'],
  'stock-take': ['adjustment-refused', 'adjustment-unknown'],
  adjustment: ['adjustment-refused', 'adjustment-unknown'],
  'adjustment-undone': ['adjustment-refused', 'adjustment-unknown'],
  'short-pick': ['set-aside-refused', 'set-aside-refused'],
} as const satisfies Record<Told['about'], readonly [RaisedTask['kind'], RaisedTask['kind']]>

// The shelves are read once it is known how it ended; what was refused, or is not known, is a task of the effect's key.
async function record(
  tx: Tx,
  shop: string,
  { effect, outcome }: { effect: Effect; outcome: Outcome },
): Promise<void> {
  if (outcome.kind === 'later' || outcome.kind === 'wait') return
  const { about, name, subject, lines, refusals } = Payload.parse(effect.payload)
  const { key } = effect
  const [refused, unknown] = TASKS[about]
  const raise = (kind: RaisedTask['kind'], answer: string) =>
    raiseTasks(tx, shop, [{ key, kind, subject, params: { name, about, answer, effect: effect.id } }], now())
  if (outcome.kind === 'unknown') return raise(unknown, outcome.why)
  // Nobody could judge these shelves while Shopify might or might not have seen it.
  await readLevelsLater(tx, shop, lines)
  if (outcome.kind === 'done') return resolveTasks(tx, shop, [key], now(), 'carnet')
  // Of the next key Shopify has heard nothing.
  if (outcome.result === REFUSED)
    await tx.$executeRaw`
      UPDATE effect SET payload = payload - 'firstAt'
        || jsonb_build_object('refusals', ${refusals + 1}::integer, 'interruptions', 0)
      WHERE shop = ${shop} AND id = ${effect.id}::uuid`
  return raise(refused, outcome.answer)
}

/** The items whose shelves an effect on quantities moved. */
export function itemsOfQuantities({ payload }: Pick<Effect, 'payload'>): { item: string }[] {
  return Payload.safeParse(payload).data?.lines ?? []
}
