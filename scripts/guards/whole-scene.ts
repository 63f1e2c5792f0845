import pg from 'pg'
import { closeDatabase } from '#app/db.server.ts'
import type { TestServer } from '#tests/support/database.ts'
import { JUDGED } from '#tests/support/judge.ts'
import { openTestDatabase } from '#tests/support/shop.ts'
import { setWholeScene } from '#tests/support/whole-scene.ts'

/**
 * Makes a database in which the judged shop stands, and answers its name. What is taken away is taken away from copies
 * of it: a rule that is missing must not be in the way of setting the scene.
 */
export async function withWholeScene(server: TestServer): Promise<string> {
  const { ownerUrl } = await openTestDatabase(server)
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 1 })
  try {
    await setWholeScene(JUDGED, owner)
  } finally {
    await Promise.all([owner.end(), closeDatabase()])
  }
  return new URL(ownerUrl).pathname.slice(1)
}
