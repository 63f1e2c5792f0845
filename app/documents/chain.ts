import { canonicalJson } from '../core/canonical-json.ts'
import type { Document } from './document.ts'

/** The parts of a document that name people: kept apart, so that they can be erased and the chain still verifies. */
export type Person = {
  readonly buyer?: unknown
  readonly deliverTo?: unknown
  readonly note?: unknown
}

/** Splits a document into what is hashed and kept for ever, and the personal data beside it. */
export function withoutPerson(document: Document): { body: string; person: string } {
  const { buyer, deliverTo, note, ...body } = document as Document & Person
  return { body: canonicalJson(body), person: canonicalJson({ buyer, deliverTo, note }) }
}

// Fields of documents that are minor units; canonical JSON keeps them as digits in text.
const AMOUNTS = new Set(['net', 'tax', 'total', 'base', 'unitCost'])

/** Puts a stored document together again; without its person, once that was erased. */
export function documentOf(body: string, person: string | null): Document {
  const anonymous = { name: '—', lines: [], email: null, phone: null, registrations: [] }
  const erased = { buyer: anonymous, deliverTo: anonymous, note: null }
  const revive = (key: string, value: unknown) =>
    AMOUNTS.has(key) && typeof value === 'string' ? BigInt(value) : value
  const parse = (text: string) => JSON.parse(text, revive) as object
  return { ...parse(body), ...(person ? parse(person) : erased) } as Document
}

/** What the chain covers of a document, in this order, as one text. */
export function chainedText(link: {
  readonly shop: string
  readonly kind: string
  readonly period: string
  readonly no: number
  readonly number: string
  readonly issuedAt: string
  readonly body: string
  readonly personHash: string
  readonly previousHash: string
}): string {
  const { shop, kind, period, no, number, issuedAt, body, personHash, previousHash } = link
  return canonicalJson([shop, kind, period, no, number, issuedAt, body, personHash, previousHash])
}
