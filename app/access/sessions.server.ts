import { Session } from '@shopify/shopify-api'
import type { SessionStorage } from '@shopify/shopify-app-session-storage'
import { PrismaSessionStorage } from '@shopify/shopify-app-session-storage-prisma'
import { database, type Tx } from '../db.server.ts'
import { seal, unseal } from './seal.server.ts'

/**
 * Shopify's sessions in our table, tokens encrypted. A session whose tokens cannot be opened (key gone, row altered)
 * counts as none: opening the app makes a new one. Within a transaction pass its handle.
 */
export function sealedSessions(within?: Tx): SessionStorage {
  const run = within ? (work: Work<unknown>) => work(storageOver(within)) : onSharedStorage
  const on = run as <T>(work: Work<T>) => Promise<T>
  return {
    storeSession: (session) => on((storage) => storage.storeSession(sealed(session))),
    loadSession: async (id) => opened(await on((storage) => storage.loadSession(id))),
    deleteSession: (id) => on((storage) => storage.deleteSession(id)),
    deleteSessions: (ids) => on((storage) => storage.deleteSessions(ids)),
    findSessionsByShop: async (shop) =>
      (await on((storage) => storage.findSessionsByShop(shop))).flatMap((found) => opened(found) ?? []),
  }
}

/** Forgets every session of a shop: its tokens are worth nothing once the app is uninstalled. */
export async function forgetSessions(tx: Tx, shop: string): Promise<void> {
  await tx.session.deleteMany({ where: { shop } })
}

type Work<T> = (storage: PrismaSessionStorage<never>) => Promise<T>

// Shopify's storage asks once, when it is made, whether its table is there, and stays broken if the database
// was down at that moment: made at first use, made anew after a failure.
let shared: { over: Tx; storage: PrismaSessionStorage<never> } | null = null

async function onSharedStorage<T>(work: Work<T>): Promise<T> {
  const over = database()
  if (shared?.over !== over) shared = { over, storage: storageOver(over) }
  try {
    return await work(shared.storage)
  } catch (error) {
    shared = null
    throw error
  }
}

function storageOver(client: Tx): PrismaSessionStorage<never> {
  return new PrismaSessionStorage(client as never, { connectionRetries: 1, connectionRetryIntervalMs: 0 })
}

function sealed(session: Session): Session {
  const { accessToken, refreshToken } = session
  return new Session({
    ...session.toObject(),
    ...(accessToken && { accessToken: seal(accessToken, session.shop) }),
    ...(refreshToken && { refreshToken: seal(refreshToken, session.shop) }),
  })
}

function opened(session: Session | undefined): Session | undefined {
  if (!session) return undefined
  const accessToken = session.accessToken ? unseal(session.accessToken, session.shop) : undefined
  const refreshToken = session.refreshToken ? unseal(session.refreshToken, session.shop) : undefined
  if (accessToken === null || refreshToken === null) return undefined
  return new Session({ ...session.toObject(), accessToken, refreshToken })
}
