import { setTimeout as sleep } from 'node:timers/promises'
import type { TaskList } from 'graphile-worker'
import pg from 'pg'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { setClock } from '#tests/support/clock.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { setEnvironment } from '#tests/support/environment.ts'
import { startProxy } from '#tests/support/proxy.ts'
import { startSmtp } from '#tests/support/smtp.ts'
import { startWorkerProcess, type WorkerProcess } from '#tests/support/worker-process.ts'

const smtp = await startSmtp()
const database = await createTestDatabase()
const environment = setEnvironment(database, { SMTP_URL: smtp.url, MAIL_FROM: 'orders@carnet.example' })
const { withShop, closeDatabase } = await import('#app/db.server.ts')
const { planEffect } = await import('#app/effects/effect.server.ts')
const { enqueue } = await import('#app/worker/enqueue.server.ts')
const { buryTheDead, beat, openLifeline } = await import('#app/worker/beat.server.ts')
const { sweep } = await import('#app/worker/sweep.server.ts')
const { startWorker } = await import('#app/worker/main.ts')
const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 3 })
const started: WorkerProcess[] = []
const start = async (more: Record<string, string> = {}) => {
  const worker = await startWorkerProcess({ ...environment, ...more })
  started.push(worker)
  return worker
}
afterEach(async () => void (await Promise.all(started.splice(0).map((worker) => worker.kill()))))
afterAll(async () => {
  await Promise.all([closeDatabase(), owner.end(), smtp.close()])
  await database.drop()
})

const shop = 'moulin-lyon.myshopify.com'
const rows = async (sql: string) => (await owner.query(sql)).rows

beforeEach(async () => {
  smtp.mails.length = 0
  smtp.onData = () => 'accept'
  await owner.query(`TRUNCATE effect, inbox_event, worker_beat`)
  await owner.query(`DELETE FROM graphile_worker._private_jobs`)
  await owner.query(`DELETE FROM graphile_worker._private_job_queues`)
  await owner.query(`INSERT INTO shop (shop, name, currency, time_zone, taxes_included, installed_at)
    VALUES ('${shop}', 'Huilerie du Moulin', 'EUR', 'Europe/Paris', false, now())
    ON CONFLICT (shop) DO UPDATE SET uninstalled_at = NULL`)
})

const plan = (n: number, kind: string, of = shop) =>
  withShop(of, (tx) =>
    planEffect(tx, of, {
      key: `${kind}:${n}`,
      kind: 'mail',
      payload: {
        to: `to-${n}@x.example`,
        fromName: 'Huilerie',
        subject: `${kind} ${n}`,
        text: 'Bonjour',
        about: { kind, id: String(n) },
      },
    }),
  )

async function until(met: () => Promise<boolean>, ms: number) {
  const end = Date.now() + ms
  while (!(await met())) {
    if (Date.now() > end) throw new Error('waited in vain')
    await sleep(100)
  }
}
const settled = async () => (await rows(`SELECT 1 FROM effect WHERE state IN ('due', 'trying')`)).length === 0

test('a worker killed amid its mails: another one goes on, no mail is lost, none comes a third time', async () => {
  const released = new Set<string>()
  let held: (() => void) | null = null
  smtp.onData = async ({ subject }) => {
    const hold = (subject === 'invoice 3' || subject === 'purchase-order 2') && !released.has(subject)
    if (hold) await new Promise<void>((release) => (held = () => (released.add(subject), release())))
    return 'accept' as const
  }
  for (let n = 0; n < 5; n++) await Promise.all([plan(n, 'purchase-order'), plan(n, 'invoice')])
  for (let kill = 0; kill < 2; kill++) {
    const worker = await start()
    await until(async () => held !== null, 20_000)
    await worker.kill()
    expect(await rows(`SELECT 1 FROM effect WHERE state = 'trying'`)).toHaveLength(1)
    // The server took the mail; nobody was there any more to hear it.
    held!()
    held = null
  }
  const killed = Date.now()
  await start()
  await until(settled, 30_000)
  expect(Date.now() - killed).toBeLessThan(30_000)
  const states = await rows(`SELECT key, state FROM effect WHERE state <> 'done'`)
  expect(states).toEqual([{ key: 'invoice:3', state: 'unknown' }])
  const times = (subject: string) => smtp.mails.filter((mail) => mail.subject === subject).length
  for (let n = 0; n < 5; n++) {
    expect(times(`invoice ${n}`)).toBe(1)
    expect(times(`purchase-order ${n}`)).toBe(n === 2 ? 2 : 1)
  }
  const twice = smtp.mails.filter(({ subject }) => subject === 'purchase-order 2')
  expect(new Set(twice.map(({ messageId }) => messageId)).size).toBe(1)
})

