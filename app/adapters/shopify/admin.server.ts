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
import { pointsFor, type Called, type Cost } from './line.server.ts'
import { forgetRefused, offlineSession, renewedSession } from './token.server.ts'
import { thisTurn, type Turn } from './turns.server.ts'

/** No answer within this time is no answer. */
const PATIENCE_MS = 20_000
/** Throttled although the points should have been there: others take of them too. */
const BREATH_MS = 250
const UNTOLD_MS = 2_000

/**
 * Asks the Admin API in the name of a shop and answers the whole `data`, as the document's type says. Stands in the
 * shop's line until its points are there, renews the token when it must; throws `AdminError` for everything that is no
 * full answer, `throttled` when the line is longer than the patience of the running turn. Never call it inside a
 * transaction.
 */
export async function query<D extends Document>(
  shop: string,
  document: D,
  ...[variables]: VariablesArgument<D>
): Promise<AnswerTo<D>> {
  const turn = thisTurn()
  try {
    const data = await answered<AnswerTo<D>>(shop, document, variables ?? {}, turn)
    turn.parked = null
    return data
  } catch (error) {
    if (error instanceof AdminError && error.failure.kind === 'parked') turn.parked = error.failure.why
    throw error
  }
}

async function answered<Data>(
  shop: string,
  document: string,
  variables: Variables,
  turn: Turn,
): Promise<Data> {
  let session = await offlineSession(shop)
  let renewed = false
  for (let again = false; ; again = true) {
    const tell = await pointsFor({ shop, document, variables, again }, turn)
    const answer = await ask<Data>(session, document, variables)
    tell(answer.called)
    turn.version = answer.version ?? turn.version
    if (answer.kind === 'data') return answer.data
    if (answer.kind === 'unauthorized') {
      if (renewed) {
        await forgetRefused(session)
        throw new AdminError({ kind: 'parked', why: 'Shopify refuses the renewed token' })
      }
      renewed = true
      session = await renewedSession(shop, session.accessToken)
    } else if (answer.kind === 'failed') throw new AdminError(answer.failure)
  }
}

type Variables = Record<string, unknown>
type Heard = { readonly called: Called; readonly version?: string | null }
type Failed =
  | { readonly kind: 'throttled' | 'unauthorized' }
  | { readonly kind: 'failed'; readonly failure: AdminFailure }
type Answer<Data> = Heard & ({ readonly kind: 'data'; readonly data: Data } | Failed)

async function ask<Data>(session: Session, document: string, variables: Variables): Promise<Answer<Data>> {
  const client = new (shopify().clients.Graphql)({ session })
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const { data, headers, extensions } = await client.request(document, { variables, retries: 0, signal })
    const heard = { called: { cost: extensions?.cost as Cost | undefined }, version: versionOf(headers) }
    if (data) return { kind: 'data', data: data as Data, ...heard }
    return { ...failed({ kind: 'refused', messages: ['no data'] }), ...heard }
  } catch (error) {
    return failureOf(error)
  }
}

const failed = (failure: AdminFailure): Failed => ({ kind: 'failed', failure })

type GraphqlFailure = {
  errors?: { graphQLErrors?: { message: string; extensions?: { code?: string } }[] }
  extensions?: { cost?: Cost }
}

function failureOf(error: unknown): Heard & Failed {
  if (error instanceof GraphqlQueryError) return refusalOf(error)
  if (error instanceof HttpThrottlingError) {
    const { retryAfter } = error.response
    return { kind: 'throttled', called: { closedMs: retryAfter ? retryAfter * 1_000 : UNTOLD_MS } }
  }
  return { ...httpFailureOf(error), called: {} }
}

function refusalOf(error: GraphqlQueryError): Heard & Failed {
  const body = error.body as GraphqlFailure
  const errors = body.errors?.graphQLErrors ?? []
  const cost = body.extensions?.cost
  const heard = { called: { cost }, version: versionOf(error.headers) }
  if (errors.some(({ extensions }) => extensions?.code === 'THROTTLED')) {
    return {
      kind: 'throttled',
      ...heard,
      called: { cost, closedMs: cost?.throttleStatus ? BREATH_MS : UNTOLD_MS },
    }
  }
  const messages = errors.length ? errors.map(({ message }) => message) : [error.message]
  return { ...failed({ kind: 'refused', messages }), ...heard }
}

function httpFailureOf(error: unknown): Failed {
  if (error instanceof HttpResponseError && !(error instanceof HttpMaxRetriesError)) {
    const { code } = error.response
    if (code === 401) return { kind: 'unauthorized' }
    // 402 the shop is frozen, 403 and 404 the app or the shop is gone: only opening the app again mends these.
    const why = `Shopify answered ${code}`
    return failed(
      code === 402 || code === 403 || code === 404 ? { kind: 'parked', why } : { kind: 'unreachable', why },
    )
  }
  const why = error instanceof Error ? error.message.slice(0, 200) : 'no answer'
  return failed({ kind: 'unreachable', why })
}

// A version that fell forward still answers, with other fields: seen here before it is seen in the books.
function versionOf(headers: Readonly<Record<string, unknown>> | undefined): string | null {
  const [version] = [headers?.['X-Shopify-Api-Version']].flat()
  if (typeof version !== 'string') return null
  if (version !== API_VERSION)
    log.error({ version, asked: API_VERSION }, 'Shopify answers another API version')
  return version
}
