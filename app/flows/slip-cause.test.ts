import { expect, test } from 'vitest'
import { gid } from '#app/core/gid.ts'
import type { Dated } from '#app/stock/expected-date.ts'
import type { BookLine, BookOrder, Books, IncomingLine } from './books.ts'
import { reckonDates } from './rebalance.ts'
import { slippedLines } from './slip-cause.ts'

const LYON = gid('Location', '1')
const ORDER = gid('Order', '1042')
const PROMISED = [{ quantity: 7, on: '2026-12-02' }]

type Wish = { places: Partial<BookLine['places']>; promised?: readonly Dated[]; why?: BookLine['why'] }

/** Seven units of each line, promised for 2 December, where the case puts them. */
function booksOf(today: string, wishes: readonly Wish[], order: Partial<BookOrder> = {}): Books {
  const lines = wishes.map(({ places, promised = PROMISED, why = [] }, n): BookLine => ({
    id: gid('LineItem', String(n + 1)),
    order: ORDER,
    position: n,
    variant: null,
    item: `item-${n}`,
    need: 'stock',
    sku: null,
    title: `Line ${n + 1}`,
    component: null,
    units: { ordered: 7, removed: 0, cancelled: 0, shipped: 0, returned: 0 },
    places: { reserved: [], claims: [], unsourced: 0, unstocked: 0, ...places },
    promised,
    expected: [],
    lacking: [],
    why,
  }))
  const of: BookOrder = {
    id: ORDER,
    name: '#1042',
    b2b: true,
    placedAt: '2026-11-24T08:14:00Z',
    priority: 0,
    state: 'open',
    accepts: 'parts',
    maxShipments: null,
    splitsBundles: false,
    shipments: 0,
    confirmed: true,
    callOff: false,
    calls: [],
    routing: null,
    ...order,
  }
  const books = {
    today,
    week: { weekend: [6, 7], closures: [], holidays: new Set<string>() },
    handlingDays: 1,
    receivingDays: 1,
    orders: new Map([[ORDER, of]]),
    lines: new Map(lines.map((line) => [line.id, line])),
    incoming: new Map([
      ['po-1', incomingOf('CF-31', lines, 'po-1', '2026-12-03')],
      ['po-2', incomingOf('CF-32', lines, 'po-2', '2026-12-08')],
    ]),
    sources: new Map(),
  } as unknown as Books
  reckonDates(books)
  return books
}

function incomingOf(
  number: string,
  lines: readonly BookLine[],
  id: string,
  expectedOn: string,
): IncomingLine {
  const claims = lines.flatMap((line) =>
    line.places.claims
      .filter((c) => c.poLine === id)
      .map((c) => ({
        priority: 0,
        promisedOn: null,
        placedAt: '',
        order: ORDER,
        line: line.id,
        quantity: c.quantity,
      })),
  )
  const progress = { quantity: 20, short: 0, received: 0, acknowledged: [], expectedOn }
  return { id, number, location: LYON, item: '', progress, claims }
}

const onShelf = { reserved: [{ location: LYON, quantity: 7, provisional: false }] }
const claimed = (poLine: string) => ({ claims: [{ poLine, quantity: 7, on: null }] })
const causes = (books: Books) =>
  slippedLines(books, ORDER).map(({ title, waits, causes }) => ({ title, waits, causes }))

test('Units that come with a late purchase order slip because of it', () => {
  expect(slippedLines(booksOf('2026-11-30', [{ places: claimed('po-1') }]), ORDER)).toEqual([
    {
      line: 'gid://shopify/LineItem/1',
      title: 'Line 1',
      units: [{ quantity: 7, from: '2026-12-02', to: '2026-12-04', days: 2 }],
      causes: [{ because: 'purchase-order', number: 'CF-31', on: '2026-12-03', overdue: false }],
      waits: false,
    },
  ])
})

test('A purchase order whose day has passed is overdue', () => {
  expect(causes(booksOf('2026-12-04', [{ places: claimed('po-1') }]))).toMatchObject([
    { causes: [{ number: 'CF-31', on: '2026-12-03', overdue: true }] },
  ])
})

test('What is ready waits for the last late line of its order where the customer takes all at once', () => {
  const lines = [{ places: onShelf }, { places: claimed('po-1') }, { places: claimed('po-2') }]
  const books = booksOf('2026-11-30', lines, { accepts: 'whole-order' })
  const late = (number: string, on: string) => ({
    because: 'purchase-order',
    number,
    on,
    overdue: false,
  })
  expect(causes(books)).toEqual([
    { title: 'Line 1', waits: true, causes: [late('CF-32', '2026-12-08')] },
    { title: 'Line 2', waits: false, causes: [late('CF-31', '2026-12-03')] },
    { title: 'Line 3', waits: false, causes: [late('CF-32', '2026-12-08')] },
  ])
})

test('Units that a count took, and that nobody sells, slip because of the count', () => {
  const at = '2026-11-30T08:00:00Z'
  const counted = { at, did: 'released', quantity: 7, because: 'counted' } as const
  const lost = { at, did: 'unsourced', quantity: 7, because: 'nothing-left' } as const
  const books = booksOf('2026-11-30', [{ places: { unsourced: 7 }, why: [counted, lost] }])
  expect(causes(books)).toEqual([{ title: 'Line 1', waits: false, causes: [{ because: 'counted' }] }])
  expect(causes(booksOf('2026-11-30', [{ places: { unsourced: 7 }, why: [lost] }]))).toMatchObject([
    { causes: [{ because: 'to-buy' }] },
  ])
})

test('What lies on the shelf after its day did not leave', () => {
  expect(causes(booksOf('2026-12-03', [{ places: onShelf }]))).toMatchObject([
    { waits: false, causes: [{ because: 'not-shipped' }] },
  ])
})

test('Of a line in two places each place says why it is late', () => {
  const places = { reserved: [{ location: LYON, quantity: 5, provisional: false }], ...claimed('po-1') }
  expect(causes(booksOf('2026-12-03', [{ places }]))).toMatchObject([
    { causes: [{ number: 'CF-31' }, { because: 'not-shipped' }] },
  ])
})

test('A line that comes in time is not said', () => {
  expect(causes(booksOf('2026-11-30', [{ places: onShelf }]))).toEqual([])
  expect(causes(booksOf('2026-12-04', [{ places: onShelf, promised: [] }]))).toEqual([])
})
