import type { MessageKey, Params } from '#app/messages/message.ts'

/** What an action answers: what happened, or why nothing did, with what is wrong beside its field. */
export type Said = {
  readonly ok: boolean
  readonly key: MessageKey
  readonly params?: Params
  /** Shown by the page itself, not as a toast. */
  readonly quiet?: true
  readonly fields?: Readonly<Record<string, MessageKey>>
}

/** It was done. */
export function done(key: MessageKey, params?: Params): Said {
  return { ok: true, key, ...(params && { params }) }
}

/** Nothing was done, and this is why. */
export function refused(key: MessageKey, params?: Params): Said {
  return { ok: false, key, ...(params && { params }) }
}

/** Nothing was done, because of these fields. */
export function invalid(fields: Readonly<Record<string, MessageKey>>): Said {
  return { ok: false, key: 'common.invalid', fields }
}

/** What every flow may answer. */
type CommonRefusal = 'not-started' | 'not-found' | 'nothing-to-do'

/** Says a refusal that every flow knows. */
export function saidOfCommon(kind: CommonRefusal): Said {
  switch (kind) {
    case 'not-started':
      return refused('common.not-started')
    case 'not-found':
      return refused('common.not-found')
    case 'nothing-to-do':
      return refused('common.nothing-to-do')
  }
}

/** Says whether everything is read from Shopify again. */
export function saidOfImport({ kind }: { kind: 'done' | CommonRefusal }): Said {
  return kind === 'done' ? done('import.asked-again') : saidOfCommon(kind)
}