test('a worker asked to end finishes its jobs first and takes leave', async () => {
  smtp.onData = async () => {
    await sleep(1_000)
    return 'accept' as const
  }
  const worker = await start()
  const id = await plan(1, 'invoice')
  await until(async () => (await rows(`SELECT 1 FROM effect WHERE state = 'trying'`)).length === 1, 10_000)
  expect(await worker.terminate()).toBe(0)
  expect(await rows(`SELECT state FROM effect WHERE id = '${id}'`)).toEqual([{ state: 'done' }])
  expect(await rows(`SELECT * FROM worker_beat`)).toEqual([])
  expect(worker.log()).not.toMatch(/to-1@x|Bonjour/)
})

test('a worker whose database is away ends, and the next one goes on', { timeout: 90_000 }, async () => {
  const wires = await Promise.all([database.ownerUrl, database.runtimeUrl].map((url) => startProxy(url)))
  const [owned, used] = wires.map(({ url }) => url)
  const worker = await start({ DATABASE_URL: owned!, DATABASE_RUNTIME_URL: used! })
  smtp.onData = async () => {
    await sleep(300)
    return 'accept' as const
  }
  for (let n = 0; n < 5; n++) await plan(n, 'purchase-order')
  await until(async () => (await rows(`SELECT 1 FROM effect WHERE state = 'trying'`)).length === 1, 10_000)
  for (const wire of wires) wire.cut()
  expect(await worker.ended).toBe(1)
  await Promise.all(wires.map((wire) => wire.close()))
  await start()
  await until(settled, 30_000)
  expect(await rows(`SELECT key, state FROM effect WHERE state <> 'done'`)).toEqual([])
  expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(5)
})

test('buried is whose lifeline ended, at once, and who holds it but is silent', async () => {
  const job = async (locked: string, ago: string) => {
    const made = await owner.query(`SELECT id FROM graphile_worker.add_job('drain-inbox', '{}')`)
    await owner.query(
      `UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = now() - $2::interval WHERE id = $3`,
      [locked, ago, made.rows[0].id],
    )
  }
  const lifeline = await openLifeline(database.ownerUrl, () => {})
  for (const worker of ['alive', 'silent']) await lifeline.hold(worker)
  await job('alive', '1 hour')
  await job('silent', '2 minutes')
  await job('killed', '3 seconds')
  await job('just-begun', '0 seconds')
  await beat(owner, ['alive', 'silent', 'killed'])
  await owner.query(`UPDATE worker_beat SET beat_at = now() - interval '31 seconds' WHERE worker = 'silent'`)
  expect([...(await buryTheDead(owner))].sort()).toEqual(['killed', 'silent'])
  expect(
    await rows(`SELECT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL ORDER BY 1`),
  ).toEqual([{ locked_by: 'alive' }, { locked_by: 'just-begun' }])
  await lifeline.end()
})

test('a dead worker that held a queue does not block it', async () => {
  await owner.query(`SELECT graphile_worker.add_job('drain-inbox', '{}', queue_name => 'shop:a')`)
  await owner.query(
    `UPDATE graphile_worker._private_job_queues SET locked_by = 'gone', locked_at = now() - interval '1 minute'`,
  )
  expect(await buryTheDead(owner)).toEqual(['gone'])
  expect(await rows(`SELECT locked_by FROM graphile_worker._private_job_queues`)).toEqual([
    { locked_by: null },
  ])
})

test('the sweep asks again for what is due and has no job, once, and not for shops that left', async () => {
  const other = 'gone.myshopify.com'
  await owner.query(`INSERT INTO shop (shop, name, currency, time_zone, taxes_included, installed_at)
    VALUES ('${other}', 'Gone', 'EUR', 'Europe/Paris', false, now()) ON CONFLICT DO NOTHING`)
  await plan(1, 'invoice')
  await plan(2, 'invoice', other)
  await owner.query(`UPDATE shop SET uninstalled_at = now() WHERE shop = '${other}'`)
  await owner.query(`SELECT receive_webhook('${shop}', 'orders/create', 'e1', null, null, null, now(), '{}')`)
  await owner.query(`INSERT INTO import_step (shop, step, state) VALUES
    ('${shop}', 'locations', 'done'), ('${shop}', 'orders', 'waiting'), ('${other}', 'orders', 'waiting')`)
  await owner.query(`DELETE FROM graphile_worker._private_jobs`)
  const nothing = { drains: 0, effects: 0, imports: 0, tokens: 0, orders: 0, nights: 0, mornings: 0 }
  expect(await sweep(owner)).toEqual({ ...nothing, drains: 1, effects: 1, imports: 1 })
  expect(await sweep(owner)).toEqual(nothing)
  const jobs = await rows(`SELECT key, queue_name FROM graphile_worker.jobs ORDER BY task_identifier`)
  expect(jobs).toEqual([
    { key: `drain:${shop}`, queue_name: `shop:${shop}` },
    { key: `import:${shop}`, queue_name: `shop:${shop}` },
    { key: expect.stringMatching(/^effect:/), queue_name: `mail:${shop}` },
  ])
  await owner.query(`DELETE FROM graphile_worker._private_jobs`)
  await owner.query(`UPDATE import_step SET state = 'failed', problem = 'no' WHERE step = 'locations'`)
  expect((await sweep(owner)).imports).toBe(0)
  await owner.query(`DELETE FROM import_step`)
})

