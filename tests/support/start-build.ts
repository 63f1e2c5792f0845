// Global set-up of the journeys: they play on the built app.
import { ensureBuilt } from '#scripts/build.ts'

export default async function startBuild() {
  await ensureBuilt()
}
