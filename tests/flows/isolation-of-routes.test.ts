// Every route of the built app, as its own manifest lists them, asked by a person of one shop for the objects of
// another. A route without a row here fails, so that no new one is forgotten.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { ServerBuild } from '@remix-run/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bearer, BROWSER, idToken, openedBy, signIn } from '#tests/support/embedded.ts'
import { HALLE, playHistory, playTransferAndCall, tell } from '#tests/support/history.ts'
import { HUILE, LYON, GROCER, openTestDatabase, SHOP as A } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'

const database = await openTestDatabase()
const { startServer } = await import('#app/server.ts')
const { withShop } = await import('#app/db.server.ts')
const { beginStockTake } = await import('#app/flows/stock-take-begun.server.ts')
const BUILT = new URL('../../build/server/index.js', import.meta.url).href
const { routes } = (await import(/* @vite-ignore */ BUILT)) as ServerBuild
const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 })

const B = 'b-shop.myshopify.com'
const B_SUPPLIER = '22222222-2222-4222-8222-222222222222'
const B_DRAFT = '33333333-3333-4333-8333-333333333333'
/** Stands in every page of A that shows anything; B owns none of it and the probes send none of it. */
const CANARIES = [
  'Huilerie du Moulin',
  'HUILE-75',
  'Épicerie du Port',
  'Moulin Sud',
  '#1042',
  '#1039',
  'CF-31',
  'Entrepôt Lyon',
  '732829320',
  'Halle',
]

let server: Awaited<ReturnType<typeof startServer>>
let ids: Ids
beforeAll(async () => {
  await playHistory(A)
  await playTransferAndCall(A)
  const unknown = { ...lineOf('4', { quantity: 1 }), variant: 'gid://shopify/ProductVariant/404' as const }
  await tell(A, snapshotOf(1051, [unknown]))
  const counting = { id: randomUUID(), name: '', location: LYON, selection: { by: 'everything' } } as const
  await beginStockTake(A, counting, 'Marc')
  await owner.query(
    `WITH c AS (INSERT INTO comparison (shop, id, kind, started_at) VALUES ($1, gen_random_uuid(), 'one-order', now()) RETURNING id)
     INSERT INTO difference (shop, comparison, subject, subject_id, field, ours, found_at)
     SELECT $1, c.id, 'order', o.id, 'order', o.name, now() FROM c, orders o WHERE o.shop = $1 AND o.name = '#1042'`,
    [A],
  )
  await owner.query(`SELECT receive_webhook('${A}', 'orders/create', 'e1', null, null, null, now(), '{')`)
  await withShop(B, async (tx) => {
    const shop = { name: 'B', currency: 'EUR', timeZone: 'Europe/Paris', taxesIncluded: false }
    const at = new Date()
    await tx.shop.create({ data: { shop: B, ...shop, installedAt: at, importedAt: at, startedAt: at } })
    await tx.location.create({ data: { shop: B, id: 'gid://shopify/Location/9', name: 'Own place' } })
    const supplier = {
      id: B_SUPPLIER,
      name: 'Own supplier',
      email: 's@b.example',
      currency: 'EUR',
      leadDays: 1,
    }
    await tx.supplier.create({ data: { shop: B, ...supplier } })
    const draft = { id: B_DRAFT, supplier: B_SUPPLIER, location: 'gid://shopify/Location/9', currency: 'EUR' }
    await tx.purchaseOrder.create({ data: { shop: B, ...draft, state: 'draft', createdAt: at } })
  })
  await Promise.all([signIn(A), signIn(B)])
  ids = await idsOf(A)
  server = await startServer({ port: 0 })
})
afterAll(async () => {
  await server?.close()
  await owner.end()
  await database.drop()
})

type Ids = Record<
  | 'order'
  | 'draft'
  | 'sent'
  | 'poLine'
  | 'draftLine'
  | 'supplier'
  | 'invoice'
  | 'note'
  | 'task'
  | 'event'
  | 'effect'
  | 'take'
  | 'adjustment'
  | 'transfer'
  | 'call',
  string
>

