/** Why bytes are no JSON we can read. */
export type UnreadableJson = 'not-utf8' | 'not-json' | 'too-deep'

export type JsonReading =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'unreadable'; readonly why: UnreadableJson }

// Shopify's deepest body has 9 levels. The limit keeps recursion over a body, ours and the parser's, off the stack's end.
const DEEPEST = 64

/**
 * Reads JSON without ever putting a number through a float that cannot hold it: such numbers stay as their own text.
 * Shopify's ids pass 2^53 (its test notification is 820982911946154508). Never throws.
 */
export function readJson(bytes: Uint8Array): JsonReading {
  const text = readText(bytes)
  if (text === null) return { kind: 'unreadable', why: 'not-utf8' }
  if (isDeeperThan(DEEPEST, text)) return { kind: 'unreadable', why: 'too-deep' }
  try {
    return { kind: 'json', value: parse(text) }
  } catch {
    return { kind: 'unreadable', why: 'not-json' }
  }
}

function readText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

// The source of a number is told by engines of 2023 and later; TypeScript's library does not know it yet.
type Reviver = (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown

const keepExact: Reviver = (_key, value, { source }) => {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || source === undefined) return value
  return Number.isInteger(value) || source.length > 16 ? source : value
}

// A reviver costs five times the parsing: only a body with a long number in it needs one.
function parse(text: string): unknown {
  return /\d{16}/.test(text)
    ? JSON.parse(text, keepExact as (key: string, value: unknown) => unknown)
    : JSON.parse(text)
}

function isDeeperThan(limit: number, text: string): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === 0x5c) i++
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > limit) return true
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  return false
}
