import { randomBytes } from 'node:crypto'
import { Session } from '@shopify/shopify-api'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { setEnvironment } from '#tests/support/environment.ts'

const database = await createTestDatabase()
setEnvironment(database)
const { sealedSessions, forgetSessions } = await import('#app/access/sessions.server.ts')
const { closeDatabase, withShop } = await import('#app/db.server.ts')
const { env } = await import('#app/env.server.ts')
const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 })
afterAll(async () => {
  await closeDatabase()
  await owner.end()
  await database.drop()
})

const shop = 'moulin-lyon.myshopify.com'
const offline = () =>
  new Session({
    id: `offline_${shop}`,
    shop,
    state: '',
    isOnline: false,
    scope: 'read_orders',
    accessToken: 'shpat_access',
    refreshToken: 'shprt_refresh',
    expires: new Date('2026-11-24T09:00:00Z'),
    refreshTokenExpires: new Date('2027-02-24T09:00:00Z'),
  })
const sessions = sealedSessions()

test('a session comes back as it was stored, and its tokens stand nowhere in the database', async () => {
  await sessions.storeSession(offline())
  expect((await sessions.loadSession(`offline_${shop}`))?.toObject()).toEqual(offline().toObject())
  expect((await sessions.findSessionsByShop!(shop)).map(({ accessToken }) => accessToken)).toEqual([
    'shpat_access',
  ])
  const dump = JSON.stringify((await owner.query('SELECT * FROM session')).rows)
  expect(dump).not.toMatch(/shp[a-z]{2}_|refresh_|access_/)
  expect(dump).toContain('k1:')
})

test('an online session keeps who it is', async () => {
  const user = {
    id: 7,
    first_name: 'Claire',
    last_name: 'Martin',
    email: 'claire@moulin.example',
    locale: 'fr',
  }
  const online = new Session({
    id: `${shop}_7`,
    shop,
    state: '',
    isOnline: true,
    accessToken: 'shpua_mine',
    onlineAccessInfo: {
      expires_in: 86_400,
      associated_user_scope: 'read_orders',
      associated_user: { ...user, account_owner: false, collaborator: false, email_verified: true },
    },
  })
  await sessions.storeSession(online)
  const back = await sessions.loadSession(`${shop}_7`)
  expect(back?.onlineAccessInfo?.associated_user).toMatchObject(user)
  expect(back?.accessToken).toBe('shpua_mine')
})

test('a sealed token moved to another shop, altered, or whose key is gone counts as no session', async () => {
  const id = `offline_${shop}`
  const rewrite = (sql: string) => owner.query(`UPDATE session SET ${sql} WHERE id = '${id}'`)
  await sessions.storeSession(offline())
  await rewrite(`shop = 'thief.myshopify.com'`)
  expect(await sessions.loadSession(id)).toBeUndefined()
  await sessions.storeSession(offline())
  await rewrite(`"accessToken" = 'k1:' || encode(sha256('x'), 'base64')`)
  expect(await sessions.loadSession(id)).toBeUndefined()
  await rewrite(`"accessToken" = 'shpat_in_clear'`)
  expect(await sessions.loadSession(id)).toBeUndefined()
  await sessions.storeSession(offline())
  const keys = env().CARNET_KEYS
  env().CARNET_KEYS = { current: 'k2', keys: { k2: randomBytes(32).toString('base64') } }
  expect(await sessions.loadSession(id)).toBeUndefined()
  // While the old key is kept beside the new one, old sessions open and new ones use the new key.
  env().CARNET_KEYS = { current: 'k2', keys: { ...env().CARNET_KEYS.keys, ...keys.keys } }
  expect((await sessions.loadSession(id))?.accessToken).toBe('shpat_access')
  await sessions.storeSession(offline())
  expect(JSON.stringify((await owner.query('SELECT * FROM session')).rows)).toContain('k2:')
})

test('a shop that uninstalls is forgotten', async () => {
  await sessions.storeSession(offline())
  await withShop(shop, (tx) => forgetSessions(tx, shop))
  expect(await sessions.findSessionsByShop!(shop)).toEqual([])
})

test('the storage works again after the database was away', async () => {
  await closeDatabase()
  const direct = env().DATABASE_RUNTIME_URL
  env().DATABASE_RUNTIME_URL = direct.replace(/:\d+\//, ':1/')
  await expect(sealedSessions().loadSession('x')).rejects.toThrow()
  await closeDatabase()
  env().DATABASE_RUNTIME_URL = direct
  expect(await sealedSessions().loadSession('x')).toBeUndefined()
})
