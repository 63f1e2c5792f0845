// Reads out of the code on which conditions it writes into the tables on the path of a unit.
import { globSync, readFileSync } from 'node:fs'
import { STOCK_TABLES } from './stock-tables.ts'

/** A condition of a statement that writes or locks: where it stands, and its words. */
export type Condition = {
  readonly file: string
  readonly from: number
  readonly to: number
  readonly text: string
}

const WRITES = /\b(INSERT INTO|UPDATE|DELETE FROM) (\w+)/g
// What a row has to be, besides being the one that is named.
const WORDS =
  /ON CONFLICT|IS (NOT )?DISTINCT FROM|NOT EXISTS|FOR (UPDATE|SHARE)|(?<=\b(AND|OR|WHERE)\s)(\w+\.)?state (=|<>|IN) \(?'[^)\n]*|IS (NOT )?NULL/g
const MODELS: Readonly<Record<string, string>> = { order: 'orders', issuedDocument: 'document' }
const PRISMA = /\btx\.(\w+)\.(updateMany|deleteMany|createMany)\(/g

/** Every condition of the app's statements that write stock, and every lock on rows. */
export function conditionsOfWrites(): Condition[] {
  return globSync('app/**/*.server.ts')
    .filter((file) => !/^app\/(verify|routes|access|adapters)\//.test(file))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8')
      return [...ofSql(file, text), ...ofPrisma(file, text)]
    })
}

function ofSql(file: string, text: string): Condition[] {
  return [...text.matchAll(/`[^`]*`/g)].flatMap(({ 0: statement, index }) => {
    const tables = [...statement.matchAll(WRITES)].map((m) => m[2]!)
    const locks = /FOR (UPDATE|SHARE)/.test(statement)
    if (!locks && !tables.some((table) => STOCK_TABLES.includes(table))) return []
    return [...statement.matchAll(WORDS)].map((m) => conditionAt(file, text, index + m.index, m[0].length))
  })
}

function ofPrisma(file: string, text: string): Condition[] {
  return [...text.matchAll(PRISMA)].flatMap((match) => {
    const model = match[1]!
    const table = MODELS[model] ?? model.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    const call = text.slice(match.index, endOfCall(text, match.index + match[0].length))
    if (!STOCK_TABLES.includes(table) || !/\bwhere\b|skipDuplicates/.test(call)) return []
    return [conditionAt(file, text, match.index, call.length)]
  })
}

function endOfCall(text: string, inside: number): number {
  let depth = 1
  let at = inside
  for (; depth > 0 && at < text.length; at++) depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0
  return at
}

function conditionAt(file: string, text: string, from: number, length: number): Condition {
  return { file, from, to: from + length, text: text.slice(from, from + length).replace(/\s+/g, ' ') }
}
