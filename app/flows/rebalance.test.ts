import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gid, idOf } from '#app/core/gid.ts'
import { sumOf } from '#app/core/quantity.ts'
import { openUnits } from '#app/orders/line-units.ts'
import { heldIn, NOWHERE, settleLine } from '#app/orders/settle-line.ts'
import { toCome } from '#app/purchasing/purchase-order.ts'
import { unexplained, type ExplainedLine } from '#app/verify/explained.ts'
import type { BookLine, Books } from './books.ts'
import { freeIncoming, freeOn, lackingAt, levelKey, moveStock, place, shelvesOf } from './books.ts'
import { concernedItems, rebalance, rehome } from './rebalance.ts'

const ITEMS = ['huile', 'olive']
const LYON = gid('Location', '1')
const BOUTIQUE = gid('Location', '2')
const SHELVES = [LYON, BOUTIQUE]

function emptyBooks(): Books {
  return {
    shop: 'moulin-lyon.myshopify.com',
    at: new Date('2026-11-24T08:14:00Z'),
    today: '2026-11-24',
    timeZone: 'Europe/Paris',
    week: { weekend: [6, 7], closures: [], holidays: new Set() },
    handlingDays: 1,
    receivingDays: 1,
    preferred: LYON,
    locationNames: new Map([[LYON, 'Entrepôt Lyon']]),
    orders: new Map(),
    lines: new Map(),
    opened: new Map(),
    levels: new Map(),
    incoming: new Map(),
    sources: new Map(),
    otherHolders: new Map(),
    loaded: new Set(),
    sold: new Map(),
    toBuy: new Set(),
    waitedFor: new Set(),
    saidVictims: new Map(),
    closed: new Set(),
    items: new Set(ITEMS),
    moves: [],
  }
}

/** The whole life of a stock, in steps as they happen to it. */
type Step =
  | { do: 'order'; item: number; quantity: number; maxShipments: number | null; b2b?: boolean }
  | { do: 'keep'; item: number; shelf: number; safetyStock: number; b2bOnly: number }
  | { do: 'edit'; line: number; quantity: number }
  | { do: 'route'; line: number; to: number }
  | { do: 'split'; line: number; atLyon: number }
  | { do: 'count'; item: number; shelf: number; onHand: number }
  | { do: 'send'; item: number; quantity: number; to: number }
  | { do: 'receive'; poLine: number; quantity: number }
  | { do: 'close'; poLine: number }

function take(books: Books, step: Step): void {
  const lines = [...books.lines.values()]
  const coming = [...books.incoming.values()]
  switch (step.do) {
    case 'order':
      return order(books, step)
    case 'edit': {
      const line = lines[step.line % (lines.length || 1)]
      if (!line) return
      const removed = Math.min(line.units.ordered, step.quantity)
      const units = { ...line.units, removed }
      place(books, line, { units, places: settleLine(line.places, line.units, units, 'stock') })
      return
    }
    case 'route':
    case 'split': {
      const line = lines[step.line % (lines.length || 1)]
      if (!line) return
      const { ordered } = line.units
      const atLyon = step.do === 'split' ? Math.min(step.atLyon, ordered) : step.to === 0 ? ordered : 0
      const shares = [
        { location: LYON, remaining: atLyon },
        { location: BOUTIQUE, remaining: ordered - atLyon },
      ]
      const routing = shares
        .filter(({ remaining }) => remaining > 0)
        .map(({ location, remaining }) => ({
          id: gid('FulfillmentOrder', `${idOf(line.id)}${idOf(location)}`),
          status: 'open' as const,
          location,
          lines: [{ id: gid('FulfillmentOrderLineItem', '1'), line: line.id, remaining }],
        }))
      books.orders.set(line.order, { ...books.orders.get(line.order)!, routing })
      return
    }
    case 'count': {
      const [location, item] = [SHELVES[step.shelf]!, ITEMS[step.item]!]
      const before = books.levels.get(levelKey(location, item))?.onHand ?? 0
      const quantity = step.onHand - before
      return moveStock(books, { location, item, account: 'on_hand', quantity, kind: 'counted', cause: 'x' })
    }
    case 'keep': {
      const [location, item] = [SHELVES[step.shelf]!, ITEMS[step.item]!]
      moveStock(books, { location, item, account: 'on_hand', quantity: 1, kind: 'counted', cause: 'x' })
      const key = levelKey(location, item)
      const { safetyStock, b2bOnly } = step
      books.levels.set(key, { ...books.levels.get(key)!, safetyStock, b2bOnly })
      return
    }
    case 'send': {
      const id = `po-${coming.length}`
      const progress = { quantity: step.quantity, short: 0, received: 0, acknowledged: [], expectedOn: null }
      const line = {
        id,
        number: id,
        location: SHELVES[step.to]!,
        item: ITEMS[step.item]!,
        progress,
        claims: [],
      }
      books.incoming.set(id, line)
      return
    }
    case 'receive':
    case 'close': {
      const line = coming[step.poLine % (coming.length || 1)]
      if (!line) return
      const came = step.do === 'receive' ? Math.min(step.quantity, toCome(line.progress)) : 0
      giveBackClaims(books, line.id)
      const { received, short } = line.progress
      const closed = step.do === 'close' ? toCome(line.progress) : 0
      const progress = { ...line.progress, received: received + came, short: short + closed }
      books.incoming.set(line.id, { ...books.incoming.get(line.id)!, progress })
      const { location, item } = line
      moveStock(books, { location, item, account: 'on_hand', quantity: came, kind: 'received', cause: 'x' })
    }
  }
}