async function idsOf(shop: string): Promise<Ids> {
  const one = async (sql: string) => {
    const { rows } = await owner.query<{ id: string }>(sql, [shop])
    if (!rows[0]) throw new Error(`the history left nothing for: ${sql}`)
    return String(rows[0].id)
  }
  return {
    order: await one(`SELECT id FROM orders WHERE shop = $1 AND name = '#1042'`),
    draft: await one(`SELECT id FROM purchase_order WHERE shop = $1 AND state = 'draft'`),
    sent: await one(`SELECT id FROM purchase_order WHERE shop = $1 AND state <> 'draft'`),
    poLine: await one(
      `SELECT l.id FROM purchase_order_line l JOIN purchase_order p ON p.shop = l.shop AND p.id = l.purchase_order WHERE l.shop = $1 AND p.state <> 'draft'`,
    ),
    draftLine: await one(
      `SELECT l.id FROM purchase_order_line l JOIN purchase_order p ON p.shop = l.shop AND p.id = l.purchase_order WHERE l.shop = $1 AND p.state = 'draft'`,
    ),
    supplier: await one(`SELECT id FROM supplier WHERE shop = $1`),
    invoice: await one(`SELECT id FROM document WHERE shop = $1 AND kind = 'invoice'`),
    note: await one(`SELECT id FROM document WHERE shop = $1 AND kind = 'delivery-note'`),
    task: await one(`SELECT key AS id FROM task WHERE shop = $1`),
    event: await one(`SELECT id FROM inbox_event WHERE shop = $1`),
    effect: await one(`SELECT id FROM effect WHERE shop = $1`),
    take: await one(`SELECT id FROM stock_take WHERE shop = $1 AND state = 'open'`),
    adjustment: await one(`SELECT id FROM stock_adjustment WHERE shop = $1 AND undone_at IS NULL`),
    transfer: await one(`SELECT id FROM transfer WHERE shop = $1`),
    call: await one(`SELECT id FROM delivery_call WHERE shop = $1`),
  }
}

type Form = Record<string, string | undefined>
type Row = {
  /** What stands for the `:id` of the route: A's objects. */
  ids?: (a: Ids) => string[]
  /** Objects of B through whose pages A's are reached for. */
  through?: string[]
  /** Searches that would find A's. */
  searches?: string[]
  /** What is posted; with A's ids in it wherever one fits. */
  forms?: (a: Ids) => Form[]
  /** Nothing of a shop is there: nobody needs to be signed in. */
  open?: string
  /** Shows nothing that the history of A made. */
  bare?: true
}

