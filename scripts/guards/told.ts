import { guard, inFile, type Guard } from './guard.ts'

const TOLD = 'app/flows/quantities-told.server.ts'
const told = (name: string, file: string, from: string, to = '', test = 'quantities-told') =>
  guard(name, test, inFile(file, from, to))

/** Shopify hears once by how much a shelf was moved. */
export const QUANTITIES: readonly Guard[] = [
  told(
    'what may count twice is not told again',
    TOLD,
    "    if (mayCountTwice(effect, now()))\n      return { kind: 'unknown', why: 'Shopify may have seen it, and no longer knows its key' }\n",
  ),
  told('what another took over is not told', TOLD, '    if (!(await stands())) return TAKEN_OVER\n'),
  told('one key tells it once', TOLD, 'keyAfter(effect.id, told.refusals)', 'crypto.randomUUID()'),
  told('a refused key is spent', TOLD, 'keyAfter(effect.id, told.refusals)', 'keyAfter(effect.id, 0)'),
  told(
    'only this effect was refused',
    TOLD,
    'WHERE shop = ${shop} AND id = ${effect.id}::uuid`',
    'WHERE shop = ${shop} AND ${effect.id}::text IS NOT NULL`',
  ),
  told(
    'a call that is under way is waited for',
    TOLD,
    "  if (userErrors.some((e) => e.code === 'IDEMPOTENCY_CONCURRENT_REQUEST'))\n    return { kind: 'later', why: 'the same call is under way' }\n",
  ),
  told(
    'a shelf is stocked before it is counted',
    TOLD,
    "    if (unstocked !== null) return { kind: 'failed', answer: unstocked }\n",
  ),
  guard(
    'a key is forgotten after a day',
    'app/flows/quantities-told.test.ts',
    inFile('app/flows/quantities-told.ts', 'interruptions > 0 && at', 'interruptions > 99 && at'),
  ),
]

const TASKS = 'app/tasks/tasks.server.ts'
const SETTLED = 'app/flows/task-settled.server.ts'
const asked = (name: string, file: string, from: string, to = '', test = 'tasks') =>
  guard(name, test, inFile(file, from, to))

/** A task asks once, until what it asks is another thing. */
export const ASKED: readonly Guard[] = [
  asked(
    'a task that stands is brought up to date',
    TASKS,
    'ON CONFLICT (shop, key) DO UPDATE SET kind = excluded.kind, params = excluded.params, resolved_at = NULL, resolved_by = NULL,\n      dismissed = false,\n      raised_at = CASE WHEN t.resolved_at IS NULL THEN t.raised_at ELSE excluded.raised_at END\n    WHERE NOT t.dismissed OR t.params <> excluded.params`',
    '`',
  ),
  asked(
    'a task that a person put aside stays aside',
    TASKS,
    '\n    WHERE NOT t.dismissed OR t.params <> excluded.params`',
    '`',
  ),
  asked(
    'a task that says something else opens again',
    TASKS,
    'WHERE NOT t.dismissed OR t.params <> excluded.params`',
    'WHERE NOT t.dismissed`',
  ),
  asked('a task is resolved once', TASKS, ' AND (resolved_at IS NULL OR dismissed)`', '`'),
  asked(
    'what a person put aside opens when its reason was gone',
    TASKS,
    '(resolved_at IS NULL OR dismissed)`',
    'resolved_at IS NULL`',
  ),
  asked(
    'who resolved a task is the one who did',
    TASKS,
    'CASE WHEN resolved_at IS NULL THEN ${who} ELSE resolved_by END',
    '${who}',
  ),
  asked('a task was resolved when it was', TASKS, 'coalesce(resolved_at, ${at})', '${at}'),
  asked(
    'a twin that was resolved stays as it was when one is dismissed',
    SETTLED,
    'resolvedAt: null }, data })\n    await readSettled',
    '}, data })\n    await readSettled',
  ),
  asked(
    'a twin that was resolved stays as it was when one is done',
    SETTLED,
    "resolvedAt: null }, data })\n    await note(tx, shop, { at, who, action: 'task-done'",
    "}, data })\n    await note(tx, shop, { at, who, action: 'task-done'",
  ),
  asked(
    'only these tasks are resolved',
    TASKS,
    'WHERE shop = ${shop} AND key = ANY(${[...keys]}) AND',
    'WHERE shop = ${shop} AND ${[...keys]}::text[] IS NOT NULL AND',
  ),
  asked(
    'an event is heard again only when it was given up',
    SETTLED,
    "id: BigInt(eventId), state: { in: ['dead', 'ignored'] } }",
    'id: BigInt(eventId) }',
    'inbox-drained',
  ),
  asked(
    'an order that was read is not read again',
    SETTLED,
    "    if ((await tx.task.count({ where: { shop, key, resolvedAt: null } })) === 0) return { kind: 'not-found' }\n",
    '',
    'tasks',
  ),
]

/** Events are worked on by themselves, and again when they are asked for. */
export const HEARD: readonly Guard[] = [
  guard(
    'what is done keeps no place among what is due',
    'inbox-drained',
    inFile(
      'app/inbox/claim.server.ts',
      "WHERE shop = ${shop} AND state = 'due' ORDER BY",
      'WHERE shop = ${shop} ORDER BY',
    ),
  ),
  guard(
    'what failed twice takes nothing with it',
    'inbox-drained',
    inFile(
      'app/inbox/claim.server.ts',
      'WHERE NOT EXISTS (SELECT 1 FROM due WHERE fresh) ORDER BY id LIMIT 1',
      'ORDER BY id',
    ),
  ),
  guard(
    'an event ends by itself',
    'inbox-drained',
    inFile('app/inbox/claim.server.ts', 'WHERE i.shop = ${shop} AND i.id = r.id`', 'WHERE i.shop = ${shop}`'),
  ),
  guard(
    'only what was worked on is worked on again',
    'inbox-drained',
    inFile('app/inbox/claim.server.ts', "      state: 'done',\n      receivedAt", '      receivedAt'),
  ),
]
