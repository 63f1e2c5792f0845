// The cost of a query by the rule that Shopify's recorded answers follow: an object 1, a connection 2 and its nodes by a
// slowly growing size, money and user errors nothing, a mutation 10. What was asked is charged by `first`, what was
// answered by what came.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { adminSchema } from './schema.ts'

/** Types that cost nothing. */
const FREE = /^(MoneyBag|MoneyV2|PageInfo|.*Edge|.*UserError|.*Error)$/

/** How often a node counts in a connection of that size: 1, 3 up to 10, and 2 more at each further step. */
const SIZES = [1, 12, 30, 75, 150]
const weight = (n: number) => 1 + 2 * SIZES.filter((size) => n > size).length

type Asked = {
  variables: Record<string, unknown>
  fragments: Map<string, FragmentDefinitionNode>
}

/** Requested and actual cost; without data only what was requested is meant. */
export function costOf(
  document: DocumentNode,
  variables: Record<string, unknown>,
  operationName?: string | null,
) {
  const operations = document.definitions.filter(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  )
  const operation = operations.find(({ name }) => !operationName || name?.value === operationName)
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  )
  const schema = adminSchema()
  const root = operation && schema.getRootType(operation.operation)
  const asked = { variables: withDefaults(operation, variables), fragments }
  const of = (data?: unknown): number =>
    operation && root ? selectionCost(asked, operation.selectionSet, root, data) : 0
  return { requested: of(), actual: (data: unknown) => of(data ?? {}) }
}

function withDefaults(
  operation: OperationDefinitionNode | undefined,
  variables: Record<string, unknown>,
): Record<string, unknown> {
  const defaults = (operation?.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)]] : [],
  )
  return { ...Object.fromEntries(defaults), ...variables }
}

/** Of what a value may be, only the dearest counts. */
function selectionCost(asked: Asked, set: SelectionSetNode, type: GraphQLNamedType, data: unknown): number {
  let shared = 0
  const byType = new Map<string, number>()
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      shared += fieldCost(asked, selection, type, data)
      continue
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : asked.fragments.get(selection.name.value)
    if (!fragment) continue
    const on = fragment.typeCondition?.name.value ?? type.name
    const inner = selectionCost(asked, fragment.selectionSet, adminSchema().getType(on) ?? type, data)
    if (on === type.name || !isAbstractType(type)) shared += inner
    else byType.set(on, (byType.get(on) ?? 0) + inner)
  }
  return shared + Math.max(0, ...byType.values())
}

function fieldCost(asked: Asked, field: FieldNode, parent: GraphQLNamedType, data: unknown): number {
  const name = field.name.value
  const returned =
    isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name]?.type : undefined
  const type = returned && getNamedType(returned)
  const value =
    data === undefined ? undefined : ((data as Record<string, unknown>)[field.alias?.value ?? name] ?? null)
  if (parent.name === 'Mutation')
    return (
      10 +
      (type && field.selectionSet && value !== null ? payloadCost(asked, field.selectionSet, type, value) : 0)
    )
  if (!type || isLeafType(type) || !field.selectionSet || value === null) return 0
  if (type.name.endsWith('Connection'))
    return 2 + weight(sizeOf(asked, field, value)) * nodeCost(asked, field.selectionSet, type, value)
  const own = FREE.test(type.name) ? 0 : 1
  return own + many(value, (one) => selectionCost(asked, field.selectionSet!, type, one))
}

/** The first object of a mutation's payload is part of its 10. */
function payloadCost(asked: Asked, set: SelectionSetNode, type: GraphQLNamedType, data: unknown): number {
  return set.selections.reduce((total, selection) => {
    if (selection.kind !== Kind.FIELD)
      return total + selectionCost(asked, { kind: Kind.SELECTION_SET, selections: [selection] }, type, data)
    const cost = fieldCost(asked, selection, type, data)
    const returned = isObjectType(type)
      ? getNamedType(type.getFields()[selection.name.value]!.type)
      : undefined
    const free = !returned || isLeafType(returned) || FREE.test(returned.name)
    return total + Math.max(0, cost - (free ? 0 : 1))
  }, 0)
}

/** Lists count once, with the dearest of what is in them. */
const many = (value: unknown, cost: (one: unknown) => number): number =>
  Array.isArray(value) ? Math.max(0, ...value.map((one) => cost(one ?? {}))) : cost(value)

function nodeCost(asked: Asked, set: SelectionSetNode, connection: GraphQLNamedType, data: unknown): number {
  const nodes = data === undefined ? undefined : nodesOf(data)
  let cost = 0
  for (const selection of set.selections) {
    if (selection.kind !== Kind.FIELD || !selection.selectionSet || !isObjectType(connection)) continue
    const type = getNamedType(connection.getFields()[selection.name.value]!.type)
    const inner = (of: FieldNode, as: GraphQLNamedType): number =>
      1 +
      (nodes === undefined
        ? selectionCost(asked, of.selectionSet!, as, undefined)
        : many(nodes, (one) => selectionCost(asked, of.selectionSet!, as, one)))
    if (selection.name.value === 'nodes') cost += inner(selection, type)
    if (selection.name.value === 'edges' && isObjectType(type)) {
      const node = selection.selectionSet.selections.find(
        (one): one is FieldNode => one.kind === Kind.FIELD && one.name.value === 'node',
      )
      if (node) cost += inner(node, getNamedType(type.getFields().node!.type))
    }
  }
  return cost
}

type Listed = { nodes?: unknown[]; edges?: { node: unknown }[] }
const nodesOf = (data: unknown): unknown[] =>
  (data as Listed).nodes ?? (data as Listed).edges?.map(({ node }) => node) ?? []

function sizeOf(asked: Asked, field: FieldNode, data: unknown): number {
  if (data !== undefined) return nodesOf(data).length
  const first = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value
  if (first?.kind === Kind.INT) return Number(first.value)
  return first?.kind === Kind.VARIABLE ? Number(asked.variables[first.name.value] ?? 0) : 0
}