const reorderPoint = () => [{ point: '99', location: LYON, item: HUILE.item }]
const day = [{ quantity: 1, on: '2026-12-01' }]
const ROWS: Record<string, Row> = {
  root: { open: 'the document around every page' },
  'routes/_index': { open: 'sends on to /app' },
  'routes/auth.$': { open: 'pages of Shopify’s library that fetch a session token' },
  'routes/auth.login': { open: 'says where Carnet opens' },
  'routes/app': { bare: true },
  'routes/app.$': { bare: true, ids: () => ['nothing'] },
  'routes/app._index': { forms: () => [{ intent: 'start' }] },
  'routes/app.orders._index': { searches: ['?search=1042', '?tab=closed', '?tab=to-do', '?search=HUILE'] },
  'routes/app.orders.$id': {
    ids: ({ order }) => [order, '#1042', '1042'],
    forms: ({ call }) => [
      ...['confirm', 'pick', 'deliver', 'invoice', 'compare', 'order'].map((intent) => ({ intent })),
      ...['begin-call-off', 'end-call-off'].map((intent) => ({ intent })),
      { intent: 'cancel-call', call },
      {
        intent: 'call',
        call: randomUUID(),
        wishedOn: '',
        lines: JSON.stringify([{ line: 'gid://shopify/LineItem/60', quantity: 1 }]),
      },
    ],
  },
  'routes/app.stock._index': {
    searches: ['?search=HUILE', '?tab=short'],
    forms: reorderPoint,
  },
  'routes/app.stock.$item_.board': {
    ids: () => [HUILE.item.split('/').at(-1)!],
    forms: ({ order }) =>
      [
        { kind: 'turns', moves: [{ order, to: 0 }] },
        { kind: 'gift', from: order, to: order, location: LYON, quantity: 1 },
      ].flatMap((wish) =>
        ['preview', 'apply'].map((intent) => ({ intent, seen: '', wish: JSON.stringify(wish) })),
      ),
  },
  'routes/app.stock.$item': {
    ids: () => [HUILE.item, HUILE.item.split('/').at(-1)!],
    forms: ({ adjustment }) => [
      ...reorderPoint(),
      {
        intent: 'adjust',
        id: randomUUID(),
        location: LYON,
        did: 'gone',
        reason: 'lost',
        quantity: '1',
        note: '',
      },
      {
        intent: 'preview-adjust',
        id: randomUUID(),
        location: LYON,
        did: 'found',
        reason: 'found',
        quantity: '1',
        note: '',
      },
      { intent: 'undo-adjust', id: adjustment },
    ],
  },
  'routes/app.stock-takes._index': { searches: ['?tab=ended'] },
  'routes/app.stock-takes.new': {
    forms: ({ supplier }) =>
      [{ by: 'everything' }, { by: 'supplier', supplier }, { by: 'codes', codes: 'HUILE-75' }].map((one) => ({
        intent: 'begin',
        id: randomUUID(),
        name: '',
        location: LYON,
        ...one,
      })),
  },
  'routes/app.stock-takes.$id._index': {
    ids: ({ take }) => [take],
    searches: ['?tab=all', '?tab=counted&search=HUILE'],
    forms: () => [{ intent: 'abandon' }],
  },
  'routes/app.stock-takes.$id.count': { ids: ({ take }) => [take], forms: () => [{ code: 'HUILE-75' }] },
  'routes/app.stock-takes.$id.differences': {
    ids: ({ take }) => [take],
    searches: ['?uncounted=zero'],
    forms: () => [
      { intent: 'reason', item: HUILE.item, reason: 'theft', note: '' },
      { intent: 'post', uncounted: 'zero', seen: JSON.stringify({ lines: 0, up: 0, down: 0 }) },
    ],
  },
  'routes/app.stock-value._index': {
    searches: ['?day=2026-11-24', `?location=${encodeURIComponent(LYON)}`, '?tab=without-cost'],
  },
  'routes/app.stock-value.csv': { searches: ['?day=2026-11-24'] },
  'routes/app.pulse': { bare: true },
  'routes/app.items': { searches: ['?search=HUILE', '?search='] },
  'routes/app.purchase-orders._index': { searches: ['?tab=draft', '?tab=open', '?tab=done'] },
  'routes/app.purchase-orders.$id': {
    ids: ({ draft, sent }) => [draft, sent, 'CF-31'],
    through: [B_DRAFT],
    forms: ({ poLine, draftLine }) => [
      { intent: 'send' },
      { intent: 'quantity', line: draftLine, quantity: '999' },
      { intent: 'add', item: HUILE.item, quantity: '999' },
      { intent: 'remove', line: draftLine },
      { intent: 'preview', lines: JSON.stringify([{ poLine, dates: day }]) },
      { intent: 'accept', lines: JSON.stringify([{ poLine, dates: day }]) },
      {
        intent: 'receive',
        receipt: randomUUID(),
        lines: JSON.stringify([{ poLine, quantity: 1, surplusIs: 'kept-free' }]),
      },
      { intent: 'cancel' },
      { intent: 'close-short' },
    ],
  },
  'routes/app.transfers._index': { searches: ['?tab=done'] },
  'routes/app.transfers.new': {
    forms: ({ transfer }) => [
      { intent: 'draft', id: transfer, origin: LYON, destination: HALLE },
      { intent: 'draft', id: randomUUID(), origin: LYON, destination: HALLE },
    ],
  },
  'routes/app.transfers.$id': {
    ids: ({ transfer }) => [transfer],
    forms: () => [
      { intent: 'line', item: HUILE.item, quantity: '9' },
      { intent: 'scan', codes: '["HUILE-75"]' },
      { intent: 'send' },
      { intent: 'cancel' },
      {
        intent: 'settle',
        step: randomUUID(),
        fate: 'arrived',
        lines: JSON.stringify([{ item: HUILE.item, quantity: 1 }]),
      },
    ],
  },
  'routes/app.suppliers._index': { searches: ['?item=75'] },
  'routes/app.suppliers.$id': {
    ids: ({ supplier }) => [supplier],
    searches: ['?item=75'],
    through: [B_SUPPLIER],
    forms: () => [
      {
        intent: 'save',
        name: 'Taken',
        email: '',
        language: 'fr',
        currency: 'EUR',
        leadDays: '1',
        cutOff: '09:00',
        closures: '',
        holidays: '',
        timeZone: '',
        weekend: '6,7',
        orderDays: '',
      },
      {
        intent: 'save-item',
        item: HUILE.item,
        reference: '',
        unitCost: '0.01',
        packSize: '1',
        moq: '1',
        rank: '1',
      },
      { intent: 'remove-item', item: HUILE.item },
    ],
  },
  'routes/app.documents._index': { searches: ['?search=F-2026', '?kind=invoice'] },
  'routes/app.documents.$id._index': { ids: ({ invoice, note }) => [invoice, note] },
  'routes/app.documents.$id.pdf': { ids: ({ invoice, note }) => [invoice, note] },
  'routes/app.tasks': {
    searches: ['?tab=resolved'],
    forms: ({ task, event, effect }) => [
      { intent: 'dismiss', key: task, reason: 'because' },
      { intent: 'retry-event', id: event },
      { intent: 'retry-effect', id: effect },
      { intent: 'privacy', key: task },
      { intent: 'warn', slips: `gid://shopify/Order/1042 ${'0'.repeat(32)}` },
    ],
  },
  'routes/app.differences': { searches: ['?tab=repaired'] },
  'routes/app.customers': {
    searches: ['?search=port'],
    forms: () => [
      {
        id: GROCER,
        accepts: 'whole-order',
        maxShipments: '9',
        callOff: 'yes',
        language: 'en',
        siren: '',
        vatNumber: '',
      },
    ],
  },
  'routes/app.settings': {
    bare: true,
    forms: () => [{ intent: 'next-number', kind: 'invoice', next: '900' }],
  },
}

