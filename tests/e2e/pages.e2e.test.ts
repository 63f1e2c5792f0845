// Every page in both languages, from the first opening on: nothing fails in the browser, nothing scrolls sideways on a phone.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language } from '#app/core/language.ts'
import { idOf, type Gid } from '#app/core/gid.ts'
import { translator, type MessageKey } from '#app/messages/message.ts'
import { quiet as untilQuiet } from '#tests/support/quiet.ts'
import { startStack, type Stack } from '#tests/support/stack.ts'
import { plain, t } from './french.ts'
import { openVisitor, says, type Visitor } from './visitor.ts'

const SHOP = 'moulin-lyon.myshopify.com'
const SUPPLIER = 'Moulin Sud'

let stack: Stack
let visitor: Visitor

beforeAll(async () => {
  stack = await startStack({ seed: false })
  Object.assign(process.env, stack.env)
  visitor = await openVisitor(stack)
})
afterAll(async () => {
  await visitor?.close()
  const { closeDatabase } = await import('#app/db.server.ts')
  await closeDatabase()
  await stack?.stop()
})

const quiet = () => untilQuiet(stack.store, SHOP)
const body = () => visitor.app.locator('body')
const press = (name: string) => visitor.app.getByRole('button', { name, exact: true }).click()
const fill = (label: string, value: string) => visitor.app.getByLabel(label, { exact: true }).fill(value)
const toast = (text: string) => visitor.page.getByText(text, { exact: true }).last().waitFor()

describe('before Start', () => {
  test('the home page says what is missing, and starting waits for it', async () => {
    await visitor.openApp('')
    await says(body(), t('start.title'), t('start.identity'), t('start.not-yet'))
    expect(await visitor.app.getByRole('button', { name: t('start.button') }).isDisabled()).toBe(true)
  })

  test('a wrong number is said beside its field, and nothing is saved', async () => {
    await untilImported()
    await visitor.openApp('/app/settings')
    await fill(t('settings.siren'), '12')
    await press(t('common.save'))
    await says(body(), t('common.invalid'), t('field.siren'))
  })

  test('the seller is entered, and who sells what', async () => {
    const seller = {
      'settings.legal-name': 'Huilerie du Moulin SARL',
      'settings.siren': '732 829 320',
      'settings.address1': '12 quai Rambaud',
      'settings.zip': '69002',
      'settings.city': 'Lyon',
    } as const
    for (const [key, value] of Object.entries(seller)) await fill(t(key as MessageKey), value)
    await fill(t('settings.country'), 'fr')
    await press(t('common.save'))
    await toast(t('settings.saved'))

    await visitor.openApp('/app/suppliers/new')
    await fill(t('supplier.name'), SUPPLIER)
    await fill(t('supplier.email'), 'nobody')
    await press(t('common.save'))
    await says(body(), t('field.email'))
    await fill(t('supplier.email'), 'commandes@moulin-sud.example.com')
    await press(t('common.save'))
    await visitor.app.getByRole('heading', { level: 1, name: SUPPLIER }).waitFor()
    await addItem('HUILE-75', '5,10')
  })

  test('Start starts', async () => {
    await visitor.openApp('')
    await press(t('start.button'))
    await toast(t('home.started'))
    await says(body(), t('home.orders'), t('home.buying'), t('home.connection'))
  })
})

