// Counting on a phone: scan, correct, undo, compare, post.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { quiet as untilQuiet } from '#tests/support/quiet.ts'
import { startStack, type Stack } from '#tests/support/stack.ts'
import { t } from './french.ts'
import { openVisitor, says, type Visitor } from './visitor.ts'

const SHOP = 'moulin-lyon.myshopify.com'

let stack: Stack
let visitor: Visitor

beforeAll(async () => {
  stack = await startStack()
  Object.assign(process.env, stack.env)
  visitor = await openVisitor(stack)
  await untilQuiet(stack.store, SHOP)
})
afterAll(async () => {
  await visitor?.close()
  const { closeDatabase } = await import('#app/db.server.ts')
  await closeDatabase()
  await stack?.stop()
})

const body = () => visitor.app.locator('body')
const press = (name: string) => visitor.app.getByRole('button', { name, exact: true }).first().click()
const scan = async (code: string) => {
  await visitor.page.keyboard.type(code)
  await visitor.page.keyboard.press('Enter')
}
const onHand = () =>
  stack.store.control.stock({ sku: 'HUILE-75' }).levels.reduce((sum, one) => sum + one.onHand, 0)

test('somebody counts one item with a scanner, sees what it changes, and posts it', async () => {
  await visitor.page.setViewportSize({ width: 390, height: 844 })
  await visitor.openApp('/app/stock-takes')
  await says(body(), t('stock-take.none.open'))
  await visitor.openApp('/app/stock-takes/new?sku=HUILE-75')
  await press(t('stock-take.begin'))
  await visitor.app.getByLabel(t('stock-take.scan')).waitFor()
  const before = onHand()

  // The field is ready without being touched, and again after each scan.
  await visitor.app.locator('#scan:focus').waitFor()
  for (let n = 0; n < 3; n++) await scan('HUILE-75')
  await visitor.app
    .getByText(t('stock-take.progress', { counted: 1, items: 1 }))
    .first()
    .waitFor()
  const named = visitor.app.getByRole('textbox', { name: /^Compté de / }).first()
  await expect.poll(() => named.inputValue()).toBe('3')
  await scan('NIX')
  await says(body(), t('stock-take.scan.unknown', { code: 'NIX' }))
  await scan('huile-75')
  await expect.poll(() => named.inputValue()).toBe('4')
  await press(t('stock-take.undo'))
  await expect.poll(() => named.inputValue()).toBe('3')
  await named.fill(String(before - 2))
  await named.press('Enter')
  await expect.poll(() => named.inputValue()).toBe(String(before - 2))
  const sideways = () => visitor.app.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)
  expect(await sideways()).toBe(0)

  await visitor.app.getByRole('link', { name: t('stock-take.compare'), exact: true }).click()
  await says(body(), t('stock-take.difference'), '-2', t('stock-effect.title'))
  expect(await sideways()).toBe(0)
  await press(t('stock-take.post'))
  await visitor.app
    .getByRole('dialog')
    .getByRole('button', { name: t('stock-take.post'), exact: true })
    .click()
  await visitor.app.getByText(t('stock-take.state.posted'), { exact: true }).waitFor()
  await untilQuiet(stack.store, SHOP)
  expect(onHand()).toBe(before - 2)
  await says(body(), t('stock-take.told-done'))
  expect(visitor.troubles).toEqual([])
})
