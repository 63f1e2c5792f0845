// The operator's command on the books of a played history.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '#scripts/carnet/command.ts'
import { playHistory, playTransferAndCall } from '#tests/support/history.ts'
import { openTestDatabase, setUpShop, SHOP } from '#tests/support/shop.ts'

const database = await openTestDatabase()
const folder = mkdtempSync(join(tmpdir(), 'carnet-command-'))
process.env.FILES_DIR = folder
beforeAll(() => playHistory(SHOP))
afterAll(() => database.drop())

type Said = { code: number; out: string; error: string }

async function carnet(...args: string[]): Promise<Said> {
  const said = { out: '', error: '' }
  const code = await runCommand(args, {
    out: (text) => (said.out += text),
    error: (text) => (said.error += text),
  })
  return { code, ...said }
}

async function json<T>(...args: string[]): Promise<T> {
  const { code, out, error } = await carnet(...args, '--json')
  expect(error).toBe('')
  expect(code).toBe(0)
  return JSON.parse(out) as T
}

test('An order is told by its units, documents and purchase orders, and nothing else', async () => {
  const order = await json<{ purchaseOrders: object[]; documents: { number: string }[] }>('order', '1042')
  const year = new Date().getUTCFullYear()
  const bought = {
    number: 'CF-31',
    state: 'received',
    supplier: 'Moulin Sud',
    lines: [
      {
        sku: 'HUILE-75',
        quantity: 12,
        received: 12,
        beyond: 1,
        unitCost: '5.10',
        toPay: '61.20',
        demand: [
          { need: 'order', order: '#1042', quantity: 7 },
          { need: 'reorder', quantity: 5 },
        ],
      },
    ],
    total: '61.20',
    currency: 'EUR',
  }
  expect(order).toEqual({
    name: '#1042',
    lines: [
      {
        sku: 'HUILE-75',
        ordered: 12,
        removed: 0,
        cancelled: 0,
        reserved: 0,
        claimed: 0,
        unsourced: 0,
        shipped: 12,
        unstocked: 0,
        returned: 0,
        promised: [],
        expected: [],
        why: `5 units shipped: with delivery note BL-${year}-00001. 7 units shipped: with delivery note BL-${year}-00003.`,
      },
    ],
    documents: [
      { kind: 'pick-list', number: `PL-${year}-00001`, total: null, currency: null },
      { kind: 'delivery-note', number: `BL-${year}-00001`, total: null, currency: null },
      { kind: 'invoice', number: `F-${year}-000001`, total: '46.10', currency: 'EUR' },
      { kind: 'delivery-note', number: `BL-${year}-00003`, total: null, currency: null },
      { kind: 'invoice', number: `F-${year}-000002`, total: '64.55', currency: 'EUR' },
    ],
    purchaseOrders: [bought],
  })
})

test('The reasons speak French when asked to', async () => {
  const { lines } = await json<{ lines: { why: string }[] }>('order', '#1050', '--language', 'fr')
  expect(lines[0]!.why).toMatch(/réservé/)
})

test('People get the same as a table', async () => {
  const { out, code } = await carnet('order', '1042')
  expect(code).toBe(0)
  expect(out).toContain('CF-31')
  expect(out).toMatch(/SKU +ordered +removed/)
})

test('The stock of an item says what lies where and who holds it', async () => {
  expect(await json('stock', 'HUILE-75')).toMatchObject({
    sku: 'HUILE-75',
    onHand: 4,
    reserved: 4,
    free: 0,
    unsourced: 16,
    holders: [
      { order: '#1050', quantity: 4, kind: 'reserved', place: 'Entrepôt Lyon' },
      { order: '#1050', quantity: 16, kind: 'unsourced' },
    ],
  })
})

test('Documents are listed, and one is written as PDF', async () => {
  const listed = await json<{ number: string; kind: string }[]>('documents')
  expect(listed).toHaveLength(7)
  const invoice = listed.find(({ kind }) => kind === 'invoice')!.number
  const file = join(folder, 'invoice.pdf')
  expect(await json('document', invoice, '--pdf', file)).toMatchObject({
    kind: 'invoice',
    total: '64.55',
    pdf: { file },
  })
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
})

test('Purchase orders and the inbox are listed', async () => {
  expect(await json('purchase-orders', '--shop', SHOP)).toMatchObject([
    { number: null, state: 'draft' },
    { number: 'CF-31', state: 'received' },
  ])
  expect(await json('inbox')).toMatchObject({ due: 0, done: 0, ignored: 0, dead: 0, events: [] })
})

test('Stock-takes are listed with what they moved, also as a table', async () => {
  expect(await json('stock-takes')).toMatchObject([{ state: 'posted', location: 'Entrepôt Lyon' }])
  expect((await carnet('stock-takes')).out).toMatch(/name +state +location/)
})

