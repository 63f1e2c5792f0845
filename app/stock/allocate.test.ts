import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Incoming, Move, Shelf, Waiting } from './allocate.ts'
import { allocate as allocated, byTurn, release } from './allocate.ts'

const LYON = 'gid://shopify/Location/1' as const
const BOUTIQUE = 'gid://shopify/Location/2' as const

const waits = (line: string, wish: Partial<Waiting> = {}): Waiting => ({
  priority: 0,
  promisedOn: null,
  placedAt: '2026-11-24T08:00:00.000Z',
  order: line,
  line,
  item: 'huile',
  b2b: true,
  shelves: [{ location: LYON, atMost: 1000 }],
  unsourced: 0,
  claims: [],
  ...wish,
})
const shelf = (free: number): Shelf => ({ location: LYON, item: 'huile', free, b2bOnly: 0 })
const allocate = (...asked: Parameters<typeof allocated>) => allocated(...asked).moves
const coming = (poLine: string, free: number, on: string | null = null): Incoming => ({
  poLine,
  location: LYON,
  item: 'huile',
  free,
  on,
})

describe('Whose turn it is', () => {
  const names = (...lines: Waiting[]) => [...lines].sort(byTurn).map((l) => l.line)
  test('goes by priority, then by the promised day, then by age, then by id', () => {
    const old = waits('old', { placedAt: '2026-11-01T08:00:00.000Z' })
    const promised = waits('promised', { promisedOn: '2026-12-02' })
    const first = waits('first', { priority: 1 })
    expect(names(waits('b'), waits('a'), old, promised, first)).toEqual([
      'first',
      'promised',
      'old',
      'a',
      'b',
    ])
  })
})

describe('A line that Shopify splits between two places', () => {
  const split = [
    { location: LYON, atMost: 5 },
    { location: BOUTIQUE, atMost: 7 },
  ]
  test('claims of what comes to one no more than is fulfilled from there', () => {
    const moves = allocate([waits('a', { shelves: split, unsourced: 12 })], [], [coming('x', 20)])
    expect(moves).toEqual([{ kind: 'claim', line: 'a', poLine: 'x', quantity: 5 }])
  })
  test('gives up, for a unit on one shelf, a claim on what comes there and not elsewhere', () => {
    const claims = [
      { poLine: 'here', location: LYON, quantity: 5, on: '2026-12-01' },
      { poLine: 'there', location: BOUTIQUE, quantity: 7, on: '2026-12-09' },
    ]
    expect(allocate([waits('a', { shelves: split, claims })], [shelf(3)], [])).toEqual([
      { kind: 'reserve', line: 'a', location: LYON, quantity: 3 },
      { kind: 'unclaim', line: 'a', poLine: 'here', quantity: 3 },
    ])
  })
})

describe('What lies free', () => {
  test('goes to the older order first: #1039 takes 3 of 8, the grocer 5 of his 12', () => {
    const older = waits('1039', { unsourced: 3, placedAt: '2026-11-23T10:00:00.000Z' })
    expect(allocate([waits('1042', { unsourced: 12 }), older], [shelf(8)], [])).toEqual([
      { kind: 'reserve', line: '1039', location: LYON, quantity: 3 },
      { kind: 'reserve', line: '1042', location: LYON, quantity: 5 },
    ])
  })
  test('may serve two lines of one order, and both count', () => {
    const [a, b] = [waits('a', { order: '1', unsourced: 6 }), waits('b', { order: '1', unsourced: 6 })]
    expect(allocate([a, b], [shelf(8)], []).map((m) => m.quantity)).toEqual([6, 2])
  })
  test('turns a claim into a reservation, latest first, and the freed incoming unit serves the next', () => {
    const claims = [
      { poLine: 'soon', location: LYON, quantity: 2, on: '2026-12-01' },
      { poLine: 'late', location: LYON, quantity: 2, on: '2026-12-09' },
    ]
    const moves = allocate(
      [waits('a', { claims }), waits('b', { unsourced: 1 })],
      [shelf(1)],
      [coming('late', 0, '2026-12-09')],
    )
    expect(moves).toEqual([
      { kind: 'reserve', line: 'a', location: LYON, quantity: 1 },
      { kind: 'unclaim', line: 'a', poLine: 'late', quantity: 1 },
      { kind: 'claim', line: 'b', poLine: 'late', quantity: 1 },
    ])
  })
  test('that comes in is claimed where it comes first', () => {
    const moves = allocate(
      [waits('a', { unsourced: 3 })],
      [],
      [coming('z', 5, '2026-12-09'), coming('y', 2, '2026-12-01')],
    )
    expect(moves.map((m) => [m.kind === 'claim' && m.poLine, m.quantity])).toEqual([
      ['y', 2],
      ['z', 1],
    ])
  })
  test('at another place than the order ships from serves nobody', () => {
    const there = [{ ...shelf(9), location: BOUTIQUE }]
    expect(
      allocate([waits('a', { unsourced: 3 })], there, [{ ...coming('x', 9), location: BOUTIQUE }]),
    ).toEqual([])
  })
})

