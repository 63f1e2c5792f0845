import type { ClaimedEvent } from './claim.server.ts'
import type { InboxReading } from './read-event.ts'

/** A claimed webhook and what it asks for. */
export type Reading = { readonly event: ClaimedEvent; readonly reading: InboxReading }

/** What the readings of a batch name, each once. */
export function namedIn(
  readings: readonly Reading[],
  choose: (reading: InboxReading) => string | null,
): string[] {
  return [...new Set(readings.flatMap(({ reading }) => choose(reading) ?? []))]
}
