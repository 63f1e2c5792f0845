import { guard, inFile, type Guard } from './guard.ts'

const CALLED = 'app/flows/units-called.server.ts'
const SET = 'app/flows/call-off-set.server.ts'
const called = (name: string, file: string, from: string, to = '') =>
  guard(name, 'call-off', inFile(file, from, to))

/** What is kept leaves when it is called, once. */
export const CALLS: readonly Guard[] = [
  called(
    'nothing is called before Start',
    CALLED,
    "    if (!row.startedAt) return { kind: 'not-started' }\n",
  ),
  called(
    'the same call is one',
    CALLED,
    "    if (await tx.deliveryCall.findUnique({ where: { shop_id: { shop, id: wanted.call } } }))\n      return { kind: 'done' }\n",
  ),
  called(
    'only what is kept on call is called',
    CALLED,
    "if (!order.callOff || order.state !== 'open') return",
    "if (order.state !== 'open') return",
  ),
  called(
    'only an open order is called',
    CALLED,
    "if (!order.callOff || order.state !== 'open') return",
    'if (!order.callOff) return',
  ),
  called('a line is called once in a call', CALLED, 'if (!once || !whole ||', 'if (!whole ||'),
  called('whole units are called', CALLED, 'if (!once || !whole ||', 'if (!once ||'),
  called('something is called', CALLED, ' || lines.every((l) => l.quantity === 0)) return', ') return'),
  called(
    'a call wants its own order',
    CALLED,
    "    if (line?.order !== order.id) return { kind: 'bad-quantity' }\n",
    "    if (!line) return { kind: 'bad-quantity' }\n",
  ),
  called(
    'no more is called than is kept',
    CALLED,
    "    if (quantity > kept) return { kind: 'more-than-kept', title: line.title, kept }\n",
  ),
  called(
    'an open call is taken back',
    CALLED,
    "    if (!open) return { kind: 'nothing-to-do' }\n",
    "    if (!open) return { kind: 'done' }\n",
  ),
  called(
    'only an open order is kept on call',
    SET,
    "    if (order.state !== 'open') return { kind: 'not-open' }\n",
  ),
  called(
    'what is kept already is kept',
    SET,
    "    if (order.callOff === on) return { kind: 'nothing-to-do' }\n",
  ),
  called(
    'only calls of this order end with it',
    SET,
    'where: { shop, id: { in: order.calls.map((call) => call.id) } }',
    'where: { shop }',
  ),
  guard(
    'units that are kept wait for a call',
    'call-off',
    inFile(
      'app/flows/order-shippable.ts',
      '  if (order.callOff) return calledShippable(lines.map(shippableLine), order.calls)\n',
    ),
  ),
]

const DEALT = 'app/flows/dealt-by-hand.server.ts'
const dealt = (name: string, file: string, from: string, to = '') =>
  guard(name, 'dealt-by-hand', inFile(file, from, to))

/** Units are given, and turns changed, as they were seen. */
export const GIVEN: readonly Guard[] = [
  dealt(
    'what changed since it was seen is seen first',
    DEALT,
    "    if (preview.seen !== seen) return { kind: 'changed', preview }\n",
  ),
  dealt(
    'no more is given than may be',
    DEALT,
    "    if (may < change.quantity) return { kind: 'cannot-give', may }\n",
    '    void may\n',
  ),
  dealt(
    'only the newest change by hand is taken back',
    DEALT,
    "  if (last?.entry !== byHand.entry) return { kind: 'nothing-to-do' }\n",
    "  if (!last) return { kind: 'nothing-to-do' }\n",
  ),
  dealt(
    'an order gives to another one',
    DEALT,
    '!books.orders.has(to) || from === to)',
    '!books.orders.has(to))',
  ),
  dealt(
    'whole units are given',
    DEALT,
    'return Number.isSafeInteger(quantity) && quantity > 0 ? gift : ',
    'return quantity !== null ? gift : ',
  ),
  dealt(
    'units in hands are not given',
    'app/flows/give-units.ts',
    'picked: held ? pickedOf(picked, line.id, held) : 0 }',
    'picked: 0 }',
  ),
  dealt(
    'units in hands are not dealt anew',
    'app/flows/deal-anew.ts',
    '    const quantity = pickedOf(picked, line.id, held)\n',
    '    const quantity = pickedOf(picked, line.id, held) * 0\n',
  ),
  dealt(
    'an order gets its own turn',
    'app/flows/wanted-item.server.ts',
    'WHERE o.shop = ${shop} AND o.id = r.id`',
    'WHERE o.shop = ${shop}`',
  ),
]

const FOUND = 'app/flows/pick-found.server.ts'
const short = (name: string, from: string, to = '', test = 'picked-short') =>
  guard(name, test, inFile(FOUND, from, to))

/** What was not found goes aside once. */
export const PICKED: readonly Guard[] = [
  short('a void list is not picked', 'list && !list.voided && (await', 'list && (await'),
  short(
    'no more is found than is listed',
    "    if (over) return { kind: 'more-than-listed', line: over.line }\n",
    '',
    'exception-paths-stock',
  ),
  short(
    'what nobody holds any more is missing of nobody',
    'Math.min(listed.quantity, held.quantity)',
    'listed.quantity',
  ),
  short('only what is held where it was picked goes aside', ' && placeName(books, h.location) === at)', ')'),
  short('what was found goes not aside', '  if (short === 0) return []\n'),
  guard(
    'of the free units as well only when nothing more was found',
    'app/deliveries/picking.test.ts',
    inFile('app/deliveries/picking.ts', "short > 0 && reason === 'not-found' ?", 'short > 0 ?'),
  ),
  guard(
    'nothing is picked before Start',
    'picked-short',
    inFile(
      'app/flows/goods-picked.server.ts',
      "    if (!facts.shop.startedAt) return { kind: 'not-started' }\n",
    ),
  ),
  guard(
    'what a person has to look at is not picked unseen',
    'exception-paths',
    inFile(
      'app/flows/goods-picked.server.ts',
      "    if (asks.length > 0 && !anyway) return { kind: 'asks', why: asks.map((task) => task.kind) }\n",
    ),
  ),
  guard(
    'only what is asked of this order is settled by picking it',
    'picked-short',
    inFile(
      'app/flows/picking-asked.server.ts',
      'where: { shop, key: { in: keys }, resolvedAt: null }',
      'where: { shop, resolvedAt: null }',
    ),
  ),
  guard(
    'what is resolved stays as it was resolved',
    'picked-short',
    inFile(
      'app/flows/picking-asked.server.ts',
      'where: { shop, key: { in: keys }, resolvedAt: null }',
      'where: { shop, key: { in: keys } }',
    ),
  ),
  guard(
    'a list is void once',
    'picked-short',
    inFile('app/flows/papers-overtaken.server.ts', 'isOver && !list.voided', 'isOver'),
  ),
]
