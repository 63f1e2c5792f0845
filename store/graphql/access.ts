// Which access scopes a field needs, by Shopify's own table: without them it is null, with an ACCESS_DENIED error.
import { readFileSync } from 'node:fs'
import { GraphQLError } from 'graphql'

/** What protected customer data tells; an app is approved for each kind by itself. */
export const CUSTOMER_DATA = ['name', 'address', 'phone', 'email'] as const
export type CustomerData = (typeof CUSTOMER_DATA)[number]

/** Lists of scopes; one of each list is needed. */
type Access = readonly (readonly string[])[]
type Rules = {
  types: Record<string, Access>
  fields: Record<string, Access>
  protected: Record<string, CustomerData>
}

let rules: Rules | undefined

const ruleBook = (): Rules =>
  (rules ??= JSON.parse(
    readFileSync(new URL('../schema/required-access.json', import.meta.url), 'utf8'),
  ) as Rules)

function accessOf(parent: string, field: string, returned: string): Access {
  const { fields, types } = ruleBook()
  return [...(fields[`${parent}.${field}`] ?? []), ...(types[returned] ?? [])]
}

/** Throws when the field is protected customer data that the app is not approved for: it is null, with this error. */
export function checkProtected(approved: readonly CustomerData[], parent: string, field: string) {
  const kind = ruleBook().protected[`${parent}.${field}`]
  if (!kind || approved.includes(kind)) return
  throw new GraphQLError(
    `This app is not approved to use the ${field} field. See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.`,
    { extensions: { code: 'ACCESS_DENIED', documentation: 'https://shopify.dev/api/usage/access-scopes' } },
  )
}

/** Throws when the granted scopes do not allow the field; a write scope includes its read scope. */
export function checkAccess(granted: readonly string[], parent: string, field: string, returned: string) {
  const has = (scope: string) =>
    granted.includes(scope) || (scope.startsWith('read_') && granted.includes(`write_${scope.slice(5)}`))
  const missing = accessOf(parent, field, returned).find((anyOf) => !anyOf.some(has))
  if (!missing) return
  const needed = missing.map((scope) => `\`${scope}\` access scope`).join(' or ')
  throw new GraphQLError(`Access denied for ${field} field. Required access: ${needed}.`, {
    extensions: {
      code: 'ACCESS_DENIED',
      documentation: 'https://shopify.dev/api/usage/access-scopes',
      requiredAccess: `${needed}.`,
    },
  })
}