type Route = NonNullable<ServerBuild['routes'][string]>
const probed = Object.values(routes).filter((route): route is Route => !!route && !ROWS[route.id]?.open)

function addressOf({ id, parentId, path, index }: Route, params: string): string {
  const above =
    parentId && routes[parentId] ? addressOf({ ...routes[parentId], index: false } as Route, params) : ''
  const own = path ? `/${path.replace(/:\w+\??|\*/g, encodeURIComponent(params))}` : ''
  return `${above}${own}${index ? '?index' : ''}` || (id === 'root' ? '' : '/')
}

const and = (address: string, query: string) =>
  address + (query && address.includes('?') ? `&${query}` : query && `?${query}`)

type Answered = { status: number; body: string }

/** As the app's own script asks: the data of one route, as JSON; resource routes as they are. */
async function ask(
  shop: string,
  route: Route,
  params: string,
  { search = '', form }: { search?: string; form?: Form } = {},
): Promise<Answered> {
  const data = route.module.default ? `_data=${encodeURIComponent(route.id)}` : ''
  const address = and(and(addressOf(route, params), search.replace(/^\?/, '')), data)
  const response = await fetch(server.url + address, {
    method: form ? 'POST' : 'GET',
    headers: bearer(shop),
    redirect: 'manual',
    ...(form && { body: new URLSearchParams(form as Record<string, string>) }),
  })
  return { status: response.status, body: await response.text() }
}

