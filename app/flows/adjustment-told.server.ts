import { z } from 'zod'
import { adjustInventory, moveInventory, stockItems } from '#app/adapters/shopify/write.server.ts'
import { now } from '#app/clock.server.ts'
import type { Tx } from '#app/db.server.ts'
import { planEffect } from '#app/effects/effect.server.ts'
import { TAKEN_OVER, type Effect } from '#app/effects/effect.ts'
import type { EffectKind } from '#app/effects/run-effect.server.ts'
import { LINES_A_CALL } from '#app/stock/stock-take.ts'
import { outcomeOfQuantities, recordQuantities } from './quantities-told.server.ts'
import { keyAfter, mayCountTwice } from './receipt-told.ts'

const Payload = z.object({
  /** What moved the shelves; with its id it is the document that Shopify's history names. */
  about: z.enum(['stock-take', 'adjustment', 'adjustment-undone']),
  id: z.string(),
  /** What it is called in a task: the stock-take's name, or the item's title. */
  name: z.string(),
  location: z.string(),
  does: z.union([
    z.object({
      kind: z.literal('adjust'),
      reason: z.enum(['cycle_count_available', 'damaged', 'shrinkage', 'correction', 'other']),
    }),
    /** Between what is available and what is damaged. */
    z.object({ kind: z.literal('set-aside') }),
  ]),
  /** By how much each shelf of ours was moved. */
  lines: z.array(z.object({ item: z.string(), onHand: z.number().int(), unavailable: z.number().int() })),
  /** How often Shopify refused it: each time a key is spent. */
  refusals: z.number().int().default(0),
})

type AdjustmentPayload = z.input<typeof Payload>

/** Plans that Shopify hears by how much shelves were moved: one effect for each call that it takes. */
export async function tellAdjustment(tx: Tx, shop: string, told: AdjustmentPayload): Promise<void> {
  for (let from = 0; from < told.lines.length; from += LINES_A_CALL)
    await planEffect(tx, shop, {
      key: `${told.about}:${told.id}:${from / LINES_A_CALL + 1}`,
      kind: 'shopify-adjustment',
      payload: { ...told, lines: told.lines.slice(from, from + LINES_A_CALL) },
    })
}

/** Tells Shopify a stock-take, a loss, a find or damaged goods, once by one key until that is refused. */
export const adjustmentTold: EffectKind = {
  async perform(shop, effect, stands) {
    if (mayCountTwice(effect, now()))
      return { kind: 'unknown', why: 'Shopify may have seen it, and no longer knows its key' }
    const told = Payload.parse(effect.payload)
    const items = told.lines.map((l) => l.item)
    // Goods may be found where Shopify has never had any of them.
    const unstocked = await stockItems(shop, told.location, items)
    if (unstocked !== null) return { kind: 'failed', answer: unstocked }
    if (!(await stands())) return TAKEN_OVER
    const key = keyAfter(effect.id, told.refusals)
    return outcomeOfQuantities(await (told.does.kind === 'adjust' ? adjust : setAside)(shop, told, key))
  },
  async record(tx, shop, effect, outcome) {
    const told = Payload.parse(effect.payload)
    const { about, id, name, lines, refusals } = told
    await recordQuantities(tx, shop, { effect, outcome, refusals }, lines, {
      key: effect.key,
      subject: about === 'stock-take' ? id : lines[0]!.item,
      refused: 'adjustment-refused',
      unknown: 'adjustment-unknown',
      params: { name, about },
    })
  },
  interrupted: () => 'again',
}

type Told = z.output<typeof Payload>

// A difference is right whatever Shopify sold meanwhile, so no quantity is compared: `changeFromQuantity` would refuse
// a count as stale for every sale at a till.
function adjust(shop: string, { about, id, location, does, lines }: Told, key: string) {
  const changes = lines.map(({ item, onHand }) => ({
    inventoryItemId: item,
    locationId: location,
    delta: onHand,
    changeFromQuantity: null,
  }))
  const reason = does.kind === 'adjust' ? does.reason : 'other'
  const referenceDocumentUri = `carnet://${about}/${id}`
  return adjustInventory(shop, { name: 'available', reason, referenceDocumentUri, changes }, key)
}

function setAside(shop: string, { about, id, location, lines }: Told, key: string) {
  const uri = `carnet://${about}/${id}`
  const available = { name: 'available', locationId: location, changeFromQuantity: null }
  const damaged = { name: 'damaged', locationId: location, ledgerDocumentUri: uri, changeFromQuantity: null }
  const changes = lines.map(({ item, unavailable }) => ({
    inventoryItemId: item,
    quantity: Math.abs(unavailable),
    ...(unavailable > 0 ? { from: available, to: damaged } : { from: damaged, to: available }),
  }))
  return moveInventory(shop, { reason: 'damaged', referenceDocumentUri: uri, changes }, key)
}

/** The items whose shelves an effect on quantities moved. */
export function itemsOfEffect({ payload }: Pick<Effect, 'payload'>): { item: string }[] {
  const read = z.object({ lines: z.array(z.object({ item: z.string() })) }).safeParse(payload)
  return read.success ? read.data.lines : []
}
