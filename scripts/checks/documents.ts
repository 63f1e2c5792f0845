// What our GraphQL documents answer and want, as types: made from the documents and the schema, never written by hand.
import { readFileSync, writeFileSync } from 'node:fs'
import { codegen } from '@graphql-codegen/core'
import * as operations from '@graphql-codegen/typescript-operations'
import { buildSchema, Kind, parse, type DocumentNode } from 'graphql'
import { ourDocuments } from './scopes.ts'

const FILE = 'app/adapters/shopify/documents.generated.ts'
const HEAD = `// Made by \`npm run documents\` from every \`#graphql\` document and the Admin schema; never changed by hand.

`

/** Empty when the types are those of our documents; else what is wrong, such as a document that the schema refuses. */
export async function checkDocuments(): Promise<string[]> {
  const problems: string[] = []
  const wanted = await typesOfDocuments().catch((error: unknown) => {
    problems.push(error instanceof Error ? error.message : String(error))
  })
  if (wanted === undefined || wanted === readFileSync(FILE, 'utf8')) return problems
  return [`${FILE} is not what our documents ask for: npm run documents`]
}

/** Writes the types anew. */
export async function writeDocuments(): Promise<void> {
  writeFileSync(FILE, await typesOfDocuments())
}

/** Throws with every document that is not valid for the schema. */
async function typesOfDocuments(): Promise<string> {
  const schemaAst = buildSchema(readFileSync('store/schema/admin.graphql', 'utf8'), { assumeValid: true })
  const documents = operationsOf(ourDocuments())
  const types = await codegen({
    schema: parse('type Query { nothing: ID }'), // the one above is taken
    schemaAst,
    documents: documents.map(({ where, document }) => ({ location: where, document })),
    filename: FILE,
    config: {},
    plugins: [{ operations: HOW }],
    pluginMap: { operations },
    // A fragment stands in every document that uses it.
    skipDocumentsValidation: { skipDuplicateValidation: true },
  })
  return `${HEAD}${tidy(types)}\n${mapOf(documents)}`
}

// A fragment's answer is part of its document's; an object that was not asked for is told apart by its `__typename`; an
// enumeration fits on a line.
function tidy(types: string): string {
  return types
    .replace(/^(\/\*\* Internal type.*\n)export type Incremental.*\n/m, '')
    .replace(/^type \w+Fragment = [^;]*;\n+/gm, '')
    .replaceAll('Record<PropertyKey, never>', '{ __typename?: never }')
    .replace(/\n {2}\| (?=')/g, ' | ')
    .replace(/\n{3,}/g, '\n\n')
}

// Node cannot run an enumeration: strings.
const HOW = {
  enumType: 'string-literal',
  skipTypename: true,
  noExport: true,
  defaultScalarType: 'string',
  scalars: { ID: 'string', JSON: 'unknown' },
} as const

type Operation = { where: string; text: string; name: string; document: DocumentNode }

function operationsOf(documents: readonly { where: string; text: string }[]): Operation[] {
  return documents.map(({ where, text }) => {
    const document = parse(text)
    const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)
    if (!operation?.name) throw new Error(`${where}: a document needs an operation with a name`)
    const kind = operation.operation === 'query' ? 'Query' : 'Mutation'
    return { where, text, name: `${operation.name.value}${kind}`, document }
  })
}

// By the whole text: a document that changed has no type until the types are made anew.
function mapOf(documents: readonly Operation[]): string {
  const rows = documents.map(
    ({ text, name }) => `  ${JSON.stringify(text)}: { variables: ${name}Variables; answer: ${name} }`,
  )
  return `/** What each document wants and answers, by its text. */\nexport type Documents = {\n${rows.join('\n')}\n}\n`
}
