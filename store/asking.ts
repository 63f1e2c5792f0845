// For tests: asks a practice store, and takes no answer with an error, a user error, or a value the schema does not know.
import { expect } from 'vitest'
import { type GraphqlAnswer, listeningApp, type ListeningApp, SHOP } from './listening-app.ts'
import type { PracticeStore, StoreOptions } from './practice-store.ts'
import { wrongIn } from './valid-answer.ts'

// The tests say which fields they asked for.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Data = any
export type Asking = {
  (query: string, variables?: Record<string, unknown>): Promise<Data>
  /** The answer as it comes, whatever it is. */
  raw: ListeningApp['graphql']
  store: PracticeStore
  app: ListeningApp
  shop: string
  close: () => Promise<void>
}

export async function asking(options: Partial<StoreOptions> = {}): Promise<Asking> {
  // Tests ask more in a second than a standard shop allows.
  const app = await listeningApp({ bucket: { size: 100_000, restoreRate: 1000 }, ...options })
  const ask = async (query: string, variables: Record<string, unknown> = {}): Promise<Data> => {
    const answer: GraphqlAnswer = await app.graphql(query, variables)
    expect(answer.errors ?? []).toEqual([])
    expect(wrongIn(query, answer.data)).toEqual([])
    for (const payload of Object.values(answer.data as Record<string, { userErrors?: unknown[] } | null>))
      expect(payload?.userErrors ?? []).toEqual([])
    return answer.data as Data
  }
  return Object.assign(ask, {
    raw: app.graphql,
    store: app.store,
    app,
    shop: SHOP,
    close: () => app.close(),
  })
}
