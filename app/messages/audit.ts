import type { MessageKey, Translate } from './message.ts'
import { en } from './en.ts'

type Entry = { readonly action: string; readonly detail: Readonly<Record<string, unknown>> }

/** What an audit entry says. An action without a text of its own is shown as it is named. */
export function auditSentence({ action, detail }: Entry, t: Translate): string {
  const key = `audit.${action}`
  if (!Object.hasOwn(en, key)) return action
  const params = Object.fromEntries(
    Object.entries(detail).filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  )
  return t(key as MessageKey, params)
}
