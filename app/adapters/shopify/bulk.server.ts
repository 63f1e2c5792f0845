import { AdminError, refusalIn } from './admin-error.server.ts'
import { query } from './admin.server.ts'
import { rebuild, type BulkLine } from './bulk-lines.ts'
import type { AnswerTo } from './document.ts'
import { BULK_OPERATION, RUN_BULK } from './documents-bulk.ts'

/** Asks Shopify for a bulk query; `busy` when five are running already. */
export async function askBulk(
  shop: string,
  bulkQuery: string,
): Promise<{ kind: 'asked'; operation: string } | { kind: 'busy' }> {
  const { bulkOperationRunQuery: answer } = await query(shop, RUN_BULK, { query: bulkQuery })
  if (!answer) throw new AdminError({ kind: 'refused', messages: ['no answer to a bulk query'] })
  if (answer.bulkOperation) return { kind: 'asked', operation: answer.bulkOperation.id }
  if (answer.userErrors.some(({ code }) => code === 'OPERATION_IN_PROGRESS')) return { kind: 'busy' }
  throw new AdminError({ kind: 'refused', messages: answer.userErrors.map(({ message }) => message) })
}

/** Where a bulk query stands. `url` is null when it found nothing. */
export type BulkState =
  | { readonly kind: 'running'; readonly found: number }
  | { readonly kind: 'completed'; readonly found: number; readonly url: string | null }
  /** It has to be asked anew: it failed at Shopify, or its result is kept no longer. */
  | { readonly kind: 'lost'; readonly why: string }
  /** The shop may not be asked this: no scope, or a plan without it. */
  | { readonly kind: 'denied' }

/** Asks how far a bulk query is. */
export async function bulkState(shop: string, operation: string): Promise<BulkState> {
  try {
    const { bulkOperation } = await query(shop, BULK_OPERATION, { id: operation })
    return bulkOperation ? stateOf(bulkOperation) : { kind: 'lost', why: 'Shopify does not know it any more' }
  } catch (error) {
    const why = refusalIn(error)
    if (why === null) throw error
    return { kind: 'lost', why }
  }
}

type Operation = NonNullable<AnswerTo<typeof BULK_OPERATION>['bulkOperation']>

function stateOf({ status, errorCode, rootObjectCount, url }: Operation): BulkState {
  const found = Number(rootObjectCount)
  switch (status) {
    case 'CREATED':
    case 'RUNNING':
      return { kind: 'running', found }
    case 'COMPLETED':
      if (url === null && found > 0) return { kind: 'lost', why: 'Shopify does not keep its result any more' }
      return { kind: 'completed', found, url }
    default:
      if (errorCode === 'ACCESS_DENIED') return { kind: 'denied' }
      return { kind: 'lost', why: [status, errorCode].filter(Boolean).join(' ').toLowerCase() }
  }
}

/** A root object with all that belongs to it, and where the next one begins in the result. */
export type BulkObject = { readonly object: Record<string, unknown>; readonly end: number }

/** A result whose file cannot be read: reading it again would not help, asking anew may. */
export function badFile(why: string): AdminError {
  return new AdminError({ kind: 'refused', messages: [`its file ${why}`] })
}

const NEWLINE = 10
// Nothing for so long is no answer any more.
const PATIENCE_MS = 60_000

/**
 * Streams a result from a byte on, a whole object at a time; the file is never held whole. Where the server cannot begin
 * at a byte, what was read before is passed over.
 */
export async function* bulkObjects(url: string, from: number): AsyncGenerator<BulkObject> {
  let open: { root: BulkLine; children: BulkLine[] } | null = null
  let end = from
  for await (const { text, end: lineEnd } of linesOf(url, from)) {
    const line = lineIn(text, end)
    if (line.__parentId === undefined) {
      if (open) yield { object: wholeOf(open), end }
      open = { root: line, children: [] }
    } else if (open) open.children.push(line)
    else throw badFile(`has at byte ${end} a part of nothing, ${String(line.id)}`)
    end = lineEnd
  }
  if (open) yield { object: wholeOf(open), end }
}

function lineIn(text: string, at: number): BulkLine {
  try {
    const line: unknown = JSON.parse(text)
    if (typeof line === 'object' && line !== null) return line as BulkLine
  } catch {
    // Said below.
  }
  throw badFile(`is no JSON at byte ${at}`)
}

function wholeOf({ root, children }: { root: BulkLine; children: BulkLine[] }): Record<string, unknown> {
  const whole = rebuild(root, children)
  if (!whole) throw badFile(`holds something below ${String(root.id)} that does not belong there`)
  return whole
}

async function* linesOf(url: string, from: number): AsyncGenerator<{ text: string; end: number }> {
  const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {}
  const aborting = new AbortController()
  const patience = setTimeout(() => aborting.abort(), PATIENCE_MS)
  try {
    const response = await fetch(url, { headers, signal: aborting.signal })
    if (response.status === 416) return
    if (!response.ok || !response.body)
      throw new AdminError({ kind: 'unreachable', why: `the result of a bulk query: ${response.status}` })
    let passed = response.status === 206 ? 0 : from
    let at = from
    let rest = Buffer.alloc(0)
    // Read by hand: a Node stream made of it would drop what came before a cut.
    const reader = response.body.getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const chunk = part.value
      patience.refresh()
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      const skipped = Math.min(passed, bytes.length)
      passed -= skipped
      rest = Buffer.concat([rest, bytes.subarray(skipped)])
      let begin = 0
      for (let cut = rest.indexOf(NEWLINE); cut >= 0; cut = rest.indexOf(NEWLINE, begin)) {
        const text = rest.toString('utf8', begin, cut)
        at += cut + 1 - begin
        begin = cut + 1
        if (text.trim()) yield { text, end: at }
      }
      rest = rest.subarray(begin)
    }
    if (rest.length > 0) yield { text: rest.toString('utf8'), end: at + rest.length }
  } finally {
    clearTimeout(patience)
    aborting.abort()
  }
}
