// The main job as a merchant's people do it: every click in a real browser, every figure read from the page or the paper.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { quiet as untilQuiet } from '#tests/support/quiet.ts'
import { pdfText } from '#tests/support/pdf-text.ts'
import { startStack, type Stack } from '#tests/support/stack.ts'
import { dated, day, money, plain, t } from './french.ts'
import { openMail, subjects } from './pages/mailbox.ts'
import { orderPage } from './pages/order.ts'
import { ordersPage } from './pages/orders.ts'
import { purchaseOrderPage } from './pages/purchase-order.ts'
import { fulfilInShopify } from './pages/shopify-order.ts'
import { stockPage } from './pages/stock.ts'
import { orderInStorefront } from './pages/storefront.ts'
import { openVisitor, says, type Visitor } from './visitor.ts'

const SHOP = 'moulin-lyon.myshopify.com'
const OIL = "Huile d'olive vierge extra 75 cl"
const LYON = 'Entrepôt Lyon'

let stack: Stack
let visitor: Visitor
let orders: ReturnType<typeof ordersPage>
let order: ReturnType<typeof orderPage>
let stock: ReturnType<typeof stockPage>
let purchaseOrder: ReturnType<typeof purchaseOrderPage>

beforeAll(async () => {
  stack = await startStack()
  Object.assign(process.env, stack.env)
  visitor = await openVisitor(stack)
  orders = ordersPage(visitor)
  order = orderPage(visitor)
  stock = stockPage(visitor)
  purchaseOrder = purchaseOrderPage(visitor)
})
afterAll(async () => {
  await visitor?.close()
  const { closeDatabase } = await import('#app/db.server.ts')
  await closeDatabase()
  await stack?.stop()
})

// Each step stands on the one before: after a failure the rest has nothing to say.
let stoppedAt = ''
beforeEach(({ skip }) => skip(stoppedAt !== '', `the journey ended at: ${stoppedAt}`))
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  stoppedAt = task.name
  await visitor?.page.screenshot({ path: '.carnet/journey-failed.png' })
})

/** Lyon's clock on the wall: "2026-11-24 09:14". */
const at = (time: string) => stack.store.control.setClock({ at: `${time.replace(' ', 'T')}:00+01:00` })
const quiet = () => untilQuiet(stack.store, SHOP)

const openOrder = async (name: string) => {
  await quiet()
  await orders.open()
  await orders.openOrder(name)
}

const openPurchaseOrder = async () => {
  await openOrder('#1042')
  await visitor.app.getByRole('link', { name: 'CF-31' }).first().click()
  await purchaseOrder.says(t('purchase.lines'))
}

test('24/11 09:14: the grocer orders 12 with 5 free, and Carnet says where each unit is and when it comes', async () => {
  at('2026-11-24 09:14')
  const said = await orderInStorefront(visitor, {
    as: 'Épicerie du Port',
    poNumber: 'BC-77',
    lines: { 'HUILE-75': 12 },
  })
  expect(said).toContain('#1042')
  expect(said).toContain('110.65')

  await quiet()
  await orders.open()
  await orders.saysOf(
    '#1042',
    'Épicerie du Port',
    money('110.65'),
    t('order.units.reserved', { count: 5 }),
    t('order.units.unsourced', { count: 7 }),
    t('step.confirm'),
  )
  await visitor.shot('01-orders')
  await orders.openOrder('#1042')
  await order.askWhy()
  await order.says(
    money('110.65'),
    `${t('order.place.reserved')} 5`,
    `${t('order.place.unsourced')} 7`,
    t('order.expected', { dates: dated([5, '2026-11-25'], [7, '2026-12-02']) }),
    t('why.reserved', { count: 5, because: becauseOf5() }),
  )
  await visitor.shot('02-order')
})

const becauseOf5 = () =>
  [
    t('why.because.on-shelf-of', { ref: LYON }),
    t('why.free', { free: 5, there: 8 }),
    t('why.before', { orders: '#1039 (3)' }),
  ].reduce((first, next) => t('why.next', { first, next }))

