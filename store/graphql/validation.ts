// Whether a document may be asked: the schema's own rules, and Shopify's words where a field is not there.
import {
  type ASTNode,
  type ASTVisitor,
  type DocumentNode,
  FieldsOnCorrectTypeRule,
  GraphQLError,
  isInterfaceType,
  isObjectType,
  Kind,
  specifiedRules,
  validate,
  type ValidationContext,
} from 'graphql'
import { NotPossible } from '../state/world.ts'
import { adminSchema } from './schema.ts'

const OTHER_RULES = specifiedRules.filter((rule) => rule !== FieldsOnCorrectTypeRule)

/** What is wrong with a document; `absent` fields (`Order.name`) are not there, although the schema has them. */
export const errorsOf = (document: DocumentNode, absent: readonly string[] = []): readonly GraphQLError[] =>
  validate(adminSchema(), document, [...OTHER_RULES, fieldsThere(absent)])

const fieldsThere =
  (absent: readonly string[]) =>
  (context: ValidationContext): ASTVisitor => ({
    Field(node, _key, _parent, _path, ancestors) {
      const type = context.getParentType()
      const fieldName = node.name.value
      if (!type || (context.getFieldDef() && !absent.includes(`${type.name}.${fieldName}`))) return
      const path = [...ancestors, node].flatMap((one) => ('kind' in one ? (stepOf(one) ?? []) : []))
      const extensions = { code: 'undefinedField', typeName: type.name, fieldName }
      const message = `Field '${fieldName}' doesn't exist on type '${type.name}'`
      context.reportError(new GraphQLError(message, { nodes: node, path, extensions }))
    },
  })

function stepOf(node: ASTNode): string | undefined {
  switch (node.kind) {
    case Kind.OPERATION_DEFINITION:
      return [node.operation, node.name?.value].filter(Boolean).join(' ')
    case Kind.FRAGMENT_DEFINITION:
      return `fragment ${node.name.value}`
    case Kind.INLINE_FRAGMENT:
      return `... on ${node.typeCondition?.name.value ?? ''}`
    case Kind.FIELD:
      return (node.alias ?? node.name).value
    default:
      return undefined
  }
}

/** Refuses a name that is no field of the schema: it would be absent anyway. */
export function checkField(name: string): void {
  const [typeName = '', field = ''] = name.split('.')
  const type = adminSchema().getType(typeName)
  if (!(isObjectType(type) || isInterfaceType(type)) || !type.getFields()[field])
    throw new NotPossible(`${name} is no field of API 2026-07; write Order.totalOutstandingSet`)
}