describe('with an order at work', () => {
  test('a reorder point is changed in its place', async () => {
    await visitor.openApp('/app/stock?search=HUILE-75')
    await fill(
      t('stock.reorder-point-of', { title: "Huile d'olive vierge extra 75 cl", location: 'Entrepôt Lyon' }),
      '5',
    )
    await visitor.page.keyboard.press('Enter')
    await toast(t('stock.level-set'))
  })

  test('an exception is ignored with a reason only', async () => {
    await place([
      ['HUILE-75', 12],
      ['SARDINE', 900],
    ])
    await visitor.openApp('/app/tasks')
    await says(body(), t('task.to-do.no-supplier'))
    await press(t('task.ignore'))
    await press(t('task.ignore'))
    await says(body(), t('field.needed'))
    await fill(t('task.reason'), 'Commandé par téléphone')
    await press(t('task.ignore'))
    await toast(t('task.dismissed'))
  })

  test('going back from a page of the shop opens Carnet where it was left', async () => {
    await visitor.openApp('/app/orders')
    await visitor.app.getByRole('link', { name: '#1042' }).click()
    await visitor.app.getByRole('heading', { level: 1, name: '#1042' }).waitFor()
    await visitor.openStore('/mailbox')
    await visitor.page.goBack()
    await visitor.app.getByRole('heading', { level: 1, name: '#1042' }).waitFor()
  })

  test('an open page follows what happens, and what is being typed stays', async () => {
    const { order, draft } = await ids()
    await visitor.openApp(`/app/orders/${idOf(order as Gid)}`)
    await says(body(), `${t('order.place.unsourced')} 7`)
    stack.store.control.editOrder({ order: '1042', lines: [{ sku: 'HUILE-75', quantity: 11 }] })
    await says(body(), `${t('order.place.unsourced')} 6`, `${t('order.place.removed')} 1`)

    await visitor.openApp(`/app/purchase-orders/${draft}`)
    const title = "Huile d'olive vierge extra 75 cl"
    const quantity = visitor.app.getByLabel(t('purchase.quantity-of', { title }))
    await quantity.fill('60')
    await place([['HUILE-75', 30]])
    // Longer than an open page takes to follow.
    await visitor.page.waitForTimeout(5_000)
    expect(await quantity.inputValue()).toBe('60')
    await quantity.fill('12')
    await says(body(), '42 = ')
  })

  test('every page opens in both languages, at a desk and on a phone', { timeout: 120_000 }, async () => {
    const pages = await everyPage()
    const wrong: string[] = []
    for (const language of ['fr', 'en'] as const) {
      await signIn(language)
      for (const { path, title } of pages) {
        await visitor.openApp(path)
        const { missing, sideways } = await looks(translator(language)(title.key, title.params ?? {}))
        if (missing) wrong.push(`${language} ${path}: no "${missing}"`)
        if (sideways > 0) wrong.push(`${language} ${path}: ${sideways} px wider than a phone`)
      }
    }
    expect(wrong).toEqual([])
    expect(visitor.troubles).toEqual([])
  })

  test('leaving with unsaved changes is asked first', async () => {
    await signIn('fr')
    await visitor.openApp('/app/settings')
    const phone = visitor.app.getByLabel(t('settings.phone'), { exact: true })
    const menu = visitor.page.locator('#app-menu').getByRole('link', { name: t('nav.stock'), exact: true })
    // What is typed before the page's script runs is not heard of.
    const typed = async () => {
      await phone.fill('')
      await phone.fill('04 78 00 00 00')
      return visitor.page.locator('#save-bar').isVisible()
    }
    await expect.poll(typed, { timeout: 10_000 }).toBe(true)
    const leave = async (answer: 'accept' | 'dismiss') => {
      const asked = visitor.page.waitForEvent('dialog').then((question) => question[answer]())
      await menu.click()
      await asked
    }
    await leave('dismiss')
    expect(await phone.inputValue()).toBe('04 78 00 00 00')
    await leave('accept')
    await visitor.app.getByRole('heading', { level: 1, name: t('nav.stock') }).waitFor()
  })

  test('the practice store fits a phone too', async () => {
    await visitor.page.setViewportSize({ width: 390, height: 800 })
    for (const path of [
      'storefront',
      'orders',
      'orders/1042',
      'products',
      'clock',
      'webhooks',
      'apps/carnet',
    ]) {
      await visitor.openStore(`/store/moulin-lyon/${path}`)
      const sideways = await visitor.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect({ path, sideways }).toEqual({ path, sideways: 0 })
    }
    await visitor.page.setViewportSize({ width: 1280, height: 800 })
  })

  test('an address that does not exist is said inside the app', async () => {
    await signIn('en')
    for (const path of ['/app/nowhere', '/app/orders/1', '/app/purchase-orders/1', '/app/documents/1']) {
      await visitor.openApp(path)
      await says(body(), translator('en')('error.not-found'))
    }
    visitor.troubles.length = 0
  })
})

type Title = { key: MessageKey; params?: Record<string, string> }

async function ids() {
  const { withShop } = await import('#app/db.server.ts')
  return withShop(SHOP, async (tx) => ({
    order: (await tx.order.findFirstOrThrow({ where: { name: '#1042' } })).id,
    item: (await tx.variant.findFirstOrThrow({ where: { sku: 'HUILE-75' } })).item,
    draft: (await tx.purchaseOrder.findFirstOrThrow()).id,
    supplier: (await tx.supplier.findFirstOrThrow()).id,
  }))
}

/** One item, counted and not posted. */
async function counted(item: string): Promise<string> {
  const [{ withShop }, { beginStockTake }, { countStock }] = await Promise.all([
    import('#app/db.server.ts'),
    import('#app/flows/stock-take-begun.server.ts'),
    import('#app/flows/stock-take-counted.server.ts'),
  ])
  const { location } = await withShop(SHOP, (tx) => tx.stockLevel.findFirstOrThrow({ where: { item } }))
  const id = randomUUID()
  await beginStockTake(SHOP, { id, name: '', location, selection: { by: 'item', item } }, 'Marc')
  await countStock(SHOP, id, [{ key: randomUUID(), item, units: 2 }], 'Marc')
  return id
}

