import { setTimeout as sleep } from 'node:timers/promises'
import {
  GraphqlQueryError,
  HttpMaxRetriesError,
  HttpResponseError,
  HttpThrottlingError,
  type Session,
} from '@shopify/shopify-api'
import { log } from '../../log.server.ts'
import { AdminError, type AdminFailure } from './admin-error.server.ts'
import { API_VERSION, shopify } from './api.server.ts'
import type { AnswerTo, Document, VariablesArgument } from './document.ts'
import { forgetRefused, offlineSession, renewedSession } from './token.server.ts'

/** No answer within this time is no answer. */
const PATIENCE_MS = 20_000
/** Throttled longer than this: whoever asks is told to come back, so that no job sleeps while others wait. */
const LONGEST_WAIT_MS = 30_000

/**
 * Asks the Admin API in the name of a shop and answers the whole `data`, as the document's type says. Waits while throttled, renews the token when
 * it must; throws `AdminError` for everything that is no full answer. Never call it inside a transaction.
 */
export async function query<D extends Document>(
  shop: string,
  document: D,
  ...[variables]: VariablesArgument<D>
): Promise<AnswerTo<D>> {
  let session = await offlineSession(shop)
  let renewed = false
  for (let waited = 0; ;) {
    const answer = await ask<AnswerTo<D>>(session, document, variables ?? {})
    if (answer.kind === 'data') return answer.data
    if (answer.kind === 'throttled' && waited + answer.waitMs <= LONGEST_WAIT_MS) {
      waited += answer.waitMs
      await sleep(answer.waitMs)
    } else if (answer.kind === 'unauthorized') {
      if (renewed) {
        await forgetRefused(session)
        throw new AdminError({ kind: 'parked', why: 'Shopify refuses the renewed token' })
      }
      renewed = true
      session = await renewedSession(shop, session.accessToken)
    } else {
      throw new AdminError(answer)
    }
  }
}

type Variables = Record<string, unknown>
type Answer<Data> = { kind: 'data'; data: Data } | { kind: 'unauthorized' } | AdminFailure

async function ask<Data>(session: Session, document: string, variables: Variables): Promise<Answer<Data>> {
  const client = new (shopify().clients.Graphql)({ session })
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const { data, headers } = await client.request(document, { variables, retries: 0, signal })
    noticeVersion(headers)
    return data ? { kind: 'data', data: data as Data } : { kind: 'refused', messages: ['no data'] }
  } catch (error) {
    return failureOf(error)
  }
}

type GraphqlFailure = {
  errors?: { graphQLErrors?: { message: string; extensions?: { code?: string } }[] }
  extensions?: { cost?: Cost }
}
type Cost = {
  requestedQueryCost?: number
  throttleStatus?: { currentlyAvailable: number; restoreRate: number }
}

function failureOf(error: unknown): { kind: 'unauthorized' } | AdminFailure {
  if (error instanceof GraphqlQueryError) {
    const body = error.body as GraphqlFailure
    const errors = body.errors?.graphQLErrors ?? []
    if (errors.some(({ extensions }) => extensions?.code === 'THROTTLED')) {
      return { kind: 'throttled', waitMs: waitFor(body.extensions?.cost) }
    }
    return {
      kind: 'refused',
      messages: errors.length ? errors.map(({ message }) => message) : [error.message],
    }
  }
  if (error instanceof HttpThrottlingError) {
    return { kind: 'throttled', waitMs: (error.response.retryAfter ?? 2) * 1_000 }
  }
  if (error instanceof HttpResponseError && !(error instanceof HttpMaxRetriesError)) {
    const { code } = error.response
    if (code === 401) return { kind: 'unauthorized' }
    // 402 the shop is frozen, 403 and 404 the app or the shop is gone: only opening the app again mends these.
    if (code === 402 || code === 403 || code === 404)
      return { kind: 'parked', why: `Shopify answered ${code}` }
    return { kind: 'unreachable', why: `Shopify answered ${code}` }
  }
  return { kind: 'unreachable', why: error instanceof Error ? error.message.slice(0, 200) : 'no answer' }
}

/** Until the bucket holds what the query costs; Shopify may lower both figures at any time. */
function waitFor(cost: Cost | undefined): number {
  const { requestedQueryCost = 1_000, throttleStatus } = cost ?? {}
  if (!throttleStatus) return 2_000
  const missing = requestedQueryCost - throttleStatus.currentlyAvailable
  return Math.max(250, Math.ceil((missing / Math.max(throttleStatus.restoreRate, 1)) * 1_000))
}

// A version that fell forward still answers, with other fields: seen here before it is seen in the books.
function noticeVersion(headers: Record<string, unknown> | undefined): void {
  const [version] = [headers?.['X-Shopify-Api-Version']].flat()
  if (version && version !== API_VERSION)
    log.error({ version, asked: API_VERSION }, 'Shopify answers another API version')
}