test('The dates are confirmed, and the customer reads them', async () => {
  await order.press('confirm', t('order.confirmed-by-mail'))
  await order.says(
    t('order.promised', { dates: dated([5, '2026-11-25'], [7, '2026-12-02']) }),
    t('order.next', { step: t('step.order-missing') }),
  )
  await visitor.shot('03-confirmed')
  await quiet()
  const mail = await openMail(visitor, t('mail.dates-confirmed.subject', { order: '#1042' }))
  expect(mail.text).toContain(day('2026-11-25', 'long'))
  expect(mail.text).toContain(day('2026-12-02', 'long'))
  await visitor.shot('04-mail-confirmed')
})

test('09:20: what is missing is ordered with the reorder: CF-31 goes out with PDF and CSV', async () => {
  at('2026-11-24 09:20')
  await openOrder('#1042')
  await order.orderWhatIsMissing()
  await purchaseOrder.says(
    t('purchase.draft-of', { supplier: 'Moulin Sud' }),
    '12 = 7 pour #1042 + 5 réassort',
    money('61.20'),
  )
  await visitor.shot('05-draft')
  at('2026-11-24 09:21')
  await purchaseOrder.send('CF-31')
  await purchaseOrder.says(
    'CF-31',
    t('purchase.state.sent'),
    t('purchase.need.order', { count: 7, order: '#1042' }),
    t('mail-state.accepted', { at: `${day('2026-11-24')} 09:21:` }),
  )
  await visitor.shot('06-sent')

  const mail = await openMail(visitor, 'CF-31')
  await visitor.shot('07-mail-purchase-order')
  expect(mail.attachments.map(({ name }) => name)).toEqual(['CF-31.pdf', 'CF-31.csv'])
  const [pdf, csv] = mail.attachments.map(({ bytes }) => bytes)
  expect(plain(pdfText(pdf!))).toContain('CF-31')
  expect(plain(pdfText(pdf!))).toContain(money('61.20'))
  expect(csv!.toString('utf8')).toContain('HUILE-75')
})

test('10:02: the supplier answers 6 and 6: what moves is shown, accepted, and told to the customer once', async () => {
  at('2026-11-24 10:02')
  await openPurchaseOrder()
  await purchaseOrder.typeAnswer([
    { quantity: 6, on: '2026-12-01' },
    { quantity: 6, on: '2026-12-03' },
  ])
  await says(
    purchaseOrder.answer,
    t('answer.moves'),
    '#1042',
    dated([7, '2026-12-02']),
    dated([7, '2026-12-04']),
    t('answer.late', { count: 2 }),
    t('answer.because.shipment-limit', { count: 2 }),
  )
  await visitor.shot('08-answer')
  await purchaseOrder.acceptAnswer(1)
  await purchaseOrder.says(t('purchase.state.confirmed'), dated([6, '2026-12-01'], [6, '2026-12-03']))
  await visitor.shot('09-answered')

  await openOrder('#1042')
  await order.askWhy()
  await order.says(
    `${t('order.place.claimed')} 7 CF-31`,
    t('order.promised', { dates: dated([5, '2026-11-25'], [7, '2026-12-04']) }),
    t('why.claimed', { count: 7, because: t('why.because.incoming-with', { ref: 'CF-31' }) }),
  )
  await visitor.shot('10-order-claimed')
  const told = t('mail.dates-changed.subject', { order: '#1042' })
  expect((await subjects(visitor)).filter((subject) => subject === told)).toHaveLength(1)
  const mail = await openMail(visitor, told)
  expect(mail.text).toContain(day('2026-12-04', 'long'))
})

