// Shopify's search syntax, as far as an app needs it: field:value, comparisons, quotes, AND, OR, NOT and -.
import { refuse } from './context.ts'

type Values = Record<string, string | number | boolean | null | (string | number | null)[]>
type Test = (values: Values) => boolean

const TERM =
  /\(|\)|-?[\w.]+:(?:>=|<=|>|<|=)?(?:'(?:\\.|[^'])*'|"(?:\\.|[^"])*"|[^\s()]+)|'[^']*'|"[^"]*"|[^\s()]+/g

/** The items that a query finds; without a query all of them. */
export function search<T>(
  items: readonly T[],
  query: string | null | undefined,
  valuesOf: (item: T) => Values,
): T[] {
  if (!query?.trim()) return [...items]
  const test = parse(query)
  return items.filter((item) => test(valuesOf(item)))
}

function parse(query: string): Test {
  const tokens = query.match(TERM) ?? []
  let at = 0
  const either = (): Test => {
    const tests = [all()]
    while (tokens[at] === 'OR') {
      at += 1
      tests.push(all())
    }
    return (values) => tests.some((test) => test(values))
  }
  const all = (): Test => {
    const tests: Test[] = []
    while (at < tokens.length && tokens[at] !== ')' && tokens[at] !== 'OR') {
      if (tokens[at] === 'AND') at += 1
      else tests.push(one())
    }
    return (values) => tests.every((test) => test(values))
  }
  const one = (): Test => {
    const token = tokens[at]!
    at += 1
    if (token === 'NOT') {
      const inner = one()
      return (values) => !inner(values)
    }
    if (token === '(') {
      const inner = either()
      at += 1
      return inner
    }
    return term(token)
  }
  return either()
}

function term(token: string): Test {
  const match = /^(-?)([\w.]+):(>=|<=|>|<|=)?(.*)$/s.exec(token)
  if (!match)
    return (values) =>
      Object.values(values)
        .flat()
        .some((value) => contains(value, unquote(token)))
  const [, negated, field, operator, raw] = match
  const wanted = unquote(raw!)
  return (values) => {
    if (!(field! in values)) throw refuse(`practice store: searching by "${field}" is not implemented here`)
    const found = [values[field!]].flat().some((value) => matches(value ?? null, operator, wanted))
    return negated ? !found : found
  }
}

const unquote = (text: string) =>
  /^(['"]).*\1$/s.test(text) ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text
const contains = (value: unknown, wanted: string) =>
  value != null && String(value).toLowerCase().includes(wanted.toLowerCase())

function matches(
  value: string | number | boolean | null,
  operator: string | undefined,
  wanted: string,
): boolean {
  if (wanted === '*') return value !== null
  if (value === null) return false
  if (!operator || operator === '=') {
    if (typeof value === 'number') return value === Number(wanted)
    const text = String(value).toLowerCase()
    const pattern = wanted.toLowerCase()
    return pattern.endsWith('*')
      ? text.startsWith(pattern.slice(0, -1))
      : text === pattern || same(text, pattern)
  }
  const [a, b] = comparable(value, wanted)
  if (operator === '>') return a > b
  if (operator === '>=') return a >= b
  return operator === '<' ? a < b : a <= b
}

const same = (a: string, b: string) => isTime(a) && isTime(b) && Date.parse(a) === Date.parse(b)
const isTime = (text: string) => /^\d{4}-\d{2}-\d{2}/.test(text)

/** Times are compared by the second, as Shopify keeps them. */
function comparable(value: string | number | boolean, wanted: string): [number | string, number | string] {
  if (typeof value === 'string' && isTime(value))
    return [Math.floor(Date.parse(value) / 1000), Math.floor(Date.parse(wanted) / 1000)]
  if (typeof value === 'number' || /^\d+$/.test(wanted)) return [Number(value), Number(wanted)]
  return [String(value), wanted]
}
