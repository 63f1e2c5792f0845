import { randomUUID } from 'node:crypto'

/**
 * Names something that may happen again in just the same way, a person's click or a reading of levels, so that each
 * time is a cause of its own: the clock alone is not enough, two clicks may share a millisecond.
 */
export function freshCause(what: string): string {
  return `${what}:${randomUUID()}`
}
