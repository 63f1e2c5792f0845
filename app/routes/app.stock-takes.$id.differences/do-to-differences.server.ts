import { z } from 'zod'
import { explainDifference } from '#app/flows/stock-take-counted.server.ts'
import { postStockTake } from '#app/flows/stock-take-posted.server.ts'
import { REASONS, UNCOUNTED } from '#app/stock/stock-take.ts'
import { done, refused, saidOfCommon, type Said } from '#app/ui/said.ts'

const Why = z.object({ item: z.string(), reason: z.enum(REASONS), note: z.string().trim().max(200) })
const Count = z.number().int().min(0)
const Seen = z.object({ lines: Count, up: Count, down: Count })

/** Says why an item differs, or posts the stock-take. */
export async function doToDifferences(
  shop: string,
  take: string,
  form: FormData,
  who: string,
): Promise<Said> {
  switch (form.get('intent')) {
    case 'reason':
      return explain(shop, take, form)
    case 'post':
      return post(shop, take, form, who)
    default:
      throw new Response(null, { status: 400 })
  }
}

async function explain(shop: string, take: string, form: FormData): Promise<Said> {
  const why = Why.safeParse(Object.fromEntries(form))
  if (!why.success || (why.data.reason === 'other' && why.data.note === ''))
    return refused('stock-take.other-needs-note')
  const { kind } = await explainDifference(shop, { take, ...why.data })
  return kind === 'done' ? done('stock-take.reason-saved') : saidOfCommon(kind)
}

async function post(shop: string, take: string, form: FormData, who: string): Promise<Said> {
  const seen = Seen.safeParse(read(form.get('seen')))
  if (!seen.success) return refused('stock-take.changed-since')
  const uncounted = UNCOUNTED.find((one) => one === form.get('uncounted')) ?? null
  const outcome = await postStockTake(shop, { take, uncounted, seen: seen.data }, who)
  switch (outcome.kind) {
    case 'done':
      return done('stock-take.posted', { count: outcome.lines })
    case 'below-zero':
      return refused('stock-take.below-zero', { titles: outcome.titles.slice(0, 5).join(', ') })
    case 'abandoned':
      return refused('stock-take.not-open')
    case 'uncounted-needs-a-choice':
      return refused('stock-take.choose-first')
    case 'changed-since':
      return refused('stock-take.changed-since')
    default:
      return saidOfCommon(outcome.kind)
  }
}

function read(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return null
  }
}
