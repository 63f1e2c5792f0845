// Answers one Admin API request: parse, validate against the real schema, execute with our own resolvers.
import {
  execute,
  getNamedType,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLError,
  parse,
  validate,
  type DocumentNode,
} from 'graphql'
import type { Shop } from '../state/shop.ts'
import type { World } from '../state/world.ts'
import { checkAccess } from './access.ts'
import { refuse, type On } from './context.ts'
import { costOf } from './cost.ts'
import { mutate } from './mutate.ts'
import { queries } from './queries.ts'
import { adminSchema } from './schema.ts'

export type GraphQLRequest = {
  query: string
  variables?: Record<string, unknown> | null
  operationName?: string | null
}

const documents = new Map<string, DocumentNode | readonly GraphQLError[]>()

function documentOf(query: string): DocumentNode | readonly GraphQLError[] {
  const known = documents.get(query)
  if (known) return known
  let result: DocumentNode | readonly GraphQLError[]
  try {
    const document = parse(query)
    const errors = validate(adminSchema(), document)
    result = errors.length > 0 ? errors : document
  } catch (error) {
    result = [error as GraphQLError]
  }
  if (documents.size > 500) documents.clear()
  documents.set(query, result)
  return result
}

/** A field that no view has is an error that says so, never an invented value. */
const resolve: GraphQLFieldResolver<unknown, On> = (source, args: Record<string, unknown>, on, info) => {
  const { fieldName } = info
  const type = info.parentType.name
  checkAccess(on.world.app.scopes, type, fieldName, getNamedType(info.returnType).name)
  if (type === 'Mutation') return mutate(on, args, info)
  if (type === 'QueryRoot') {
    const query = queries[fieldName]
    if (!query) throw refuse(`practice store: QueryRoot.${fieldName} is not implemented`, 'NOT_IMPLEMENTED')
    return query(args as never, on)
  }
  const value = (source as Record<string, unknown>)[fieldName]
  if (value === undefined)
    throw refuse(`practice store: ${type}.${fieldName} is not implemented`, 'NOT_IMPLEMENTED')
  return typeof value === 'function' ? (value as (args: unknown) => unknown)(args) : value
}

/** The answer with Shopify's cost extension; it never throttles by itself (see the faults of the control API). */
export async function answer(world: World, shop: Shop, request: GraphQLRequest): Promise<ExecutionResult> {
  const document = documentOf(request.query ?? '')
  if (!('kind' in document)) return { errors: document }
  const result = await execute({
    schema: adminSchema(),
    document,
    variableValues: request.variables ?? {},
    operationName: request.operationName ?? null,
    contextValue: { world, shop } satisfies On,
    fieldResolver: resolve,
  })
  return { ...result, extensions: { cost: costOf(document, request.variables ?? {}) } }
}