/** Everything that A owns, as text. */
async function booksOf(shop: string): Promise<string> {
  const tables = await owner.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'shop' AND table_name <> 'session' ORDER BY 1`,
  )
  const parts = []
  for (const { name } of tables.rows) {
    const { rows } = await owner.query(
      `SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS hash FROM ${name} t WHERE shop = $1`,
      [shop],
    )
    parts.push(`${name} ${rows[0].hash}`)
  }
  return parts.join('\n')
}

const leaked = (body: string) => CANARIES.filter((canary) => body.includes(canary))

test('every route has a row here, and every row a route', () => {
  expect(Object.keys(ROWS).sort()).toEqual(Object.keys(routes).sort())
  for (const { id, module, path } of probed) {
    const { ids: of, forms } = ROWS[id]!
    if (module.action) expect({ id, forms: forms !== undefined }).toEqual({ id, forms: true })
    if (path?.includes(':')) expect({ id, ids: of !== undefined }).toEqual({ id, ids: true })
  }
})

test('the probes find what they look for when its own shop asks', async () => {
  for (const route of probed.filter(({ id, module }) => module.loader && !ROWS[id]!.bare)) {
    const [id = ''] = ROWS[route.id]!.ids?.(ids) ?? []
    const { status, body } = await ask(A, route, id)
    expect({ route: route.id, status }).toEqual({ route: route.id, status: 200 })
    if (route.module.default)
      expect({ route: route.id, shows: leaked(body).length > 0 }).toEqual({ route: route.id, shows: true })
  }
})

describe('a person of another shop', () => {
  test.each(probed.filter(({ module }) => module.loader).map((route) => [route.id, route]))(
    'reads nothing by %s',
    async (id, route) => {
      const { ids: of, searches = [] } = ROWS[id]!
      for (const one of of?.(ids) ?? ['']) {
        for (const search of ['', ...searches]) {
          const { status, body } = await ask(B, route, one, { search })
          expect({ status, leaked: leaked(body) }).toEqual({ status: of ? 404 : 200, leaked: [] })
          if (!of)
            for (const value of Object.values(ids)) if (value.length > 20) expect(body).not.toContain(value)
        }
      }
    },
  )

  test.each(probed.filter(({ module }) => module.action).map((route) => [route.id, route]))(
    'changes nothing by %s',
    async (id, route) => {
      const { ids: of, through = [], forms } = ROWS[id]!
      const before = await booksOf(A)
      for (const one of of ? [...of(ids), ...through] : ['']) {
        for (const form of forms!(ids)) {
          const { status, body } = await ask(B, route, one, { form })
          expect({ form, status: status < 500, leaked: leaked(body) }).toEqual({
            form,
            status: true,
            leaked: [],
          })
          if (of && !through.includes(one) && status === 200)
            expect(JSON.parse(body)).not.toMatchObject({ ok: true })
        }
      }
      expect(await booksOf(A)).toBe(before)
    },
  )

  test('is told nothing of it in a whole document either', async () => {
    for (const route of probed.filter(({ module }) => module.loader && module.default)) {
      for (const one of ROWS[route.id]!.ids?.(ids) ?? ['']) {
        const address = and(addressOf(route, one), openedBy(B))
        const response = await fetch(server.url + address, { headers: { 'user-agent': BROWSER } })
        expect({ route: route.id, leaked: leaked(await response.text()) }).toEqual({
          route: route.id,
          leaked: [],
        })
      }
    }
  })
})

describe('nobody', () => {
  test.each(probed.map((route) => [route.id, route]))(
    'gets into %s without a session token',
    async (_id, route) => {
      const [id = ''] = ROWS[route.id]!.ids?.(ids) ?? []
      const address =
        server.url +
        and(addressOf(route, id), route.module.default ? `_data=${encodeURIComponent(route.id)}` : '')
      const methods = [...(route.module.loader ? ['GET'] : []), ...(route.module.action ? ['POST'] : [])]
      for (const method of methods) {
        for (const headers of [{ 'user-agent': BROWSER }, bearer(A, 'x.y.z')] as Record<string, string>[]) {
          const response = await fetch(address, { method, headers, redirect: 'manual' })
          expect({ method, in: response.ok && response.status !== 204 }).toEqual({ method, in: false })
          expect(leaked(await response.text())).toEqual([])
        }
      }
    },
  )

  const now = Math.floor(Date.now() / 1000)
  const forged: [string, () => string][] = [
    ['signed by nobody', () => idToken(A, {}, { alg: 'none' })],
    ['signed with another secret', () => idToken(A, {}, { secret: 'guessed' })],
    ['signed with the empty secret', () => idToken(A, {}, { secret: '' })],
    ['said to be signed by a key pair', () => idToken(A, {}, { alg: 'RS256' })],
    ['said to be signed otherwise', () => idToken(A, {}, { alg: 'HS512' })],
    ['of another app', () => idToken(A, { aud: 'another-app' })],
    ['of several apps', () => idToken(A, { aud: ['another-app'] })],
    ['that ended', () => idToken(A, { exp: now - 120 })],
    ['that has not begun', () => idToken(A, { nbf: now + 600 })],
    ['without a shop', () => idToken(A, { dest: undefined })],
    [
      'with a shop that is none',
      () => idToken(A, { dest: 'https://evil.com', iss: 'https://evil.com/admin' }),
    ],
    ['issued by another shop', () => idToken(A, { iss: `https://${B}/admin` })],
    ['of nobody', () => idToken(A, { sub: undefined })],
    ['altered', () => idToken(B).replace(/\.[^.]+\./, `.${idToken(A).split('.')[1]}.`)],
    ['cut', () => idToken(A).slice(0, -4)],
    ['that is empty', () => ''],
  ]
  test.each(forged)('gets in by a session token %s', async (_name, token) => {
    const address = `${server.url}/app/orders?index&_data=${encodeURIComponent('routes/app.orders._index')}`
    const response = await fetch(address, { headers: bearer(A, token()), redirect: 'manual' })
    const body = await response.text()
    expect({ in: response.status === 200, leaked: leaked(body) }).toEqual({ in: false, leaked: [] })
    const document = await fetch(`${server.url}/app?${openedBy(A, { id_token: token() })}`, {
      headers: { 'user-agent': BROWSER },
      redirect: 'manual',
    })
    expect({ in: document.status === 200, leaked: leaked(await document.text()) }).toEqual({
      in: false,
      leaked: [],
    })
  })
})
