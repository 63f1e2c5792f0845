import { randomUUID } from 'node:crypto'
import type pg from 'pg'

/** A webhook of a shop comes in, as an event of its own. Only the owner of the database may say so here. */
export async function hear(
  owner: pg.Pool,
  shop: string,
  topic: string,
  body: object,
  triggeredAt: string | null = null,
): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(body))
  await owner.query('SELECT receive_webhook($1, $2, $3, null, null, $4, now(), $5)', [
    ...[shop, topic, randomUUID(), triggeredAt, bytes],
  ])
}
