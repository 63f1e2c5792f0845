// What Shopify refuses as a bulk query, before it runs.
import {
  getNamedType,
  getNullableType,
  type DocumentNode,
  type FieldNode,
  type GraphQLError,
  type GraphQLOutputType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { adminSchema } from '../schema.ts'
import { errorsOf } from '../validation.ts'

const MOST_CONNECTIONS = 5
const DEEPEST = 2

export const isConnection = (type: GraphQLOutputType | null | undefined): boolean =>
  type != null && getNamedType(type).name.endsWith('Connection')

export const operationOf = (document: DocumentNode): OperationDefinitionNode =>
  document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)!

type Connection = { field: FieldNode; depth: number; parent: FieldNode | null }

/** The document of a bulk query, or what is wrong with it; `absent` fields are not there. */
export function checkBulkQuery(query: string, absent: readonly string[] = []): DocumentNode | string {
  let document: DocumentNode
  try {
    document = parse(query)
  } catch (error) {
    return `Invalid bulk query: ${(error as GraphQLError).message}`
  }
  if (operationOf(document)?.operation !== 'query')
    return 'Invalid operation type. Only `query` operations are supported.'
  const [error] = errorsOf(document, absent)
  if (error) return `Invalid bulk query: ${error.message}`
  const roots = operationOf(document).selectionSet.selections
  if (roots.length !== 1) return 'Bulk queries cannot contain more than one top level field.'
  const root = roots[0] as FieldNode
  if (root.name.value === 'node' || root.name.value === 'nodes')
    return `Bulk queries cannot contain a top level \`${root.name.value}\` field.`
  return wrongConnections(document) ?? document
}

function wrongConnections(document: DocumentNode): string | undefined {
  const { connections, withinList } = connectionsOf(document)
  const named = (list: Connection[]) => list.map(({ field }) => field.name.value).join(', ')
  if (connections.length === 0) return 'Bulk queries must contain at least one connection.'
  if (connections.length > MOST_CONNECTIONS)
    return `Bulk queries cannot contain more than ${MOST_CONNECTIONS} connections.`
  if (connections.some(({ depth }) => depth > DEEPEST))
    return `Bulk queries cannot contain connections with a nesting depth greater than ${DEEPEST}.`
  if (withinList)
    return 'Queries that contain a connection field within a list field are not currently supported.'
  const byNodes = connections.filter(({ field }) => !selected(field, 'edges'))
  if (byNodes.length > 0)
    return `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${byNodes[0]!.field.name.value} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: '${named(byNodes)}'.`
  const anonymous = connections.filter(
    (one) => connections.some(({ parent }) => parent === one.field) && !hasId(one.field),
  )
  if (anonymous.length > 0)
    return `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${named(anonymous)}.`
  return undefined
}

function connectionsOf(document: DocumentNode) {
  const info = new TypeInfo(adminSchema())
  const open: { field: FieldNode; connection: boolean; list: boolean }[] = []
  const connections: Connection[] = []
  let withinList = false
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: {
        enter(field) {
          const type = info.getType()
          const connection = isConnection(type)
          const above = open.filter((one) => one.connection)
          const last = above.at(-1)?.field ?? null
          if (connection) {
            const since = last ? open.slice(open.findIndex((one) => one.field === last) + 1) : open
            withinList ||= since.some(({ list, field: { name } }) => list && name.value !== 'edges')
            connections.push({ field, depth: above.length, parent: last })
          }
          open.push({ field, connection, list: type != null && isListType(getNullableType(type)) })
        },
        leave() {
          open.pop()
        },
      },
    }),
  )
  return { connections, withinList }
}

const selected = (field: FieldNode, name: string): FieldNode | undefined =>
  field.selectionSet?.selections.find(
    (one): one is FieldNode => one.kind === Kind.FIELD && one.name.value === name,
  )

const hasId = (field: FieldNode): boolean => {
  const node = selected(selected(field, 'edges')!, 'node')
  const id = node && selected(node, 'id')
  return id !== undefined && id.alias === undefined
}
