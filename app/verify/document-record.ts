import { canonicalJson } from '../core/canonical-json.ts'
import type { RuleCheck } from './check.ts'

/** What is stored beside the frozen text of a document. Amounts are digits in text, as the text has them. */
export type DocumentRecord = {
  readonly kind: string
  readonly issuedOn: string
  readonly orderId: string | null
  readonly currency: string | null
  readonly net: string | null
  readonly tax: string | null
  readonly total: string | null
  readonly body: string
  /** The personal data as it was frozen; null once it was erased. */
  readonly person: string | null
  /** Of an invoice, what sums read: [order line, charge, quantity, net, rate], in the order in which they are printed. */
  readonly invoiced: readonly unknown[]
  /** Of a delivery note, units by order line of its delivery; null when it has none. */
  readonly delivered: Readonly<Record<string, number>> | null
  /** No mail was planned of it. */
  readonly unmailed: boolean
}

export const INVOICED: RuleCheck = {
  id: 'I16',
  name: 'the lines that are summed are those that the invoice prints',
}
export const DELIVERED: RuleCheck = {
  id: 'I18',
  name: 'a delivery note prints what its delivery took',
}
export const MAILED: RuleCheck = {
  id: 'I25',
  name: 'an invoice or delivery note for a customer with an address is mailed',
}

type Text = Readonly<Record<string, unknown>>

/** A frozen text; null when it cannot be read. */
export function textOf(json: string): Text | null {
  try {
    const text: unknown = JSON.parse(json)
    return typeof text === 'object' ? (text as Text | null) : null
  } catch {
    return null
  }
}

/** The printed lines of a frozen text, each a text of its own. */
export function linesOf({ lines }: Text): readonly Text[] {
  return Array.isArray(lines) ? (lines as Text[]) : []
}

/** What else is wrong about a document whose own text is sound. */
export function wrongInDocument(row: DocumentRecord): RuleCheck[] {
  const body = textOf(row.body)
  if (!body) return []
  return [
    ...(row.kind === 'invoice' && !same(row.invoiced, printedLines(body)) ? [INVOICED] : []),
    ...(row.delivered && !same(row.delivered, printedUnits(body)) ? [DELIVERED] : []),
    ...(row.unmailed && hasAddress(row.person) ? [MAILED] : []),
  ]
}

/** The columns that lists and sums read repeat what the frozen text says; those that do not are named. */
export function unlikeText(row: DocumentRecord): string[] {
  const body = textOf(row.body)
  if (!body) return ['its text cannot be read']
  const order = (body.order as { id?: unknown } | undefined)?.id ?? null
  const money = 'net' in body
  const pairs: [string, unknown, unknown][] = [
    ['day', row.issuedOn, body.issuedOn],
    ['order', row.orderId, order],
    ['currency', row.currency, body.currency ?? null],
    ['net', row.net, body.net ?? null],
    ['tax', row.tax, body.tax ?? null],
    ['total', row.total, money ? (body.total ?? body.net) : null],
  ]
  return pairs
    .filter(([, column, text]) => column !== text)
    .map(([name]) => `its ${name} is not that of its text`)
}

function printedLines(body: Text): unknown[] {
  return linesOf(body).map((l) => [l.line, l.charge, l.quantity, l.net, l.rate])
}

function printedUnits(body: Text): Record<string, unknown> {
  return Object.fromEntries(linesOf(body).flatMap((l) => (l.shipped === 0 ? [] : [[l.line, l.shipped]])))
}

// Both customer documents are mailed where the order has an address: it is then part of the frozen buyer.
function hasAddress(person: string | null): boolean {
  const { buyer } = (person && textOf(person)) || {}
  return Boolean((buyer as { email?: unknown } | undefined)?.email)
}

function same(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b)
}
