import type pg from 'pg'

const WAITING = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`

/** What a flow does while somebody else is alone in the shop. */
export async function whileAlone(
  owner: pg.Pool,
  shop: string,
  flow: () => Promise<unknown>,
): Promise<'waits' | 'goes on'> {
  const other = await owner.connect()
  await other.query('BEGIN')
  await other.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [shop])
  let over = false
  let waits = false
  const going = flow().finally(() => (over = true))
  try {
    while (!over && !waits) waits = (await owner.query(WAITING)).rowCount === 1
  } finally {
    await other.query('ROLLBACK')
    other.release()
  }
  await going
  return waits ? 'waits' : 'goes on'
}
