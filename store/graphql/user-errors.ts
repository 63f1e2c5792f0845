// Which codes the user errors of a mutation may have, by the schema.
import { getNamedType, isEnumType, isObjectType } from 'graphql'
import { NotPossible } from '../state/world.ts'
import { adminSchema } from './schema.ts'

/** The codes of a mutation's user errors; none where they have no code. Undefined for no mutation at all. */
export function codesOf(root: string): string[] | undefined {
  const mutation = adminSchema().getMutationType()?.getFields()[root]
  const payload = mutation && getNamedType(mutation.type)
  if (!isObjectType(payload)) return undefined
  const errors = Object.values(payload.getFields()).filter(({ name }) => /userErrors$/i.test(name))
  return errors.flatMap(({ type }) => {
    const error = getNamedType(type)
    const code = isObjectType(error) ? error.getFields().code : undefined
    const codes = code && getNamedType(code.type)
    return isEnumType(codes) ? codes.getValues().map(({ name }) => name) : []
  })
}

/** Refuses a code that the user errors of one of these mutations do not have. */
export function checkCode(code: string, roots: readonly string[] | null): void {
  if (!roots) throw new NotPossible(`${code}: say of which mutation, each has codes of its own`)
  for (const root of roots) {
    const codes = codesOf(root)
    if (!codes) throw new NotPossible(`${root} is no mutation of the Admin API`)
    if (codes.length === 0) throw new NotPossible(`The user errors of ${root} have no code`)
    if (!codes.includes(code))
      throw new NotPossible(`${root} has no user error ${code}, but ${codes.sort().join(', ')}`)
  }
}