function order(books: Books, step: Step & { do: 'order' }): void {
  const n = books.orders.size
  const units = { ordered: step.quantity, removed: 0, cancelled: 0, shipped: 0, returned: 0 }
  const line: BookLine = {
    id: gid('LineItem', String(n)),
    order: gid('Order', String(n)),
    position: 0,
    variant: null,
    item: ITEMS[step.item]!,
    need: 'stock',
    sku: null,
    title: 'Huile',
    component: null,
    units,
    places: settleLine(NOWHERE, null, units, 'stock'),
    lacking: [],
    promised: [],
    expected: [],
    why: [],
  }
  books.orders.set(line.order, {
    id: line.order,
    name: `#${n}`,
    placedAt: new Date(Date.UTC(2026, 10, 1 + n)).toISOString(),
    priority: 0,
    b2b: step.b2b !== false,
    state: 'open',
    accepts: 'parts',
    maxShipments: step.maxShipments,
    splitsBundles: false,
    shipments: 0,
    callOff: false,
    calls: [],
    confirmed: false,
    routing: null,
  })
  books.lines.set(line.id, line)
}

// As receiving does it: who claims the line goes back to where units are to be found, in turn.
function giveBackClaims(books: Books, poLine: string): void {
  for (const line of [...books.lines.values()]) {
    const mine = sumOf(
      line.places.claims.filter((c) => c.poLine === poLine),
      (c) => c.quantity,
    )
    if (mine === 0) continue
    const claims = line.places.claims.filter((c) => c.poLine !== poLine)
    place(books, line, { places: { ...line.places, claims, unsourced: line.places.unsourced + mine } })
  }
}

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('order' as const),
    item: fc.nat(1),
    quantity: fc.integer({ min: 1, max: 15 }),
    maxShipments: fc.option(fc.integer({ min: 1, max: 3 })),
    b2b: fc.boolean(),
  }),
  fc.record({ do: fc.constant('edit' as const), line: fc.nat(20), quantity: fc.nat(15) }),
  fc.record({ do: fc.constant('route' as const), line: fc.nat(20), to: fc.nat(1) }),
  fc.record({ do: fc.constant('split' as const), line: fc.nat(20), atLyon: fc.nat(15) }),
  fc.record({ do: fc.constant('count' as const), item: fc.nat(1), shelf: fc.nat(1), onHand: fc.nat(25) }),
  fc.record({
    do: fc.constant('keep' as const),
    item: fc.nat(1),
    shelf: fc.nat(1),
    safetyStock: fc.nat(4),
    b2bOnly: fc.nat(6),
  }),
  fc.record({
    do: fc.constant('send' as const),
    item: fc.nat(1),
    quantity: fc.integer({ min: 1, max: 24 }),
    to: fc.nat(1),
  }),
  fc.record({
    do: fc.constant('receive' as const),
    poLine: fc.nat(9),
    quantity: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({ do: fc.constant('close' as const), poLine: fc.nat(9) }),
)

// What a flow does with all that is stored: it opens what its step changed, brings in who else is concerned, and saves.
function settleChanged(stored: Books, step: Step): void {
  const before = { lines: new Map(stored.lines), orders: new Map(stored.orders) }
  const levels = new Map(stored.levels)
  const incoming = new Map(stored.incoming)
  take(stored, step)
  const orders = new Set([
    ...[...stored.lines.values()].filter((l) => before.lines.get(l.id) !== l).map((l) => l.order),
    ...[...stored.orders.values()].filter((o) => before.orders.get(o.id) !== o).map((o) => o.id),
  ])
  const items = [
    ...[...stored.levels].filter(([key, l]) => levels.get(key) !== l).map(([, l]) => l.item),
    ...[...stored.incoming].filter(([id, l]) => incoming.get(id) !== l).map(([, l]) => l.item),
    ...[...stored.lines.values()].filter((l) => orders.has(l.order)).map((l) => l.item!),
  ]
  const books: Books = { ...stored, orders: new Map(), lines: new Map(), items: new Set(items) }
  bring(stored, books, (line) => orders.has(line.order))
  rehome(books)
  do {
    const { giving, short } = concernedItems(books)
    bring(stored, books, ({ item, places }) => {
      const waits = giving.includes(item!) && (places.unsourced > 0 || places.claims.length > 0)
      return waits || (short.includes(item!) && places.reserved.length > 0)
    })
  } while (rehome(books))
  rebalance(books)
  for (const line of books.lines.values()) stored.lines.set(line.id, line)
}

function bring(stored: Books, books: Books, isConcerned: (line: BookLine) => boolean): void {
  for (const line of stored.lines.values()) {
    if (books.lines.has(line.id) || !isConcerned(line)) continue
    books.lines.set(line.id, line)
    books.orders.set(line.order, stored.orders.get(line.order)!)
  }
}

const placesOf = (books: Books) => [...books.lines.values()].map(({ id, places }) => [id, places])

const toExplain = ({ id, order, places, why }: BookLine): ExplainedLine => ({
  ...{ order, line: id, why, unsourced: places.unsourced },
  reserved: places.reserved.map((h) => ({ source: h.location, quantity: h.quantity })),
  claimed: places.claims.map((c) => ({ source: c.poLine, quantity: c.quantity })),
})

function holds(books: Books): void {
  const lines = [...books.lines.values()]
  for (const line of lines) {
    expect(heldIn(line.places)).toBe(openUnits(line.units))
    expect(Math.min(0, ...line.places.reserved.map((h) => h.quantity), line.places.unsourced)).toBe(0)
    expect(sumOf(line.expected, (d) => d.quantity)).toBe(openUnits(line.units))
  }
  for (const line of lines) {
    expect(unexplained(toExplain(line))).toEqual([])
    const before = line.why.flatMap((d) => d.before ?? []).map(({ order }) => order)
    expect(before).not.toContain(books.orders.get(line.order)!.name)
  }
  for (const level of books.levels.values()) {
    const held = lines
      .filter((l) => l.item === level.item)
      .flatMap((l) => l.places.reserved.filter((h) => h.location === level.location))
    expect(level.reserved).toBe(sumOf(held, (h) => h.quantity))
    expect(level.reserved).toBeLessThanOrEqual(Math.max(0, level.onHand - level.unavailable))
  }
  for (const coming of books.incoming.values()) {
    const claimed = lines.flatMap((l) => l.places.claims.filter((c) => c.poLine === coming.id))
    expect(sumOf(coming.claims, (c) => c.quantity)).toBe(sumOf(claimed, (c) => c.quantity))
    expect(freeIncoming(coming)).toBeGreaterThanOrEqual(0)
  }
  for (const line of lines) {
    const lacking = lackingAt(books, line)
    expect(sumOf(lacking, (l) => l.quantity)).toBe(line.places.unsourced)
    const claimed = line.places.claims.map((c) => books.incoming.get(c.poLine)!)
    const places = shelvesOf(books, line)
    // What is on its way to a place that serves the order no longer is not waited for.
    for (const { location } of claimed) expect(places.map((p) => p.location)).toContain(location)
    for (const { location, atMost } of places) {
      const here = [
        ...line.places.reserved.filter((h) => h.location === location).map((h) => h.quantity),
        ...line.places.claims
          .filter((c) => books.incoming.get(c.poLine)!.location === location)
          .map((c) => c.quantity),
      ].reduce((sum, quantity) => sum + quantity, 0)
      // No place holds more of a line than Shopify wants fulfilled from there.
      expect(here).toBeLessThanOrEqual(atMost)
      // Nobody waits for what lies, or comes, where he may have it.
      if (line.places.unsourced === 0 || here === atMost) continue
      const level = books.levels.get(levelKey(location, line.item!))
      const setAside = books.orders.get(line.order)!.b2b ? 0 : level?.b2bOnly
      if (level) expect(freeOn(level)).toBeLessThanOrEqual(setAside!)
      for (const coming of books.incoming.values())
        if (coming.location === location && coming.item === line.item) expect(freeIncoming(coming)).toBe(0)
    }
  }
}

describe('Whatever happens to a stock, in whatever order', () => {
  test('every unit is in one place, nothing is promised twice, and nobody waits for what lies there', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 1, maxLength: 30 }), (steps) => {
        const books = emptyBooks()
        for (const step of steps) {
          take(books, step)
          rebalance(books)
          holds(books)
        }
      }),
      { numRuns: 300 },
    )
  })
  test('it is enough to open what a step changed: who else is concerned is brought in', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 1, maxLength: 30 }), (steps) => {
        const stored = emptyBooks()
        for (const step of steps) {
          settleChanged(stored, step)
          holds(stored)
        }
      }),
      { numRuns: 300 },
    )
  })
  test('bringing the books into order twice changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 1, maxLength: 30 }), (steps) => {
        const books = emptyBooks()
        for (const step of steps) take(books, step)
        rebalance(books)
        const once = placesOf(books)
        rebalance(books)
        expect(placesOf(books)).toEqual(once)
      }),
    )
  })
  test('who holds units on a shelf keeps them, whoever comes later', () => {
    const later = fc.array(
      fc.record({
        do: fc.constant('order' as const),
        item: fc.constant(0),
        quantity: fc.integer({ min: 1, max: 15 }),
        maxShipments: fc.constant(null),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(later, (orders) => {
        const books = emptyBooks()
        take(books, { do: 'count', item: 0, shelf: 0, onHand: 8 })
        take(books, { do: 'order', item: 0, quantity: 3, maxShipments: null })
        rebalance(books)
        for (const one of orders) {
          take(books, one)
          rebalance(books)
          expect(books.lines.get(gid('LineItem', '0'))?.places.reserved).toMatchObject([{ quantity: 3 }])
        }
      }),
    )
  })
})
