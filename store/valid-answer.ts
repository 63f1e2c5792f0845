// For tests: whether an answer is one that the schema allows, down to how its scalars are written.
import {
  type DocumentNode,
  type GraphQLLeafType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql'
import { adminSchema } from './graphql/schema.ts'

const SCALARS: Record<string, (value: unknown) => boolean> = {
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => Number.isInteger(value),
  Float: (value) => typeof value === 'number',
  ID: (value) => typeof value === 'string' && value !== '',
  DateTime: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(String(value)),
  Decimal: (value) => typeof value === 'string' && /^-?\d+\.\d+$/.test(value),
  Money: (value) => typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value),
  URL: (value) => URL.canParse(String(value)),
  UnsignedInt64: (value) => typeof value === 'string' && /^\d+$/.test(value),
  JSON: () => true,
}

/** What is wrong with the data of an answer; nothing when it is as the schema says. */
export function wrongIn(query: string, data: unknown, operationName?: string): string[] {
  const document = parse(query)
  const operation = document.definitions.find(
    (one): one is OperationDefinitionNode =>
      one.kind === Kind.OPERATION_DEFINITION && (!operationName || one.name?.value === operationName),
  )!
  const wrong: string[] = []
  walk(
    document,
    operation.selectionSet,
    adminSchema().getRootType(operation.operation)!.name,
    data,
    '',
    wrong,
  )
  return wrong
}

function walk(
  document: DocumentNode,
  set: SelectionSetNode,
  typeName: string,
  data: unknown,
  path: string,
  wrong: string[],
): void {
  if (data === null || typeof data !== 'object') return void wrong.push(`${path}: no object`)
  const type = adminSchema().getType(typeName)
  for (const one of set.selections) {
    if (one.kind !== Kind.FIELD) {
      const fragment =
        one.kind === Kind.INLINE_FRAGMENT
          ? one
          : document.definitions.find(
              (candidate) =>
                candidate.kind === Kind.FRAGMENT_DEFINITION && candidate.name.value === one.name.value,
            )
      const on = fragment && 'typeCondition' in fragment ? fragment.typeCondition?.name.value : undefined
      // An inline fragment of another type has nothing to say; which type it is, the view knew.
      if (fragment && 'selectionSet' in fragment && (!on || on === typeName))
        walk(document, fragment.selectionSet, typeName, data, path, wrong)
      continue
    }
    const name = one.alias?.value ?? one.name.value
    if (one.name.value === '__typename' || !isObjectType(type)) continue
    const field = type.getFields()[one.name.value]!
    const value = (data as Record<string, unknown>)[name]
    check(document, field.type, one.selectionSet, value, `${path}.${name}`, wrong)
  }
}

function check(
  document: DocumentNode,
  type: GraphQLOutputType,
  set: SelectionSetNode | undefined,
  value: unknown,
  path: string,
  wrong: string[],
): void {
  if (isNonNullType(type)) {
    if (value == null) return void wrong.push(`${path}: null`)
    return check(document, type.ofType, set, value, path, wrong)
  }
  if (value === undefined) return void wrong.push(`${path}: missing`)
  if (value === null) return
  if (isListType(type)) {
    if (!Array.isArray(value)) return void wrong.push(`${path}: no list`)
    return value.forEach((one, n) => check(document, type.ofType, set, one, `${path}[${n}]`, wrong))
  }
  const named = getNamedType(type)
  if (isLeafType(named)) {
    if (!isWritten(named, value)) wrong.push(`${path}: ${named.name} ${JSON.stringify(value)}`)
  } else if (set) walk(document, set, named.name, value, path, wrong)
}

function isWritten(type: GraphQLLeafType, value: unknown): boolean {
  if (isEnumType(type)) return type.getValue(String(value)) !== undefined
  const rule = SCALARS[type.name]
  return rule ? rule(value) : typeof value === 'string'
}
