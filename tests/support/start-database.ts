// Global set-up of the vitest projects that need PostgreSQL: one server for the whole run, whichever asks first.
import { startTestServer } from './database.ts'

export default async function startDatabase() {
  if (process.env.CARNET_TEST_SERVER) return
  const { url, template, stop } = await startTestServer()
  process.env.CARNET_TEST_SERVER = JSON.stringify({ url, template })
  return async () => {
    delete process.env.CARNET_TEST_SERVER
    await stop()
  }
}
