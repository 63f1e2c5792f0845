// shopify.app.toml asks the merchant for exactly the access that our GraphQL documents and webhooks need.
import { globSync, readFileSync } from 'node:fs'
import { buildSchema, parse, TypeInfo, validate, visit, visitWithTypeInfo, type GraphQLSchema } from 'graphql'
import { getNamedType, isObjectType } from 'graphql'
import ts from 'typescript'
import { declaredScopes, declaredTopics } from '../app-toml.ts'

/** Lists of scopes; one of each list is needed. */
type Access = readonly (readonly string[])[]

interface Rules {
  types: Readonly<Record<string, Access>>
  fields: Readonly<Record<string, Access>>
}

const FULFILLMENT_ORDERS = [
  'read_assigned_fulfillment_orders',
  'read_merchant_managed_fulfillment_orders',
  'read_third_party_fulfillment_orders',
]
// What subscribing to a topic needs (shopify.dev, "Webhooks": the topic's access scope), by how the topic begins.
const TOPICS: readonly [start: string, access: Access][] = [
  ['fulfillment_orders/', [FULFILLMENT_ORDERS]],
  ['orders/', [['read_orders']]],
  ['refunds/', [['read_orders']]],
  ['order_transactions/', [['read_orders']]],
  ['payment_terms/', [['read_payment_terms']]],
  ['fulfillments/', [['read_fulfillments']]],
  ['returns/', [['read_returns']]],
  ['payment_terms/', [['read_payment_terms']]],
  ['draft_orders/', [['read_draft_orders']]],
  ['inventory_', [['read_inventory']]],
  ['products/', [['read_products']]],
  ['locations/', [['read_locations']]],
  ['customers/data_request', []],
  ['customers/redact', []],
  ['customers/', [['read_customers']]],
  ['compan', [['read_companies', 'read_customers']]],
  ['shop/', []],
  ['app/', []],
  ['bulk_operations/', []],
]

/** Documents the schema does not know, scopes that are missing, scopes that nothing needs. */
export function checkScopes(): string[] {
  const schema = buildSchema(readFileSync('store/schema/admin.graphql', 'utf8'), { assumeValid: true })
  const rules = JSON.parse(readFileSync('store/schema/required-access.json', 'utf8')) as Rules
  const documents = ourDocuments()
  if (documents.length === 0) return ['no GraphQL document was found in app/']
  const invalid = documents.flatMap(({ where, text }) => problemsOf(schema, where, text))
  if (invalid.length) return invalid
  const toml = readFileSync('shopify.app.toml', 'utf8')
  const needs = documents.flatMap(({ where, text }) => accessNeeded(schema, rules, where, text))
  return compareScopes(declaredScopes(toml), [...needs, ...accessOfTopics(toml)])
}

interface Document {
  where: string
  text: string
}

/** The documents that are sent to Shopify, wherever they stand. */
export function ourDocuments(): Document[] {
  return globSync('{app,extensions}/**/*.{ts,tsx}')
    .filter((file) => !/\.(test|generated)\.tsx?$/.test(file))
    .sort()
    .flatMap((file) => documentsIn(file, readFileSync(file, 'utf8')))
}

/** The `#graphql` strings of a source file. */
export function documentsIn(file: string, source: string): Document[] {
  if (!source.includes('#graphql')) return []
  const found: Document[] = []
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const look = (node: ts.Node) => {
    const line = () => tree.getLineAndCharacterOfPosition(node.getStart()).line + 1
    if (ts.isStringLiteralLike(node) && node.text.trimStart().startsWith('#graphql'))
      found.push({ where: `${file}:${line()}`, text: node.text })
    else if (ts.isTemplateExpression(node) && node.head.text.trimStart().startsWith('#graphql'))
      found.push({ where: `${file}:${line()}`, text: fillFragments(node, tree) })
    else ts.forEachChild(node, look)
  }
  look(tree)
  return found
}

// `${FRAGMENT}` in a document: the string of that name in the same file.
function fillFragments(template: ts.TemplateExpression, tree: ts.SourceFile): string {
  const rest = template.templateSpans.map(
    ({ expression, literal }) => stringNamed(expression.getText(tree), tree) + literal.text,
  )
  return template.head.text + rest.join('')
}

function stringNamed(name: string, tree: ts.SourceFile): string {
  for (const statement of tree.statements) {
    if (!ts.isVariableStatement(statement)) continue
    for (const { name: declared, initializer } of statement.declarationList.declarations) {
      if (declared.getText(tree) !== name || !initializer) continue
      const value = ts.isAsExpression(initializer) ? initializer.expression : initializer
      if (ts.isStringLiteralLike(value)) return value.text
      if (ts.isTemplateExpression(value)) return fillFragments(value, tree)
    }
  }
  throw new Error(`${tree.fileName}: \${${name}} in a GraphQL document must be a string of the same file`)
}

function problemsOf(schema: GraphQLSchema, where: string, text: string): string[] {
  try {
    return validate(schema, parse(text))
      .filter(({ message }) => !/^Fragment "\w+" is never used/.test(message))
      .map(({ message }) => `${where}: ${message}`)
  } catch (error) {
    return [`${where}: ${(error as Error).message}`]
  }
}

export interface Need {
  access: readonly string[]
  because: string
}

/** What each type and field that a document names asks for. */
export function accessNeeded(schema: GraphQLSchema, rules: Rules, where: string, text: string): Need[] {
  const needs: Need[] = []
  const info = new TypeInfo(schema)
  const because = (name: string) => (access: readonly string[]) => ({ access, because: `${name} (${where})` })
  visit(
    parse(text),
    visitWithTypeInfo(info, {
      Field() {
        const [parent, field, type] = [info.getParentType(), info.getFieldDef(), info.getType()]
        const name = `${parent?.name}.${field?.name}`
        needs.push(...(rules.fields[name] ?? []).map(because(name)))
        const returned = type && getNamedType(type)
        if (returned && isObjectType(returned))
          needs.push(...(rules.types[returned.name] ?? []).map(because(returned.name)))
      },
    }),
  )
  return needs
}

function accessOfTopics(toml: string): Need[] {
  return declaredTopics(toml).flatMap((topic) => {
    const known = TOPICS.find(([start]) => topic.startsWith(start))
    if (!known) return [{ access: [], because: `the topic ${topic}, whose scope is not known here` }]
    return known[1].map((access) => ({ access, because: `the topic ${topic}` }))
  })
}

/** What is asked for too little, and what too much. Writing includes reading. */
export function compareScopes(declared: readonly string[], needs: readonly Need[]): string[] {
  const missing = needs.filter(({ access }) => !isMet(declared, access))
  const unneeded = declared.filter((scope) => {
    const others = declared.filter((other) => other !== scope)
    return needs.every(({ access }) => isMet(others, access) || !isMet(declared, access))
  })
  return [
    ...new Set(missing.map(({ access, because }) => `missing: ${access.join(' or ')}, for ${because}`)),
    ...unneeded.map((scope) => `not needed: ${scope}`),
  ]
}

const isMet = (declared: readonly string[], access: readonly string[]) =>
  access.some((scope) => declared.includes(scope) || declared.includes(scope.replace(/^read_/, 'write_')))
