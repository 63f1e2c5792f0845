// Which access scopes a field needs, by Shopify's own table: without them it is null, with an ACCESS_DENIED error.
import { readFileSync } from 'node:fs'
import { GraphQLError } from 'graphql'

/** Lists of scopes; one of each list is needed. */
type Access = readonly (readonly string[])[]
type Rules = { types: Record<string, Access>; fields: Record<string, Access> }

let rules: Rules | undefined

function accessOf(parent: string, field: string, returned: string): Access {
  rules ??= JSON.parse(
    readFileSync(new URL('../schema/required-access.json', import.meta.url), 'utf8'),
  ) as Rules
  return [...(rules.fields[`${parent}.${field}`] ?? []), ...(rules.types[returned] ?? [])]
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
