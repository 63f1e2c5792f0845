// For tests: the selection that a recorded answer must have been asked with, and where our answer differs from it.
import { getNamedType, type GraphQLNamedType, isAbstractType, isInterfaceType, isObjectType } from 'graphql'
import { adminSchema } from '../graphql/schema.ts'

type Plain = Record<string, unknown>
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** All that any object of a list has, as a null says nothing of what was asked below it. */
function merged(values: unknown[]): unknown {
  const plain = values.flat(3).filter(isPlain)
  if (plain.length === 0) return values.find((value) => value !== null)
  const keys = new Set(plain.flatMap((one) => Object.keys(one)))
  return Object.fromEntries([...keys].map((key) => [key, merged(plain.map((one) => one[key] ?? null))]))
}

/** The fields of a value of that type, as GraphQL text. */
export function selectionOf(typeName: string, value: unknown): string {
  const sample = merged([value])
  const type = adminSchema().getType(typeName)!
  if (!isPlain(sample)) return isObjectType(type) || isAbstractType(type) ? '{ __typename }' : ''
  if (isAbstractType(type)) return abstractSelection(type, sample)
  return `{ ${Object.entries(sample)
    .map(([key, one]) => fieldText(type, key, one))
    .join(' ')} }`
}

/** On an interface or a union: the first of its types that has all the fields. */
function abstractSelection(type: GraphQLNamedType, sample: Plain): string {
  if (isInterfaceType(type) && Object.keys(sample).every((key) => key in type.getFields()))
    return `{ ${Object.entries(sample)
      .map(([key, one]) => fieldText(type, key, one))
      .join(' ')} }`
  const possible = adminSchema().getPossibleTypes(type as never)
  const named = possible.find(
    ({ name }) =>
      name === sample.__typename || Object.keys(sample).every((key) => key in possibleFields(name)),
  )
  return `{ ... on ${named!.name} ${selectionOf(named!.name, sample)} }`
}

function possibleFields(name: string): object {
  const type = adminSchema().getType(name)
  return isObjectType(type) ? { ...type.getFields(), __typename: true } : {}
}

function fieldText(type: GraphQLNamedType, key: string, sample: unknown): string {
  if (key === '__typename') return key
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[key] : undefined
  if (!field) throw new Error(`${type.name} has no ${key}`)
  const returned = getNamedType(field.type).name
  const names = isPlain(sample) && key === 'quantities' ? '(names: ["available", "on_hand", "damaged"])' : ''
  const args = returned.endsWith('Connection') ? '(first: 20)' : names
  return `${key}${args} ${selectionOf(returned, sample)}`
}

export type Difference = { path: string; recorded: unknown; ours: unknown }

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
/** What names one thing of one shop: an id counts by its kind, a time by its form. */
function shapeOf(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const gid = /^gid:\/\/shopify\/(\w+)\//.exec(value)
  if (gid) return `a ${gid[1]}`
  if (TIME.test(value)) return 'a time'
  return value.startsWith('https://') ? 'an address' : value
}

/** Where two answers differ; paths have no list positions, so that one reason covers all items. */
export function differences(recorded: unknown, ours: unknown, path = ''): Difference[] {
  if (Array.isArray(recorded) && Array.isArray(ours)) {
    if (recorded.length !== ours.length)
      return [{ path: `${path}.length`, recorded: recorded.length, ours: ours.length }]
    return recorded.flatMap((one, n) => differences(one, ours[n], path))
  }
  if (isPlain(recorded) && isPlain(ours))
    return Object.keys(recorded).flatMap((key) =>
      /cursor$/i.test(key) ? [] : differences(recorded[key], ours[key], path ? `${path}.${key}` : key),
    )
  return shapeOf(recorded) === shapeOf(ours) ? [] : [{ path, recorded, ours }]
}