test('everything is compared once a day, from three in the morning of the shop’s own clock on', async () => {
  const nightsAt = async (at: string) => {
    setClock(at, { frozen: true })
    return (await sweep(owner)).nights
  }
  try {
    await owner.query(`UPDATE shop SET imported_at = '2026-11-24T08:00:00Z', time_zone = 'Europe/Paris'`)
    expect(await nightsAt('2026-11-24T12:00:00Z')).toBe(0)
    expect(await nightsAt('2026-11-25T01:59:00Z')).toBe(0)
    expect(await nightsAt('2026-11-25T02:01:00Z')).toBe(1)
    expect(await nightsAt('2026-11-25T02:02:00Z')).toBe(0)
    await owner.query(`DELETE FROM graphile_worker._private_jobs`)
    await owner.query(`UPDATE shop SET compared_at = '2026-11-25T02:01:30Z'`)
    expect(await nightsAt('2026-11-25T23:00:00Z')).toBe(0)
    await owner.query(`UPDATE shop SET time_zone = 'America/New_York'`)
    expect(await nightsAt('2026-11-25T07:59:00Z')).toBe(0)
    expect(await nightsAt('2026-11-25T08:01:00Z')).toBe(1)
  } finally {
    delete process.env.CARNET_CLOCK_FILE
    await owner.query(`UPDATE shop SET imported_at = NULL, compared_at = NULL, time_zone = 'Europe/Paris'`)
  }
})

test('an owner who is no superuser sweeps too, and sees nothing else', async () => {
  await owner.query(`SELECT receive_webhook('${shop}', 'orders/create', 'e1', null, null, null, now(), '{}')`)
  await owner.query(`DROP ROLE IF EXISTS plain_owner`)
  await owner.query(`CREATE ROLE plain_owner NOSUPERUSER NOBYPASSRLS`)
  const client = await owner.connect()
  try {
    for (const table of ['inbox_event', 'effect', 'shop', 'customer']) {
      await client.query(`GRANT SELECT ON ${table} TO plain_owner`)
      if (table !== 'customer') await client.query(`ALTER POLICY owner_sweeps ON ${table} TO plain_owner`)
    }
    await client.query('SET ROLE plain_owner')
    expect((await client.query('SELECT shop FROM inbox_event')).rows).toEqual([{ shop }])
    await client.query('RESET ROLE')
    await client.query(
      `INSERT INTO customer (shop, id, kind, name) VALUES ('${shop}', 'c', 'B2C', 'x') ON CONFLICT DO NOTHING`,
    )
    await client.query('SET ROLE plain_owner')
    expect((await client.query('SELECT shop FROM customer')).rows).toEqual([])
  } finally {
    await client.query('RESET ROLE')
    for (const table of ['inbox_event', 'effect', 'shop']) {
      await client.query(`ALTER POLICY owner_sweeps ON ${table} TO CURRENT_USER`)
    }
    await client.query('DROP OWNED BY plain_owner')
    await client.query('DROP ROLE plain_owner')
    client.release()
  }
})

test('jobs of one queue follow each other, those of others do not wait, and one key is one waiting job', async () => {
  const running = new Map<string, number>()
  const most = new Map<string, number>()
  let ran = 0
  const drain = async (payload: unknown) => {
    const of = (payload as { shop: string }).shop
    running.set(of, (running.get(of) ?? 0) + 1)
    most.set(of, Math.max(most.get(of) ?? 0, running.get(of)!))
    most.set(
      'all',
      Math.max(
        most.get('all') ?? 0,
        [...running.values()].reduce((a, b) => a + b),
      ),
    )
    await sleep(150)
    running.set(of, running.get(of)! - 1)
    ran++
  }
  for (const of of ['a.myshopify.com', 'b.myshopify.com']) {
    await withShop(of, async (tx) => {
      for (let n = 0; n < 3; n++) await enqueue(tx, 'drain-inbox', { shop: of }, { queue: `shop:${of}` })
      for (let n = 0; n < 3; n++) {
        await enqueue(tx, 'drain-inbox', { shop: of }, { queue: `shop:${of}`, key: `drain:${of}` })
      }
    })
  }
  const worker = await startWorker({ tasks: { 'drain-inbox': drain } as TaskList })
  await until(async () => ran === 8, 15_000)
  await worker.stop()
  expect(Object.fromEntries(most)).toEqual({ 'a.myshopify.com': 1, 'b.myshopify.com': 1, all: 2 })
})

test('a job that was asked for in a transaction that fails does not exist', async () => {
  await withShop(shop, async (tx) => {
    await enqueue(tx, 'drain-inbox', { shop })
    throw new Error('no')
  }).catch(() => {})
  expect(await rows(`SELECT 1 FROM graphile_worker._private_jobs`)).toEqual([])
})
