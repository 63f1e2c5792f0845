import { AdminError } from './admin-error.server.ts'
import { query } from './admin.server.ts'
import type { BulkLine } from './bulk-lines.ts'
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
  const { bulkOperation: now } = await query(shop, BULK_OPERATION, { id: operation })
  if (!now) return { kind: 'lost', why: 'Shopify does not know it any more' }
  const found = Number(now.rootObjectCount)
  switch (now.status) {
    case 'CREATED':
    case 'RUNNING':
      return { kind: 'running', found }
    case 'COMPLETED':
      return { kind: 'completed', found, url: now.url }
    default:
      if (now.errorCode === 'ACCESS_DENIED') return { kind: 'denied' }
      return { kind: 'lost', why: [now.status, now.errorCode].filter(Boolean).join(' ').toLowerCase() }
  }
}

/** A root object's line, those that follow it, and where the next root begins in the result. */
export type BulkGroup = { readonly root: BulkLine; readonly children: BulkLine[]; readonly end: number }

const NEWLINE = 10
// Nothing for so long is no answer any more.
const PATIENCE_MS = 60_000

/**
 * Streams a result from a byte on, a root object with its children at a time; the file is never held whole. Where the
 * server cannot begin at a byte, what was read before is passed over.
 */
export async function* bulkGroups(url: string, from: number): AsyncGenerator<BulkGroup> {
  let group: { root: BulkLine; children: BulkLine[] } | null = null
  let end = from
  for await (const { text, end: lineEnd } of linesOf(url, from)) {
    const line = JSON.parse(text) as BulkLine
    if (line.__parentId === undefined) {
      if (group) yield { ...group, end }
      group = { root: line, children: [] }
    } else if (group) group.children.push(line)
    else throw new Error('a bulk result begins with a child')
    end = lineEnd
  }
  if (group) yield { ...group, end }
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
