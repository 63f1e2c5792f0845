import { guard, inFile, type Guard } from './guard.ts'

const DRAFTED = 'app/flows/transfer-drafted.server.ts'
const SENT = 'app/flows/transfer-sent.server.ts'
const SETTLED = 'app/flows/transfer-settled.server.ts'
const moved = (name: string, file: string, from: string, to = '') =>
  guard(name, 'transfers', inFile(file, from, to))

/** What goes from place to place leaves once and comes once. */
export const TRANSFERS: readonly Guard[] = [
  moved(
    'nothing goes to where it lies',
    DRAFTED,
    "  if (origin === destination) return { kind: 'same-place' }\n",
  ),
  moved(
    'the same form begins one transfer',
    DRAFTED,
    "    if (await tx.transfer.findUnique({ where: { shop_id: { shop, id } } })) return { kind: 'done' }\n",
  ),
  moved(
    'nothing goes to a closed place',
    DRAFTED,
    "    if (places.some((place) => !place.active)) return { kind: 'closed-place' }\n",
  ),
  moved(
    'only a draft is changed',
    DRAFTED,
    "transfer.state === 'draft' ? change(tx) : { kind: 'not-a-draft' }",
    'change(tx)',
  ),
  moved(
    'no unit of an item takes its own line away',
    DRAFTED,
    'deleteMany({ where: key })',
    'deleteMany({ where: { shop, transfer } })',
  ),
  moved('nothing is sent before Start', SENT, "    if (!row.startedAt) return { kind: 'not-started' }\n"),
  moved('only a draft is sent', SENT, "    if (draft.state !== 'draft') return { kind: 'not-a-draft' }\n"),
  moved('something is sent', SENT, "    if (draft.lines.length === 0) return { kind: 'empty' }\n"),
  moved(
    'nothing is sent to a place that has closed',
    SENT,
    "    if ([draft.origin, draft.destination].some((place) => books.closed.has(place)))\n      return { kind: 'closed-place' }\n",
  ),
  moved('only what is free is sent', SENT, '    if (over) {\n', '    if (over && over.quantity < 0) {\n'),
  moved(
    'nothing is settled before Start',
    SETTLED,
    "    if (!row.startedAt) return { kind: 'not-started' }\n",
  ),
  moved(
    'a step is taken once',
    SETTLED,
    "    if (transfer.steps.some((step) => step.id === said.step))\n      return { kind: 'done', disputed: left(transfer) }\n",
  ),
  moved(
    'only what is under way is settled',
    SETTLED,
    "  if (!isUnderWay(transfer.state as TransferState)) return { kind: 'not-under-way' }\n",
  ),
  moved('only whole units are settled', SETTLED, "  if (!isCount(lines)) return { kind: 'bad-quantity' }\n"),
  moved(
    'what is lost has a reason',
    SETTLED,
    "  if (fate === 'lost' && !reason?.trim()) return { kind: 'no-reason' }\n",
  ),
  moved(
    'no more arrives than is in transit',
    SETTLED,
    '  if (!over) return null\n',
    '  if (over !== null) return null\n',
  ),
  moved(
    'what is settled is written on its own transfer',
    SETTLED,
    ' AND l.transfer = ${transfer.id}::uuid AND l.item = r.item',
    ' AND l.item = r.item',
  ),
  moved(
    'what is settled is written on its own item',
    SETTLED,
    ' AND l.transfer = ${transfer.id}::uuid AND l.item = r.item',
    ' AND l.transfer = ${transfer.id}::uuid',
  ),
  moved(
    'Shopify hears once of what is lost: when it left',
    'app/flows/transfer-step.server.ts',
    "  if (kind === 'lost') return\n",
  ),
  guard(
    'what a transfer brings is not bought as well, what may never come is',
    'transfers',
    inFile('app/flows/drafts-composed.server.ts', " AND h.state = 'sent'), 0)", '), 0)'),
  ),
]
