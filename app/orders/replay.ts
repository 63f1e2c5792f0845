import { freshness } from './newer.ts'

/** An order as somebody told it: by a stored webhook, or by Shopify when it was asked. */
export type ToldOnce = {
  readonly order: string
  readonly name: string
  /** ISO 8601 in UTC with milliseconds, as snapshots have it. */
  readonly updatedAt: string
  readonly hash: string
  readonly fetched: boolean
  /** Where it is stored: "webhook 12" or "fetch 7". */
  readonly source: string
  /** A webhook that was given up: a task asks for it. */
  readonly dead: boolean
}

/** An order as the books have it. */
export type HeldOrder = {
  readonly order: string
  readonly name: string
  readonly updatedAt: string
  readonly hash: string
}

/** An order of which the books say something else than everything that was told. */
export type ReplayDifference = {
  readonly order: string
  readonly name: string
  /**
   * `missing`: told, and not in the books. `behind`: the books are older than what was told. `other`: of the same time,
   * but with other content. `untold`: nobody told what the books say.
   */
  readonly kind: 'missing' | 'behind' | 'other' | 'untold'
  readonly books: string | null
  readonly told: string | null
  readonly source: string | null
  readonly cause: 'event-dead' | null
}

/** Takes one more telling into what the tellings before it amount to: the newest wins, and of one time the fetched. */
export function fold(known: Map<string, ToldOnce>, told: ToldOnce): void {
  const held = known.get(told.order)
  switch (freshness(held ?? null, told)) {
    case 'new':
    case 'newer':
      known.set(told.order, told)
      break
    // Two bodies of one time that disagree: the fetch that they led to is told besides, and decides.
    case 'contradiction':
    case 'same':
    case 'older':
      break
  }
}

/** Compares what everything told amounts to with the books. */
export function compareReplay(
  known: ReadonlyMap<string, ToldOnce>,
  books: readonly HeldOrder[],
): ReplayDifference[] {
  const held = new Map(books.map((b) => [b.order, b]))
  const missing = [...known.values()]
    .filter((t) => !held.has(t.order))
    .map((t) => difference('missing', null, t))
  const others = books.flatMap((book) => {
    const told = known.get(book.order) ?? null
    const kind = kindOf(book, told)
    return kind ? [difference(kind, book, told)] : []
  })
  return [...missing, ...others]
}

function kindOf(book: HeldOrder, told: ToldOnce | null): 'behind' | 'other' | 'untold' | null {
  if (!told || told.updatedAt < book.updatedAt) return 'untold'
  if (told.updatedAt > book.updatedAt) return 'behind'
  return told.hash === book.hash ? null : 'other'
}

function difference(
  kind: ReplayDifference['kind'],
  book: HeldOrder | null,
  told: ToldOnce | null,
): ReplayDifference {
  return {
    order: (book ?? told)!.order,
    name: (book ?? told)!.name,
    kind,
    books: book?.updatedAt ?? null,
    told: told?.updatedAt ?? null,
    source: told?.source ?? null,
    cause: told?.dead ? 'event-dead' : null,
  }
}