const items = fc.constantFrom('huile', 'savon')
const locations = fc.constantFrom(LYON, BOUTIQUE)
const anyWaiting = fc
  .array(
    fc.record({
      priority: fc.integer({ min: 0, max: 2 }),
      promisedOn: fc.constantFrom(null, '2026-12-01', '2026-12-02'),
      placedAt: fc.constantFrom('2026-11-23T08:00:00.000Z', '2026-11-24T08:00:00.000Z'),
      order: fc.constantFrom('1', '2', '3'),
      item: items,
      b2b: fc.boolean(),
      shelves: fc.uniqueArray(fc.record({ location: locations, atMost: fc.nat(15) }), {
        selector: (s) => s.location,
      }),
      unsourced: fc.nat(12),
      claims: fc.uniqueArray(
        fc.record({
          poLine: fc.constantFrom('p1', 'p2', 'p3'),
          location: locations,
          quantity: fc.integer({ min: 1, max: 8 }),
          on: fc.constantFrom(null, '2026-12-01', '2026-12-09'),
        }),
        { selector: (c) => c.poLine, maxLength: 2 },
      ),
    }),
    { maxLength: 8 },
  )
  .map((lines) => lines.map((line, n): Waiting => ({ ...line, line: `line ${n}` })))
const anyShelves = fc.uniqueArray(
  fc.record({ location: locations, item: items, free: fc.integer({ min: -5, max: 20 }), b2bOnly: fc.nat(6) }),
  {
    selector: (s) => `${s.location} ${s.item}`,
  },
)
const anyIncoming = fc.uniqueArray(
  fc.record({
    poLine: fc.constantFrom('p1', 'p2', 'p3'),
    location: locations,
    item: items,
    free: fc.integer({ min: -5, max: 12 }),
    on: fc.constantFrom(null, '2026-12-01', '2026-12-09'),
  }),
  { selector: (i) => i.poLine },
)
const books = fc.tuple(anyWaiting, anyShelves, anyIncoming)

const total = (moves: readonly Move[], which: (move: Move) => boolean) =>
  moves.filter(which).reduce((sum, move) => sum + move.quantity, 0)

test('Allocation never gives more than is free, on a shelf or on its way', () => {
  fc.assert(
    fc.property(books, ([waiting, shelves, incoming]) => {
      const moves = allocate(waiting, shelves, incoming)
      const itemOf = (line: string) => waiting.find((w) => w.line === line)!.item
      expect(moves.every((move) => move.quantity > 0)).toBe(true)
      for (const location of [LYON, BOUTIQUE])
        for (const item of ['huile', 'savon']) {
          const free = shelves.find((s) => s.location === location && s.item === item)?.free ?? 0
          expect(
            total(moves, (m) => m.kind === 'reserve' && m.location === location && itemOf(m.line) === item),
          ).toBeLessThanOrEqual(Math.max(0, free))
        }
      for (const poLine of ['p1', 'p2', 'p3']) {
        const free = Math.max(0, incoming.find((i) => i.poLine === poLine)?.free ?? 0)
        const claimed = total(moves, (m) => m.kind === 'claim' && m.poLine === poLine)
        expect(claimed).toBeLessThanOrEqual(
          free + total(moves, (m) => m.kind === 'unclaim' && m.poLine === poLine),
        )
      }
    }),
  )
})

test('What is set aside goes to businesses only', () => {
  fc.assert(
    fc.property(books, ([waiting, shelves]) => {
      const moves = allocate(waiting, shelves, [])
      for (const shelf of shelves) {
        const others = waiting.filter((w) => !w.b2b && w.item === shelf.item).map((w) => w.line)
        const taken = total(
          moves,
          (m) => m.kind === 'reserve' && m.location === shelf.location && others.includes(m.line),
        )
        expect(taken).toBeLessThanOrEqual(Math.max(0, shelf.free - shelf.b2bOnly))
      }
    }),
  )
  const line = waits('a', { unsourced: 9 })
  const kept = { ...shelf(8), b2bOnly: 6 }
  expect(allocate([{ ...line, b2b: false }], [kept], []).map((m) => m.quantity)).toEqual([2])
  expect(allocate([line], [kept], []).map((m) => m.quantity)).toEqual([8])
})

