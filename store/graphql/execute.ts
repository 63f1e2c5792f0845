// Answers one Admin API request: parse, validate against the real schema, execute with our own resolvers.
import { execute, type ExecutionResult, GraphQLError, parse, type DocumentNode } from 'graphql'
import { expireReservations } from '../orders/expire.ts'
import type { Shop } from '../state/shop.ts'
import type { World } from '../state/world.ts'
import { MOST_PER_QUERY, type ThrottleStatus } from './bucket.ts'
import type { On } from './context.ts'
import { costOf } from './cost.ts'
import type { Faults } from './faults.ts'
import { resolve } from './resolve.ts'
import { adminSchema } from './schema.ts'
import { errorsOf } from './validation.ts'

export type GraphQLRequest = {
  query: string
  variables?: Record<string, unknown> | null
  operationName?: string | null
}

const documents = new Map<string, DocumentNode | readonly GraphQLError[]>()

export function documentOf(query: string): DocumentNode | readonly GraphQLError[] {
  const known = documents.get(query)
  if (known) return known
  let result: DocumentNode | readonly GraphQLError[]
  try {
    const document = parse(query)
    const errors = errorsOf(document)
    result = errors.length > 0 ? errors : document
  } catch (error) {
    result = [error as GraphQLError]
  }
  if (documents.size > 500) documents.clear()
  documents.set(query, result)
  return result
}

/** The answer with Shopify's cost extension; a bucket with too few points answers that it is throttled. */
export async function answer(
  world: World,
  shop: Shop,
  request: GraphQLRequest,
  faults?: Faults,
): Promise<ExecutionResult> {
  const document = documentOf(request.query ?? '')
  if (!('kind' in document)) return { errors: document }
  const absent = faults?.version?.absent ?? []
  const gone = absent.length > 0 ? errorsOf(document, absent) : []
  if (gone.length > 0) return { errors: gone }
  expireReservations(world, shop)
  const variables = request.variables ?? {}
  const { requested, actual } = costOf(document, variables, request.operationName)
  const refused = tooDear(requested) ?? throttled(world, shop, requested)
  if (refused)
    return {
      errors: [refused],
      extensions: costExtension(requested, null, world.points.take(shop.domain, 0)),
    }
  const result = await execute({
    schema: adminSchema(),
    document,
    variableValues: variables,
    operationName: request.operationName ?? null,
    contextValue: { world, shop, faults } satisfies On,
    fieldResolver: resolve,
  })
  const charged = actual(result.data)
  const status = world.points.take(shop.domain, charged)
  return { ...result, extensions: costExtension(requested, charged, status) }
}

const costExtension = (requested: number, charged: number | null, status: ThrottleStatus) => ({
  cost: { requestedQueryCost: requested, actualQueryCost: charged, throttleStatus: status },
})

const tooDear = (requested: number) =>
  requested > MOST_PER_QUERY
    ? new GraphQLError(
        `Query cost is ${requested}, which exceeds the single query max cost limit (${MOST_PER_QUERY}).`,
        { extensions: { code: 'MAX_COST_EXCEEDED', cost: requested, maxCost: MOST_PER_QUERY } },
      )
    : undefined

const throttled = (world: World, shop: Shop, requested: number) =>
  world.points.has(shop.domain, requested) ? undefined : throttledError()

const throttledError = () =>
  new GraphQLError('Throttled', {
    extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' },
  })

/** The answer to a request that is throttled although there are points: it says that there are none. */
export function refuseThrottled(world: World, shop: Shop, request: GraphQLRequest): ExecutionResult {
  const document = documentOf(request.query ?? '')
  const { requested } =
    'kind' in document ? costOf(document, request.variables ?? {}, request.operationName) : { requested: 0 }
  const status = { ...world.points.take(shop.domain, 0), currentlyAvailable: 0 }
  return { errors: [throttledError()], extensions: costExtension(requested, null, status) }
}
