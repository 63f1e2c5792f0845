import type { Day } from '../core/day.ts'
import type { Language } from '../core/language.ts'
import type { DocumentKind } from '../documents/document.ts'

/** Somebody or something with a few lines under a label: the seller, the buyer, the payment. */
export type Block = { readonly label: string; readonly name: string; readonly lines: readonly string[] }

export type Pair = { readonly label: string; readonly value: string }

/** A total; the strong one is what has to be paid. */
export type Total = Pair & { readonly strong: boolean }

export type Cell =
  | { readonly kind: 'text'; readonly text: string; readonly detail: string | null }
  | { readonly kind: 'barcode'; readonly value: string }
  /** An empty square to tick by hand. */
  | { readonly kind: 'box' }

/** `share` is the column's part of the width, relative to its neighbours'. */
export type Column = {
  readonly label: string
  readonly align: 'left' | 'right' | 'center'
  readonly share: number
}

export type Table = { readonly columns: readonly Column[]; readonly rows: readonly (readonly Cell[])[] }

/**
 * A document as the reader sees it: everything is text, decided here, so that drawing adds, formats and translates nothing.
 * Plain data: it crosses to the drawing thread.
 */
export type Printable = {
  readonly kind: DocumentKind
  readonly language: Language
  readonly title: string
  /** The number, or "Draft". */
  readonly number: string
  readonly draft: boolean
  readonly issuedOn: Day
  readonly shopName: string
  readonly seller: Block
  readonly parties: readonly Block[]
  readonly meta: readonly Pair[]
  /** What the code at the head of the page says, for a scanner. */
  readonly barcode: string | null
  readonly table: Table
  /** Shown instead of rows when there are none. */
  readonly noRows: string
  readonly taxes: Table | null
  readonly totals: readonly Total[]
  readonly payment: Block | null
  readonly notes: readonly Pair[]
  /** The label of an empty box to sign in. */
  readonly signature: string | null
  readonly mentions: readonly string[]
  readonly footer: string
  /** "Page {page} of {pages}": the only thing drawing fills in, as it alone knows how many pages there are. */
  readonly page: string
}
