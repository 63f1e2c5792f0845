import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { setEnvironment } from '#tests/support/environment.ts'
import { startSmtp } from '#tests/support/smtp.ts'
import type { Outcome } from '#app/effects/effect.ts'
import type { MailPayload } from '#app/effects/mail-effect.server.ts'

const smtp = await startSmtp()
const database = await createTestDatabase()
setEnvironment(database, { SMTP_URL: smtp.url, MAIL_FROM: 'orders@carnet.example' })
const { withShop, closeDatabase } = await import('#app/db.server.ts')
const { env } = await import('#app/env.server.ts')
const { planEffect, tryAgain } = await import('#app/effects/effect.server.ts')
const { runEffect } = await import('#app/effects/run-effect.server.ts')
const { mailEffect } = await import('#app/effects/mail-effect.server.ts')
const { closeMail, sendMail } = await import('#app/adapters/mail/send.server.ts')
const { keepFile } = await import('#app/adapters/files/files.server.ts')
const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 })
afterAll(async () => {
  closeMail()
  await Promise.all([closeDatabase(), owner.end(), smtp.close()])
  await database.drop()
})

const shop = 'moulin-lyon.myshopify.com'
const recorded: Outcome[] = []
const kinds = {
  mail: mailEffect({
    answered: { 'purchase-order': async (_tx, _shop, { outcome }) => void recorded.push(outcome) },
    sentAgain: ['purchase-order'],
  }),
}

beforeEach(async () => {
  smtp.mails.length = recorded.length = 0
  smtp.onData = () => 'accept'
  smtp.onRecipient = () => null
  await owner.query(`DELETE FROM graphile_worker._private_jobs`)
  await owner.query(`INSERT INTO shop (shop, name, currency, time_zone, taxes_included, installed_at)
    VALUES ('${shop}', 'Huilerie du Moulin', 'EUR', 'Europe/Paris', false, now())
    ON CONFLICT (shop) DO UPDATE SET uninstalled_at = NULL`)
})

const payload = (more: Partial<MailPayload> = {}): MailPayload => ({
  to: 'commandes@moulin-sud.example',
  toName: 'Moulin Sud',
  fromName: 'Huilerie du Moulin',
  replyTo: 'contact@huilerie.example',
  subject: 'Commande CF-31',
  text: 'Bonjour',
  html: '<p>Bonjour</p>',
  about: { kind: 'purchase-order', id: 'po-1' },
  ...more,
})
const plan = async (more?: Partial<MailPayload>, key: string = randomUUID()) =>
  (await withShop(shop, (tx) => planEffect(tx, shop, { key, kind: 'mail', payload: payload(more) })))!
const state = async (id: string) =>
  (await owner.query(`SELECT state, attempts, answer FROM effect WHERE id = $1`, [id])).rows[0]
const jobs = async () =>
  (await owner.query(`SELECT key, queue_name, run_at > now() AS later FROM graphile_worker.jobs`)).rows

test('an accepted mail is done, with what the server answered', async () => {
  const id = await plan()
  expect(await jobs()).toEqual([{ key: `effect:${id}`, queue_name: `mail:${shop}`, later: false }])
  await runEffect(kinds, shop, id)
  expect(await state(id)).toEqual({
    state: 'done',
    attempts: 1,
    answer: expect.stringMatching(/^250 .*queued as 1/),
  })
  expect(recorded).toEqual([
    { kind: 'done', answer: expect.stringContaining('queued'), result: { at: expect.any(String) } },
  ])
  const [mail] = smtp.mails
  expect(mail!.from?.text).toBe('"Huilerie du Moulin via Carnet" <orders@carnet.example>')
  expect(mail!.replyTo?.text).toBe('"Huilerie du Moulin" <contact@huilerie.example>')
  expect(mail!.to).toMatchObject({ text: '"Moulin Sud" <commandes@moulin-sud.example>' })
  expect(mail!.messageId).toBe(`<${id}@carnet.example>`)
  expect(mail!.subject).toBe('Commande CF-31')
})

