// Shopify's connections: first/last with cursors that stay right while the list changes.
import { refuse, type View } from './context.ts'

export type PageArgs = {
  first?: number | null
  last?: number | null
  after?: string | null
  before?: string | null
  reverse?: boolean | null
}
type Key = string | number
type Place = [key: Key, n: number]

const MOST = 250
/** The size of a page that has everything, as bulk queries ask. */
export const ALL = Number.MAX_SAFE_INTEGER

const encode = (place: Place) => Buffer.from(JSON.stringify(place)).toString('base64url')
function decode(cursor: string): Place {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as Place
  } catch {
    throw refuse(`Invalid cursor for current pagination sort.`)
  }
}

const compare = (a: Place, b: Place) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1])

/** A page of `items`; `keyOf` gives what they are sorted by (default: as they stand), ties by their position. */
export function connection<T>(
  args: PageArgs,
  items: readonly T[],
  view: (item: T) => View,
  keyOf?: (item: T) => Key,
): View {
  const { first, last, after, before } = args
  if (first == null && last == null) throw refuse('you must provide one of first or last')
  if (((first ?? last ?? 0) > MOST && first !== ALL) || (first ?? last ?? 0) < 0)
    throw refuse(`first must be between 0 and ${MOST}`)
  const direction = args.reverse ? -1 : 1
  const placed = items
    .map((item, n) => ({ item, place: [keyOf ? keyOf(item) : n, n] as Place }))
    .sort((a, b) => direction * compare(a.place, b.place))
    .filter(
      ({ place }) =>
        (after == null || direction * compare(place, decode(after)) > 0) &&
        (before == null || direction * compare(place, decode(before)) < 0),
    )
  const page = first != null ? placed.slice(0, first) : placed.slice(Math.max(0, placed.length - last!))
  const cut = placed.length > page.length
  let nodes: View[] | undefined
  const views = () => (nodes ??= page.map(({ item }) => view(item)))
  return {
    nodes: views,
    edges: () => views().map((node, n) => ({ node, cursor: encode(page[n]!.place) })),
    pageInfo: {
      hasNextPage: first != null ? cut : before != null,
      hasPreviousPage: first != null ? after != null : cut,
      startCursor: page[0] ? encode(page[0].place) : null,
      endCursor: page.at(-1) ? encode(page.at(-1)!.place) : null,
    },
  }
}

export const count = (n: number): View => ({ count: n, precision: 'EXACT' })
