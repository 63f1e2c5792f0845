// What a call of the Admin API gets over HTTP: its answer, or what the switches make of it.
import { STATUS_CODES } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Shop } from '../state/shop.ts'
import type { World } from '../state/world.ts'
import { API_VERSION } from '../webhooks/post.ts'
import { answer, documentOf, type GraphQLRequest, refuseThrottled } from './execute.ts'
import { type Faults, faultsOf, internalError } from './faults.ts'

export type Reply = { status: number; headers: Record<string, string>; body: unknown } | 'cut'

const RETRY_AFTER_S = '2.0'

/** Answers a request; `cut` is a connection that ends without an answer. */
export async function reply(world: World, shop: Shop, request: GraphQLRequest): Promise<Reply> {
  const document = documentOf(request.query ?? '')
  const faults = 'kind' in document ? faultsOf(world, shop, document, request.operationName) : undefined
  const headers = {
    'x-shopify-api-version': faults?.version?.version ?? API_VERSION,
    'x-request-id': crypto.randomUUID(),
  }
  if (faults?.slow && !faults.mutation) await sleep(faults.slow.ms)
  const instead = await insteadOf(faults, headers)
  if (instead) return instead
  if (faults?.outcome?.kind === 'throttled')
    return { status: 200, headers, body: refuseThrottled(world, shop, request) }
  const result = await answer(world, shop, request, faults)
  if (faults?.outcome?.kind === 'lost-answer') {
    await sleep(faults.outcome.ms)
    return 'cut'
  }
  // Nothing of it could be null: then all of it is.
  if (faults?.partial?.failed === 0 && !result.errors)
    return { status: 200, headers, body: { ...result, data: null, errors: [internalError()] } }
  return { status: 200, headers, body: result }
}

/** What comes before anything is done. */
async function insteadOf(
  faults: Faults | undefined,
  headers: Record<string, string>,
): Promise<Reply | undefined> {
  const outcome = faults?.outcome
  if (outcome?.kind === 'lost-request') {
    await sleep(outcome.ms)
    return 'cut'
  }
  if (outcome?.kind === 'http429')
    return {
      status: 429,
      headers: { ...headers, 'retry-after': RETRY_AFTER_S },
      body: {
        errors:
          'Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.',
      },
    }
  if (outcome?.kind === 'http500')
    return {
      status: outcome.status,
      headers,
      body: { errors: `${STATUS_CODES[outcome.status] ?? outcome.status} (practice store, on request)` },
    }
  return undefined
}