test('a mail that was done is not sent again, however often its job comes', async () => {
  const id = await plan()
  // One shop's mails follow each other in the queue: two attempts at one effect never run at once.
  for (let n = 0; n < 6; n++) await runEffect(kinds, shop, id)
  expect(smtp.mails).toHaveLength(1)
})

test('one key is one effect', async () => {
  const id = await plan({}, 'mail:po-1:1')
  expect(await plan({ subject: 'another' }, 'mail:po-1:1')).toBe(id)
})

test('attachments come as bytes or as kept files, and a mail waits for a file not yet drawn', async () => {
  const attachments = [
    { filename: 'CF-31.csv', contentType: 'text/csv', base64: Buffer.from('a;b').toString('base64') },
    { filename: 'CF-31.pdf', contentType: 'application/pdf', file: 'po-1.plain.pdf' },
  ]
  const id = await plan({ attachments })
  await runEffect(kinds, shop, id)
  expect(await state(id)).toMatchObject({ state: 'due', attempts: 1, answer: 'CF-31.pdf is not drawn yet' })
  expect((await jobs())[0]).toMatchObject({ key: `effect:${id}`, later: true })
  await keepFile(shop, 'po-1.plain.pdf', Buffer.from('%PDF-'))
  await runEffect(kinds, shop, id)
  expect(smtp.mails[0]!.attachments.map(({ filename, content }) => [filename, content.toString()])).toEqual([
    ['CF-31.csv', 'a;b'],
    ['CF-31.pdf', '%PDF-'],
  ])
})

test.each([
  ['the recipient', () => (smtp.onRecipient = () => ({ code: 550, text: 'no such user' }))],
  ['the content', () => (smtp.onData = () => ({ code: 554, text: 'no such user' }))],
])('a refusal of %s is final, and recorded', async (_name, refuse) => {
  refuse()
  const id = await plan()
  await runEffect(kinds, shop, id)
  expect(await state(id)).toMatchObject({ state: 'failed', answer: expect.stringContaining('no such user') })
  expect(recorded).toMatchObject([{ kind: 'failed' }])
  await runEffect(kinds, shop, id)
  expect((await state(id)).attempts).toBe(1)
  smtp.onRecipient = () => null
  smtp.onData = () => 'accept'
  expect(await withShop(shop, (tx) => tryAgain(tx, shop, id))).toBe(true)
  await runEffect(kinds, shop, id)
  expect(await state(id)).toMatchObject({ state: 'done', attempts: 1 })
})

test('greylisted, and with the server down, it is tried later and later', async () => {
  smtp.onRecipient = () => ({ code: 451, text: 'try again later' })
  const id = await plan()
  await runEffect(kinds, shop, id)
  expect(await state(id)).toMatchObject({ state: 'due', attempts: 1 })
  smtp.onRecipient = () => null
  closeMail()
  env().SMTP_URL = 'smtp://127.0.0.1:1'
  await runEffect(kinds, shop, id)
  expect(await state(id)).toMatchObject({
    state: 'due',
    attempts: 2,
    answer: expect.stringContaining('ECONNREFUSED'),
  })
  env().SMTP_URL = smtp.url
  closeMail()
  await runEffect(kinds, shop, id)
  expect(await state(id)).toMatchObject({ state: 'done', attempts: 3 })
})

test('cut after the whole mail was handed over, nobody knows; nothing is sent again by itself', async () => {
  smtp.onData = () => 'accept and cut'
  const id = await plan({ about: { kind: 'invoice', id: 'i' } })
  await runEffect(kinds, shop, id)
  expect(await state(id)).toMatchObject({ state: 'unknown' })
  smtp.onData = () => 'accept'
  await runEffect(kinds, shop, id)
  expect(smtp.mails).toHaveLength(1)
})

