// Who gets a scarce item, decided by hand: dragged with the pointer, moved by the keyboard, given; seen first, then done.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { quiet as untilQuiet } from '#tests/support/quiet.ts'
import { startStack, type Stack } from '#tests/support/stack.ts'
import { t } from './french.ts'
import { openVisitor, says, type Visitor } from './visitor.ts'

const SHOP = 'moulin-lyon.myshopify.com'
const OIL = "Huile d'olive vierge extra 75 cl"

let stack: Stack
let visitor: Visitor

beforeAll(async () => {
  stack = await startStack()
  Object.assign(process.env, stack.env)
  visitor = await openVisitor(stack)
  // 8 on the shelf, #1039 holds 3: #1042 gets 5 and waits for 7, #1043 waits for 4.
  for (const quantity of [12, 4])
    stack.store.control.placeOrder({
      buyer: 'Épicerie du Port',
      lines: [{ sku: 'HUILE-75', quantity }],
    })
  for (const order of ['1042', '1043']) stack.store.control.routeOrder({ order })
  await untilQuiet(stack.store, SHOP)
})
afterAll(async () => {
  await visitor?.close()
  const { closeDatabase } = await import('#app/db.server.ts')
  await closeDatabase()
  await stack?.stop()
})

const app = () => visitor.app
const page = () => visitor.page
const turns = () =>
  app()
    .getByRole('list', { name: t('board.turns') })
    .locator('> li')
const names = () =>
  turns().evaluateAll((rows) => rows.map((row) => row.querySelector('a')?.textContent ?? ''))
const standing = (...orders: string[]) => expect.poll(names, { timeout: 15_000 }).toEqual(orders)
const press = (name: string) => app().getByRole('button', { name, exact: true }).click()
const body = () => app().locator('body')
const toast = (text: string) => page().getByText(text, { exact: true }).last().waitFor()

test('the board is a click away from the item that is short', async () => {
  await visitor.openApp('/app/stock?search=HUILE-75')
  await visitor.shot('board-1-stock')
  await app()
    .getByRole('link', { name: t('board.link') })
    .click()
  await says(body(), t('board.title', { item: OIL }), t('board.free'), t('stock.safety-stock'))
  await standing('#1039', '#1042', '#1043')
  await visitor.shot('board-2-board')
})

test('an order dragged to the first place shows what that does, and nothing is saved', async () => {
  const handle = app().getByRole('button', { name: t('board.drag', { order: '#1043' }) })
  const from = (await handle.boundingBox())!
  const to = (await turns().first().boundingBox())!
  await page().mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await page().mouse.down()
  await page().mouse.move(from.x + from.width / 2, to.y + 30, { steps: 5 })
  await page().mouse.move(from.x + from.width / 2, to.y + 4, { steps: 3 })
  await page().mouse.up()
  await says(body(), t('board.preview'), '0 → 4', '5 → 1')
  await standing('#1043', '#1039', '#1042')
  await visitor.shot('board-3-preview')
  await press(t('board.discard'))
  await standing('#1039', '#1042', '#1043')
  await visitor.openApp('/app/stock?search=HUILE-75')
  await app()
    .getByRole('link', { name: t('board.link') })
    .click()
  await standing('#1039', '#1042', '#1043')
})

test('moved up by the keyboard and applied, it gets the units of its turn, and that is taken back', async () => {
  await app()
    .getByRole('button', { name: t('board.up', { order: '#1043' }) })
    .focus()
  await page().keyboard.press('Alt+ArrowUp')
  await says(body(), t('board.preview'))
  await press(t('board.apply'))
  await toast(t('board.applied'))
  await standing('#1039', '#1043', '#1042')
  await says(turns().nth(1), `${t('order.place.reserved')} 4`, t('board.priority', { priority: 1 }))
  await visitor.shot('board-4-applied')
  await press(t('board.undo'))
  await says(body(), t('board.preview'))
  await press(t('board.apply'))
  await standing('#1039', '#1042', '#1043')
})

test('on a phone, units are given from the order that lacks them', async () => {
  await page().setViewportSize({ width: 390, height: 844 })
  await visitor.openApp('/app/orders')
  await app().getByRole('link', { name: '#1043' }).first().click()
  await app()
    .getByRole('link', { name: t('order.take-from-of', { title: OIL }) })
    .first()
    .click()
  await says(body(), t('board.give-title'))
  await app()
    .getByLabel(t('board.from'), { exact: true })
    .selectOption({ label: '#1042 · Épicerie du Port SARL' })
  await visitor.shot('board-5-give-phone')
  await press(t('board.look'))
  await says(body(), t('board.preview'), '0 → 4')
  await visitor.shot('board-6-given-phone')
  await press(t('board.apply'))
  await toast(t('board.applied'))
  await says(turns().nth(2), `${t('order.place.reserved')} 4`)
  const sideways = await body().evaluate((element) => {
    const root = element.ownerDocument.documentElement
    return root.scrollWidth - root.clientWidth
  })
  expect(sideways).toBe(0)
  await visitor.shot('board-7-after-phone')
  await page().setViewportSize({ width: 1280, height: 800 })
  expect(visitor.troubles).toEqual([])
})
