import pg from 'pg'
import type { PracticeStore } from '#store/practice-store.ts'

/**
 * Waits until every webhook was answered, the inbox is empty, no job is left that could run now and nothing is left to
 * do outside: looked at twice, since what a last job did may have sent a webhook.
 */
export async function quiet(store: PracticeStore, shop: string): Promise<void> {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await owner.connect()
  try {
    for (let calm = 0; calm < 2;) {
      await store.control.idle()
      const { rows } = await owner.query<{ busy: boolean }>(BUSY, [shop])
      calm = rows[0]!.busy ? 0 : calm + 1
      if (calm === 0) await new Promise((resolve) => setTimeout(resolve, 30))
    }
  } finally {
    await owner.end()
  }
}

const BUSY = `
  SELECT EXISTS (SELECT 1 FROM inbox_event WHERE shop = $1 AND state = 'due')
    OR EXISTS (SELECT 1 FROM effect WHERE shop = $1 AND state IN ('due', 'trying'))
    OR EXISTS (SELECT 1 FROM graphile_worker._private_jobs
               WHERE payload->>'shop' = $1 AND (locked_at IS NOT NULL OR (run_at <= now() AND attempts < max_attempts)))
    AS busy`