test('What was told, folded again, is what the books say; and what was known on a day can be asked', async () => {
  expect(await json('replay')).toMatchObject({ ok: true, webhooks: 0, orders: 3, differences: [] })
  const { order, lines } = await json<{ order: object; lines: object[] }>(
    'replay',
    '--at',
    '2026-11-24',
    '--order',
    '1042',
  )
  expect(order).toMatchObject({ name: '#1042', state: 'open', total: '110.65', by: 'fetched' })
  expect(lines).toMatchObject([{ sku: 'HUILE-75', ordered: 12, removed: 0 }])
  expect(await json('replay', '--at', '2026-11-22')).toMatchObject({ count: 0, orders: [], shelves: [] })
})

test('Verification ends with 0 on clean books, and with 1 and the rows on damaged ones', async () => {
  expect(await json('verify')).toMatchObject({ ok: true })
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await owner.query('UPDATE stock_level SET on_hand = on_hand + 1')
  const { code, out } = await carnet('verify', '--json')
  await owner.query('UPDATE stock_level SET on_hand = on_hand - 1')
  await owner.end()
  expect(code).toBe(1)
  const { ok, checks } = JSON.parse(out) as {
    ok: boolean
    checks: { id: string; ok: boolean; rows: object[] }[]
  }
  expect(ok).toBe(false)
  expect(checks.filter((check) => !check.ok)).toMatchObject([{ id: 'I1', rows: [{ level: 5, ledger: 4 }] }])
})

test.each([
  [['order', '9999'], /no order 9999/],
  [['stock', 'NOTHING'], /no item with the SKU NOTHING/],
  [['document', 'F-0'], /no document F-0/],
  [
    ['document', 'CF-31', '--pdf', '/nowhere/at-all.pdf'],
    /^\/nowhere\/at-all\.pdf cannot be written: ENOENT/,
  ],
  [
    ['order', '1042', '--shop', 'elsewhere.myshopify.com'],
    /elsewhere\.myshopify\.com is not installed here; installed: moulin-lyon/,
  ],
  [['order'], /order takes one NAME/],
  [['frobnicate'], /there is no command "frobnicate"/],
  [['verify', '--jsn'], /--jsn/],
  [['replay', '--at', 'yesterday'], /yesterday is no moment/],
  [['replay', '--at', '2026-11-24', '--order', '9999'], /nothing was known of an order 9999/],
  [['replay', '--order', '1042'], /needs --at DAY/],
  [[], /no command given/],
])('%j is refused in a sentence', async (args, why) => {
  const { code, out, error } = await carnet(...args)
  expect(error).toMatch(why)
  expect(out).toBe('')
  expect(code).toBe(2)
})

test('It runs as a process of its own, with nothing but the answer on its output', async () => {
  const run = (...args: string[]) =>
    new Promise<Said>((done) => {
      execFile(process.execPath, ['scripts/carnet.ts', ...args], (error, out, complaint) => {
        done({ code: error ? Number(error.code) : 0, out, error: complaint })
      })
    })
  const said = await run('inbox', '--json')
  expect(said).toMatchObject({ code: 0, error: '' })
  expect(JSON.parse(said.out)).toMatchObject({ dead: 0 })
  expect(await run('frobnicate')).toMatchObject({ code: 2, out: '' })
})

test('Transfers and calls are listed with what became of their units, and of a shelf what is wanted, kept and on its way', async () => {
  const OTHER = 'moulin-ouest.myshopify.com'
  await setUpShop({ shop: OTHER })
  expect(await json('transfers', '--shop', OTHER)).toEqual([])
  expect((await carnet('calls', '--shop', OTHER)).out).toBe('no calls')
  await playTransferAndCall(OTHER)
  expect(await json('transfers', '--shop', OTHER)).toMatchObject([
    {
      ...{ number: 'BT-2026-00001', state: 'partly-received', origin: 'Boutique' },
      lines: [{ sku: 'HUILE-75', quantity: 4, inTransit: 1, lost: 1, neverLeft: 1, arrived: 1 }],
    },
  ])
  expect((await carnet('transfers', '--shop', OTHER)).out).toMatch(/in transit +arrived +lost/)
  expect(await json('calls', '--shop', OTHER)).toMatchObject([
    { order: '#1060', sku: 'HUILE-75', quantity: 2, open: 0, wishedOn: null },
  ])
  const { locations, inTransit } = await json<{ locations: object[]; inTransit: number }>(
    ...['stock', 'HUILE-75', '--shop', OTHER],
  )
  expect(inTransit).toBe(1)
  expect(locations).toContainEqual(expect.objectContaining({ location: 'Halle', inTransit: 1, wanted: 0 }))
  expect((await carnet('stock', 'HUILE-75', '--shop', OTHER)).out).toMatch(/safety +set aside +wanted/)
})
