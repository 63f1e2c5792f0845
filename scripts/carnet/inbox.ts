import type { Tx } from '#app/db.server.ts'
import { section, table, type Answer } from './answer.ts'

/** So many of the newest events are listed. */
const LISTED = 100

/** How many webhooks came and how they ended, and the newest of them. */
export async function inboxAnswer(tx: Tx, shop: string): Promise<Answer> {
  const counts = await tx.inboxEvent.groupBy({
    by: ['state'],
    where: { shop },
    _count: true,
    _sum: { duplicates: true },
  })
  const count = (state: string) => counts.find((c) => c.state === state)?._count ?? 0
  const newest = await tx.inboxEvent.findMany({
    where: { shop },
    orderBy: { id: 'desc' },
    take: LISTED,
    select: {
      id: true,
      topic: true,
      state: true,
      attempts: true,
      duplicates: true,
      reason: true,
      receivedAt: true,
      doneAt: true,
    },
  })
  const events = newest.map(({ id, receivedAt, doneAt, ...event }) => ({
    id: id.toString(),
    ...event,
    receivedAt: receivedAt.toISOString(),
    doneAt: doneAt?.toISOString() ?? null,
  }))
  const states = { due: count('due'), done: count('done'), ignored: count('ignored'), dead: count('dead') }
  const duplicates = counts.reduce((sum, c) => sum + (c._sum.duplicates ?? 0), 0)
  const data = { ...states, duplicates, events }
  const rows = events.map((e) => [e.id, e.receivedAt, e.topic, e.state, e.attempts, e.duplicates, e.reason])
  const text = [
    table(['state', 'events'], [...Object.entries(states), ['duplicates', duplicates]]),
    ...section('Newest', ['id', 'received', 'topic', 'state', 'attempts', 'twins', 'reason'], rows),
  ].join('\n')
  return { kind: 'answer', data, text }
}