test('10:30 to 11:00: 5 are picked, delivered and invoiced at 46.10', async () => {
  at('2026-11-24 10:30')
  await openOrder('#1042')
  await order.press('pick', t('order.picked', { number: 'PL-2026-00001' }))
  await order.says(t('order.next', { step: t('step.deliver') }))
  expect(await order.pdf('PL-2026-00001')).toContain('HUILE-75')

  at('2026-11-24 10:41')
  await order.press('deliver', t('order.delivered', { number: 'BL-2026-00001' }))
  await order.says(`${t('order.place.shipped')} 5`, `${t('order.place.claimed')} 7`)
  await visitor.shot('11-delivered')
  const note = await order.pdf('BL-2026-00001')
  expect(note).toContain('#1042')

  at('2026-11-24 11:00')
  await openOrder('#1042')
  await order.press('invoice', t('order.invoiced', { number: 'F-2026-000318' }))
  await order.says(`F-2026-000318`, money('46.10'))
  await visitor.shot('12-invoiced')
  const invoice = await order.pdf('F-2026-000318')
  for (const text of [
    money('43.70'),
    money('2.40'),
    money('46.10'),
    day('2026-12-24'),
    '30 jours nets',
    'BL-2026-00001',
  ])
    expect(invoice).toContain(plain(text))
})

test('25/11: #1039 leaves from Shopify itself, and nobody else loses a unit', async () => {
  at('2026-11-25 10:00')
  await fulfilInShopify(visitor, '1039')
  await openOrder('#1042')
  await order.says(`${t('order.place.shipped')} 5`, `${t('order.place.claimed')} 7`)
  await stock.open()
  await stock.search('HUILE-75')
  await stock.saysOf(OIL, LYON, [0, 0, 0, 12])
  await visitor.shot('13-stock')
})

test('01/12: 6 arrive, all for #1042, and its page says why they wait until 04/12', async () => {
  at('2026-12-01 10:00')
  await openPurchaseOrder()
  expect(await purchaseOrder.count(OIL, 6)).toBe(true)
  await visitor.shot('14-receive')
  await purchaseOrder.receive()
  await purchaseOrder.says(t('purchase.state.partly-received'))
  await visitor.shot('15-received-6')
  await openOrder('#1042')
  await order.says(
    `${t('order.place.reserved')} 6`,
    `${t('order.place.claimed')} 1`,
    t('order.waits-until.shipment-limit', { day: day('2026-12-04') }),
  )
  await visitor.shot('16-held')
})

test('03/12: 7 arrive instead of 6: the one too many is kept free, by choice', async () => {
  at('2026-12-03 10:00')
  await openPurchaseOrder()
  expect(await purchaseOrder.count(OIL, 7)).toBe(false)
  await visitor.shot('17-surplus')
  await purchaseOrder.chooseForSurplus(1, 'kept-free')
  await purchaseOrder.receive()
  await purchaseOrder.says(
    t('purchase.state.received'),
    t('receive.surplus-was', { count: 1, choice: t('receive.kept-free') }),
  )
  await visitor.shot('18-received')
})

test('04/12: 7 are delivered and invoiced at 64.55, and nothing is left to do', async () => {
  at('2026-12-04 09:00')
  await openOrder('#1042')
  await order.says(`${t('order.place.reserved')} 7`)
  await order.press('pick', t('order.picked', { number: 'PL-2026-00002' }))
  await order.press('deliver', t('order.delivered', { number: 'BL-2026-00002' }))
  await order.press('invoice', t('order.invoiced', { number: 'F-2026-000319' }))
  await order.says(t('step.done'), t('order.effect.done'), `${t('order.place.shipped')} 12`, money('64.55'))
  await visitor.shot('19-done')
  const invoice = await order.pdf('F-2026-000319')
  for (const text of [money('61.18'), money('3.37'), money('64.55'), day('2027-01-03'), 'BL-2026-00002'])
    expect(invoice).toContain(plain(text))

  await stock.open()
  await stock.search('HUILE-75')
  await stock.saysOf(OIL, LYON, [6, 0, 6, 0])
  await visitor.shot('20-stock')
  await quiet()
  const mail = await openMail(visitor, 'F-2026-000319')
  expect(mail.attachments.map(({ name }) => name)).toEqual(['F-2026-000319.pdf'])
})

test('Everything that must hold does, and the browser has nothing to complain about', async () => {
  await quiet()
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['scripts/carnet.ts', 'verify', '--shop', SHOP, '--json'],
    { env: stack.env },
  )
  expect(JSON.parse(stdout)).toMatchObject({ ok: true })
  expect(visitor.troubles).toEqual([])
})
