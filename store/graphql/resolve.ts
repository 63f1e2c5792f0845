// Resolves one field: access first, then the view's own value.
import { getNamedType, GraphQLError, type GraphQLFieldResolver } from 'graphql'
import { checkAccess, checkProtected } from './access.ts'
import { ALL } from './connection.ts'
import { type On, refuse, type View } from './context.ts'
import { failsInPart } from './faults.ts'
import { mutate } from './mutate.ts'
import { queries } from './queries.ts'

/** A field that no view has is an error that says so, never an invented value. */
export const resolve: GraphQLFieldResolver<unknown, On> = (source, given, on, info) => {
  const { fieldName } = info
  const type = info.parentType.name
  const returned = getNamedType(info.returnType).name
  checkAccess(on.world.app.scopes, type, fieldName, returned)
  checkProtected(on.world.app.customerData, type, fieldName)
  if (type === 'Mutation' || type === 'QueryRoot') checkLists(given, [fieldName])
  const args = on.bulk && returned.endsWith('Connection') ? bulkArgs(on.bulk, type, given) : given
  if (type === 'Mutation') return mutate(on, args as Record<string, unknown>, info)
  if (type === 'QueryRoot') {
    const query = queries[fieldName]
    if (!query) throw refuse(`practice store: QueryRoot.${fieldName} is not implemented`, 'NOT_IMPLEMENTED')
    const result = query(args as never, on)
    if (on.bulk) rememberPage(on.bulk, result as View)
    return result
  }
  failsInPart(on, info)
  const value = (source as Record<string, unknown>)[fieldName]
  if (value === undefined)
    throw refuse(`practice store: ${type}.${fieldName} is not implemented`, 'NOT_IMPLEMENTED')
  return typeof value === 'function' ? (value as (args: unknown) => unknown)(args) : value
}

const MOST_IN_A_LIST = 250

/** No list of an input may be longer than 250. */
function checkLists(value: unknown, path: string[]): void {
  if (Array.isArray(value) && value.length > MOST_IN_A_LIST)
    throw new GraphQLError(
      `The input array size of ${value.length} is greater than the maximum allowed of ${MOST_IN_A_LIST}.`,
      { path, extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' } },
    )
  if (value !== null && typeof value === 'object')
    for (const [key, one] of Object.entries(value)) checkLists(one, [...path, key])
}

type Bulk = NonNullable<On['bulk']>

/** A bulk query says no `first`: its root goes page by page, everything below comes whole. */
const bulkArgs = (bulk: Bulk, parent: string, args: object) =>
  parent === 'QueryRoot'
    ? { ...args, first: bulk.first, after: bulk.after, last: null }
    : { ...args, first: ALL, last: null }

function rememberPage(bulk: Bulk, connection: View): void {
  const info = connection.pageInfo as { hasNextPage: boolean; endCursor: string | null } | undefined
  bulk.page.next = info?.hasNextPage ? info.endCursor : null
}
