import { guard, inFile, inFunction, type Guard } from './guard.ts'

/** An event is worked on once. */
export const INBOX: readonly Guard[] = [
  guard(
    'an event is taken only while it is due',
    'inbox-drained',
    inFile('app/inbox/claim.server.ts', " AND i.state = 'due'\n      RETURNING", '\n      RETURNING'),
  ),
  guard(
    'an attempt is given back only while the event is due',
    'inbox-drained',
    inFile(
      'app/inbox/claim.server.ts',
      "AND id = ANY(${[...ids]}) AND state = 'due'`",
      'AND id = ANY(${[...ids]})`',
    ),
  ),
  guard(
    'a webhook that comes twice is one event',
    'receive-webhook',
    inFunction(
      'receive_webhook',
      'ON CONFLICT (shop, topic, event_id) DO UPDATE SET duplicates = i.duplicates + 1',
      '',
    ),
  ),
  guard(
    'a twin asks for nothing',
    'receive-webhook',
    inFunction('receive_webhook', 'IF is_new AND current_setting', 'IF current_setting'),
  ),
]

const RUN_EFFECT = 'app/effects/run-effect.server.ts'
/** An effect is planned once, tried by one and ended by its newest attempt. */
export const EFFECTS: readonly Guard[] = [
  guard(
    'an effect is planned once a key',
    'effects',
    inFile('app/effects/effect.server.ts', 'ON CONFLICT (shop, key) DO NOTHING RETURNING', 'RETURNING'),
  ),
  guard(
    'nothing is planned for a shop that left',
    'effects',
    inFile('app/effects/effect.server.ts', ' AND uninstalled_at IS NULL'),
  ),
  guard(
    'nothing goes out for a shop that left',
    'effects',
    inFile(RUN_EFFECT, '!row?.installed || ', '!row || '),
  ),
  guard(
    'what is done is not tried again',
    'effects',
    inFile(RUN_EFFECT, " || (row.state !== 'due' && row.state !== 'trying')"),
  ),
  guard(
    'only an effect that is being tried ends',
    'effects',
    inFile(RUN_EFFECT, "AND state = 'trying' AND coalesce", 'AND coalesce'),
  ),
  guard(
    'only the newest attempt ends an effect',
    'effects',
    inFile(RUN_EFFECT, " AND coalesce(payload->>'begun', '0')::integer = ${begun}`", ' AND ${begun} > 0`'),
  ),
  guard(
    'a person tries again only what failed or is unknown',
    'effects',
    inFile('app/effects/effect.server.ts', " AND state IN ('failed', 'unknown') RETURNING", ' RETURNING'),
  ),
]
