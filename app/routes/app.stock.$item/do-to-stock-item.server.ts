import { z } from 'zod'
import {
  adjustStock,
  previewAdjustment,
  undoAdjustment,
  type AdjustmentRefused,
} from '#app/flows/stock-adjusted.server.ts'
import { ADJUSTMENT_REASONS, DID } from '#app/stock/adjustment.ts'
import type { AdjustSaid } from '#app/stock/AdjustCard.tsx'
import { done, invalid, refused, saidOfCommon, type Said } from '#app/ui/said.ts'

const Wanted = z.object({
  id: z.uuid(),
  location: z.string().min(1),
  did: z.enum(DID),
  reason: z.enum(ADJUSTMENT_REASONS),
  quantity: z.coerce.number().int().min(1).max(1_000_000),
  note: z.string().trim().max(200),
})

/** Notes a loss, breakage or find of an item, shows first what it does, or takes one back; null for another intent. */
export async function doToStockItem(
  shop: string,
  item: string,
  form: FormData,
  who: string,
): Promise<AdjustSaid | null> {
  switch (form.get('intent')) {
    case 'preview-adjust':
    case 'adjust':
      return adjust(shop, item, form, who)
    case 'undo-adjust':
      return undo(shop, String(form.get('id')), who)
    default:
      return null
  }
}

async function adjust(shop: string, item: string, form: FormData, who: string): Promise<AdjustSaid> {
  const wanted = Wanted.safeParse(Object.fromEntries(form))
  if (!wanted.success) return invalid({ quantity: 'field.whole-number' })
  const adjustment = { ...wanted.data, item }
  if (form.get('intent') === 'adjust') {
    const outcome = await adjustStock(shop, adjustment, who)
    return outcome.kind === 'done' ? done(`adjust.done.${adjustment.did}`) : saidOf(outcome)
  }
  const outcome = await previewAdjustment(shop, adjustment)
  return outcome.kind === 'preview'
    ? { ...done('purchase.previewed'), quiet: true, preview: outcome }
    : saidOf(outcome)
}

function saidOf(outcome: AdjustmentRefused): Said {
  if (outcome.kind !== 'wrong') return saidOfCommon(outcome.kind)
  switch (outcome.why) {
    case 'needs-a-note':
      return invalid({ note: 'stock-take.other-needs-note' })
    case 'more-than-there':
      return invalid({ quantity: 'adjust.more-than-there' })
    case 'bad-quantity':
      return invalid({ quantity: 'field.whole-number' })
    case 'bad-reason':
      return refused('common.invalid')
  }
}

async function undo(shop: string, id: string, who: string): Promise<Said> {
  if (!z.uuid().safeParse(id).success) return saidOfCommon('not-found')
  const { kind } = await undoAdjustment(shop, id, who)
  switch (kind) {
    case 'done':
      return done('adjust.undone')
    case 'followed':
      return refused('adjust.followed')
    case 'not-told':
      return refused('adjust.not-told')
    case 'not-found':
      return saidOfCommon(kind)
  }
}