const interrupted = (id: string) =>
  owner.query(`UPDATE effect SET state = 'trying', attempts = 1 WHERE id = $1`, [id])

test('after a killed attempt a purchase order is sent once more with the same id, and then no more', async () => {
  const id = await plan()
  await interrupted(id)
  await runEffect(kinds, shop, id)
  expect(await state(id)).toMatchObject({ state: 'done', attempts: 2 })
  expect(smtp.mails.map(({ messageId }) => messageId)).toEqual([`<${id}@carnet.example>`])
  const twice = await plan()
  await interrupted(twice)
  await owner.query(`UPDATE effect SET payload = payload || '{"interruptions": 1}' WHERE id = $1`, [twice])
  await runEffect(kinds, shop, twice)
  expect(await state(twice)).toMatchObject({ state: 'unknown', attempts: 1 })
  expect(recorded.at(-1)).toEqual({ kind: 'unknown', why: 'the attempt was interrupted' })
})

test('after a killed attempt a customer is not written to twice', async () => {
  const id = await plan({ about: { kind: 'invoice', id: 'i' } })
  await interrupted(id)
  await runEffect(kinds, shop, id)
  expect(await state(id)).toMatchObject({ state: 'unknown' })
  expect(smtp.mails).toEqual([])
})

test('an uninstalled shop plans nothing, and what it had planned waits for it', async () => {
  const id = await plan()
  await owner.query(`UPDATE shop SET uninstalled_at = now()`)
  expect(
    await withShop(shop, (tx) => planEffect(tx, shop, { key: 'k', kind: 'mail', payload: payload() })),
  ).toBeNull()
  await runEffect(kinds, shop, id)
  expect(await state(id)).toMatchObject({ state: 'due', attempts: 0 })
  expect(smtp.mails).toEqual([])
  await owner.query(`UPDATE shop SET uninstalled_at = NULL`)
  await runEffect(kinds, shop, id)
  expect(await state(id)).toMatchObject({ state: 'done' })
})

test.each<[string, Partial<MailPayload>]>([
  ['a second header in the subject', { subject: 'CF-31\r\nBcc: victim@x.example' }],
  ['a second recipient', { to: 'a@x.example, victim@x.example' }],
  ['a recipient in a group', { to: 'all: victim@x.example;' }],
  ['a quoted address', { to: '"victim@x.example x"@ok.example' }],
  ['a line break in the address', { to: 'a@x.example\nBcc: victim@x.example' }],
  ['a line break in a name', { toName: 'A\r\nBcc: victim@x.example' }],
  ['a line break in the sender', { fromName: 'A\rBcc: victim@x.example' }],
  ['a NUL in the subject', { subject: 'CF\u0000-31' }],
  ['another reply address', { replyTo: 'a@x.example>\r\nCc: <victim@x.example' }],
  [
    'a header in a file name',
    { attachments: [{ filename: 'a.pdf\r\nX: y', contentType: 'a/b', base64: '' }] },
  ],
  ['no address', { to: '' }],
])('%s never reaches the server', async (_name, more) => {
  const { attachments = [], ...mail } = payload(more)
  const sent = attachments.map(({ filename, contentType }) => ({
    filename,
    contentType,
    content: Buffer.alloc(0),
  }))
  expect(await sendMail({ ...mail, id: randomUUID(), attachments: sent })).toMatchObject({
    kind: 'refused',
    code: null,
  })
  expect(smtp.mails).toEqual([])
})

test('names that look like addresses do not address anybody', async () => {
  await sendMail({
    ...payload({ toName: 'x <victim@x.example>', fromName: 'y" <victim@x.example>' }),
    id: 'm',
    attachments: [],
  })
  expect(smtp.mails[0]!.to).toMatchObject({ value: [{ address: 'commandes@moulin-sud.example' }] })
  expect(smtp.mails[0]!.from).toMatchObject({ value: [{ address: 'orders@carnet.example' }] })
})