test('No line gets more than it lacks, gives up a claim without a unit for it, or takes more from a place than it may', () => {
  fc.assert(
    fc.property(books, ([waiting, shelves, incoming]) => {
      const moves = allocate(waiting, shelves, incoming)
      for (const line of waiting) {
        const of = (kind: Move['kind']) => total(moves, (m) => m.line === line.line && m.kind === kind)
        const claimed = line.claims.reduce((sum, c) => sum + c.quantity, 0)
        expect(line.unsourced - (of('reserve') - of('unclaim')) - of('claim')).toBeGreaterThanOrEqual(0)
        expect(of('reserve') - of('unclaim')).toBeGreaterThanOrEqual(0)
        expect(of('unclaim')).toBeLessThanOrEqual(claimed)
        for (const place of line.shelves)
          expect(
            total(
              moves,
              (m) => m.line === line.line && m.kind === 'reserve' && m.location === place.location,
            ),
          ).toBeLessThanOrEqual(place.atMost)
      }
    }),
  )
})

test('Who gets what does not depend on the order in which it was asked', () => {
  const shuffled = books.chain(([waiting, shelves, incoming]) =>
    fc.tuple(
      fc.constant([waiting, shelves, incoming] as const),
      fc.shuffledSubarray(waiting, { minLength: waiting.length }),
      fc.shuffledSubarray(incoming, { minLength: incoming.length }),
    ),
  )
  fc.assert(
    fc.property(shuffled, ([[waiting, shelves, incoming], otherWaiting, otherIncoming]) => {
      expect(allocate(otherWaiting, [...shelves].reverse(), otherIncoming)).toEqual(
        allocate(waiting, shelves, incoming),
      )
    }),
  )
})

/** What a line still wants of a place after the moves: of its shelf, and of the purchase orders that bring goods there. */
function stillWanted(
  line: Waiting,
  { location, atMost }: Waiting['shelves'][number],
  there: ReadonlySet<string>,
  moves: readonly Move[],
) {
  const mine = moves.filter((m) => m.line === line.line)
  const claims = line.claims.filter((c) => c.location === location)
  const here = new Set(claims.map((c) => c.poLine))
  const claimed = claims.reduce((sum, c) => sum + c.quantity, 0)
  const given = total(mine, (m) => m.kind === 'unclaim' && here.has(m.poLine))
  const reserved = total(mine, (m) => m.kind === 'reserve' && m.location === location)
  const room = Math.max(0, atMost - claimed) - (reserved - given)
  const found = total(mine, (m) => m.kind === 'reserve') - total(mine, (m) => m.kind === 'unclaim')
  const left = line.unsourced - found
  return {
    ofShelf: Math.min(atMost - reserved, Math.min(room, left) + claimed - given),
    ofIncoming: Math.min(
      room - total(mine, (m) => m.kind === 'claim' && there.has(m.poLine)),
      left - total(mine, (m) => m.kind === 'claim'),
    ),
  }
}

test('Nobody later in turn gets a unit that somebody earlier wanted and could have had', () => {
  fc.assert(
    fc.property(books, ([waiting, shelves, incoming]) => {
      const moves = allocate(waiting, shelves, incoming)
      const inTurn = [...waiting].sort(byTurn)
      const comesTo = (location: string) =>
        new Set<string>(incoming.filter((i) => i.location === location).map((i) => i.poLine))
      for (const [n, earlier] of inTurn.entries())
        for (const place of earlier.shelves) {
          const there = comesTo(place.location)
          const { ofShelf, ofIncoming } = stillWanted(earlier, place, there, moves)
          for (const later of inTurn.slice(n + 1).filter((l) => l.item === earlier.item)) {
            const mine = moves.filter((m) => m.line === later.line)
            // What is set aside for businesses was never to be had by anybody else.
            if (ofShelf > 0 && (earlier.b2b || !later.b2b))
              expect(total(mine, (m) => m.kind === 'reserve' && m.location === place.location)).toBe(0)
            if (ofIncoming > 0) expect(total(mine, (m) => m.kind === 'claim' && there.has(m.poLine))).toBe(0)
          }
        }
    }),
  )
})

test('A shelf that turned out smaller takes back exactly what is too much, from the last in turn first', () => {
  const holders = anyWaiting.map((lines) => lines.map((line, n) => ({ ...line, held: n + 1 })))
  fc.assert(
    fc.property(holders, fc.nat(40), (list, excess) => {
      const taken = release(list, excess)
      const sum = (units: readonly { quantity: number }[]) =>
        units.reduce((all, one) => all + one.quantity, 0)
      const all = list.reduce((held, one) => held + one.held, 0)
      expect(sum(taken)).toBe(Math.min(excess, all))
      const lastFirst = [...list].sort(byTurn).reverse()
      expect(taken.map((t) => t.line)).toEqual(lastFirst.slice(0, taken.length).map((l) => l.line))
      for (const [n, { quantity }] of taken.entries())
        expect(n < taken.length - 1 ? quantity : Math.min(quantity, lastFirst[n]!.held)).toBe(
          n < taken.length - 1 ? lastFirst[n]!.held : quantity,
        )
    }),
  )
})