/** Every page with what must stand on it. */
async function everyPage(): Promise<{ path: string; title: Title }[]> {
  const { order, item, draft, supplier } = await ids()
  const take = await counted(item)
  const of = (path: string, key: MessageKey, params?: Record<string, string>) => ({
    path,
    title: { key, ...(params && { params }) },
  })
  return [
    of('', 'home.orders'),
    of('/app/orders', 'orders.units'),
    of('/app/orders?tab=to-do', 'orders.next-step'),
    of('/app/orders?tab=cancelled', 'orders.none.cancelled'),
    of('/app/orders?search=zzz', 'orders.none-found'),
    of(`/app/orders/${idOf(order as Gid)}`, 'order.lines'),
    of('/app/stock', 'stock.reorder-point'),
    of(`/app/stock/${idOf(item as Gid)}`, 'stock.ledger'),
    of('/app/stock-takes', 'stock-take.progress', { counted: '1', items: '1' }),
    of('/app/stock-takes?tab=ended', 'stock-take.none.ended'),
    of('/app/stock-takes/new', 'stock-take.which'),
    of(`/app/stock-takes/${take}?tab=all`, 'stock-take.scan'),
    of(`/app/stock-takes/${take}/differences`, 'stock-effect.title'),
    of('/app/stock-value', 'stock-value.at-cost'),
    of('/app/stock-value?tab=without-cost', 'stock-value.none.without-cost'),
    of(`/app/stock/${idOf(item as Gid)}/board`, 'board.free'),
    of('/app/purchase-orders', 'purchase.next-on'),
    of('/app/purchase-orders?tab=open', 'purchase.none.open'),
    of(`/app/purchase-orders/${draft}`, 'purchase.draft-of', { supplier: SUPPLIER }),
    of('/app/suppliers', 'supplier.lead-days'),
    of(`/app/suppliers/${supplier}`, 'supplier.items'),
    of('/app/suppliers/new', 'supplier.new'),
    of('/app/documents', 'document.none'),
    of('/app/tasks?tab=resolved', 'task.resolved'),
    of('/app/customers', 'nav.customers'),
    of('/app/settings', 'settings.numbers'),
  ]
}

/** What a page lacks of its words, and by how much it is wider than a phone. */
async function looks(title: string): Promise<{ missing: string | null; sideways: number }> {
  const found = await expect
    .poll(async () => plain(await body().innerText()), { timeout: 5_000 })
    .toContain(plain(title))
    .then(
      () => true,
      () => false,
    )
  await visitor.page.setViewportSize({ width: 390, height: 800 })
  const sideways = await body().evaluate((element) => {
    const root = element.ownerDocument.documentElement
    return root.scrollWidth - root.clientWidth
  })
  await visitor.page.setViewportSize({ width: 1280, height: 800 })
  return { missing: found ? null : title, sideways }
}

/** Signs in a person whose admin speaks the language. */
async function signIn(language: Language): Promise<void> {
  const shop = stack.store.world.state.shops[SHOP]!
  const person = shop.staff.find((one) => one.locale === language)!
  const url = `http://localhost:${stack.store.port}`
  await visitor.page.context().addCookies([{ name: 'practice_staff', value: person.id, url }])
}

async function untilImported(): Promise<void> {
  const { withShop } = await import('#app/db.server.ts')
  await expect
    .poll(
      () => withShop(SHOP, async (tx) => (await tx.shop.findFirst({ where: { shop: SHOP } }))?.importedAt),
      { timeout: 30_000 },
    )
    .toBeTruthy()
}

async function addItem(sku: string, cost: string): Promise<void> {
  // Key by key as a person does: the list opens again with each one, should a page that still settles close it.
  const search = visitor.app.getByLabel(t('supplier.add-item'), { exact: true })
  await search.click()
  await search.pressSequentially(sku, { delay: 40 })
  await visitor.app.getByRole('option').filter({ hasText: sku }).click()
  await fill(t('supplier.unit-cost'), cost)
  await fill(t('supplier.pack-size'), '6')
  await fill(t('supplier.moq'), '12')
  await visitor.app
    .getByRole('button', { name: t('common.save'), exact: true })
    .last()
    .click()
  await toast(t('supplier.item-saved'))
}

async function place(lines: [sku: string, quantity: number][]): Promise<void> {
  stack.store.control.placeOrder({
    buyer: 'Épicerie du Port',
    lines: lines.map(([sku, quantity]) => ({ sku, quantity })),
  })
  await quiet()
}
