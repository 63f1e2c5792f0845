import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { expect, onTestFinished, test } from 'vitest'
import { startPracticeStore } from './practice-store.ts'
import { items } from './state/find.ts'
import { shopOf } from './state/world.ts'

const NOWHERE = 'http://127.0.0.1:9'

function folder() {
  const dir = mkdtempSync(join(tmpdir(), 'practice-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

test('a second run finds everything as it was', async () => {
  const dir = folder()
  const options = {
    port: 0,
    secret: 's',
    appUrl: NOWHERE,
    file: join(dir, 'store.json'),
    clockFile: join(dir, 'clock.json'),
  }
  const first = await startPracticeStore(options)
  first.control.setClock({ at: '2026-11-24T08:14:00Z', frozen: true })
  first.control.placeOrder({ buyer: 'Épicerie du Port', lines: [{ sku: 'HUILE-75', quantity: 12 }] })
  first.control.routeOrder({ order: '1042' })
  const before = [first.control.order({ order: '1042' }), first.control.stock(), first.control.clock()]
  await first.close()

  const second = await startPracticeStore(options)
  expect([second.control.order({ order: '1042' }), second.control.stock(), second.control.clock()]).toEqual(
    before,
  )
  const waiting = second.control.webhooks({ state: 'waiting' }).deliveries.map(({ topic }) => topic)
  expect(waiting).toContain('orders/create')
  expect(second.control.placeOrder({ buyer: null, lines: [{ sku: 'HERBES', quantity: 1 }] }).name).toBe(
    '#1043',
  )
  await second.close()
})

test('the seed is believable and the same each time', async () => {
  const store = await startPracticeStore({ port: 0, secret: 's', appUrl: NOWHERE })
  const shop = shopOf(store.world, undefined)
  expect(shop.products.length).toBeGreaterThan(30)
  expect(shop.companies.length).toBeGreaterThanOrEqual(6)
  expect(shop.locations.map(({ name }) => name)).toEqual(['Entrepôt Lyon', 'Boutique Croix-Rousse'])
  const codes = items(shop).flatMap(({ variant }) => variant.barcode ?? [])
  expect(new Set(codes).size).toBe(codes.length)
  for (const code of codes) expect(checksum(code)).toBe(0)
  expect(
    store.control
      .orders()
      .orders.filter(({ fulfillmentStatus }) => fulfillmentStatus !== 'fulfilled')
      .map(({ name }) => name),
  ).toEqual(['#1039'])
  const before = JSON.stringify(store.control.orders())
  store.control.placeOrder({ buyer: null, lines: [{ sku: 'HERBES', quantity: 1 }] })
  store.control.reset()
  expect(JSON.stringify(store.control.orders())).toBe(before)
  await store.close()
})

const checksum = (code: string) =>
  [...code].reduce((sum, digit, n) => sum + Number(digit) * (n % 2 === 0 ? 1 : 3), 0) % 10

test('the mailbox keeps mails, refuses them and is down on request', async () => {
  const store = await startPracticeStore({
    port: 0,
    secret: 's',
    appUrl: NOWHERE,
    mailbox: { smtpPort: 0, dir: folder() },
  })
  const mail = {
    from: 'Carnet <carnet@practice.example>',
    to: 'ventes@moulin-sud.example.com',
    subject: 'Commande CF-31',
    text: 'Bonjour',
    attachments: [{ filename: 'CF-31.csv', content: 'a;b' }],
  }
  const send = () =>
    createTransport({ host: '127.0.0.1', port: store.mailbox!.smtpPort, secure: false }).sendMail(mail)
  await send()
  const { mails } = await store.control.mails()
  expect(mails).toMatchObject([{ subject: 'Commande CF-31', attachments: [{ name: 'CF-31.csv' }] }])
  const attachment = await fetch(store.url + mails[0]!.attachments[0]!.url)
  expect(await attachment.text()).toBe('a;b')
  await store.control.mailboxMode({ mode: 'refuse', for: 1 })
  await expect(send()).rejects.toThrow('550')
  await send()
  await store.control.mailboxMode({ mode: 'down' })
  await expect(send()).rejects.toThrow('ECONNREFUSED')
  await store.close()
})

test('every page says practice store', async () => {
  const store = await startPracticeStore({
    port: 0,
    secret: 's',
    appUrl: NOWHERE,
    mailbox: { smtpPort: 0, dir: folder() },
  })
  const shop = '/store/moulin-lyon'
  const pages = [
    '/',
    '/mailbox',
    '/nothing',
    ...[
      '/orders',
      '/orders/1039',
      '/products',
      '/storefront',
      '/storefront?as=',
      '/clock',
      '/webhooks',
      '/apps/carnet/app/orders',
    ].map((path) => shop + path),
  ]
  for (const path of pages) {
    const response = await fetch(store.url + path)
    expect([path, response.status]).toEqual([path, path === '/nothing' ? 404 : 200])
    expect(await response.text()).toContain('practice store')
  }
  await store.close()
})

test('a call that cannot be is refused with a reason', async () => {
  const store = await startPracticeStore({ port: 0, secret: 's', appUrl: NOWHERE })
  const post = async (path: string, body: unknown) => {
    const response = await fetch(`${store.url}/control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return [response.status, ((await response.json()) as { error: string }).error]
  }
  expect(await post('orders', { lines: [{ sku: 'NO-SUCH', quantity: 1 }] })).toEqual([
    404,
    'no SKU NO-SUCH in moulin-lyon.myshopify.com',
  ])
  expect(await post('orders/9999/pay', {})).toEqual([404, 'no order 9999 in moulin-lyon.myshopify.com'])
  expect((await post('orders', { lines: [], sku: 'x' }))[0]).toBe(400)
  expect(await post('orders', { lines: [{ sku: 'HUILE-75', quantity: 1, vat: '20' }] })).toEqual([
    400,
    'lines.0.vat: a VAT rate is a fraction from "0" to "1": "0.2" for 20 %',
  ])
  expect(await post('orders/1040/pay', {})).toEqual([400, '#1040 has 0.00 outstanding'])
  await store.close()
})
