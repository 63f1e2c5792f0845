// Dates follow the calendars of the shop and its suppliers.
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#tests/support/clock.ts'
import { tell } from '#tests/support/history.ts'
import { MOULIN_SUD, openTestDatabase, shopsOf } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'

const database = await openTestDatabase()
const { readShop } = await import('#app/db.server.ts')
const { doToSupplier } = await import('#app/routes/app.suppliers.$id/do-to-supplier.server.ts')
const { doToSettings } = await import('#app/routes/app.settings/do-to-settings.server.ts')
const { readOrder } = await import('#app/orders/read-order.server.ts')
const { readSettings } = await import('#app/shop/read-settings.server.ts')
const { readSupplier } = await import('#app/suppliers/read-supplier.server.ts')
const { typedSettings } = await import('#app/shop/SettingsCards.tsx')
const { formatPeriod } = await import('#app/messages/format.ts')

afterAll(() => database.drop())

const NOW = new Date('2026-11-24T08:14:00Z')
const newShop = shopsOf('calendars')
let shop: string
// Twelve wanted, nothing on the shelf: all are to be bought from Moulin Sud, who takes five working days.
beforeEach(async () => {
  setClock(NOW.toISOString(), { frozen: true })
  shop = await newShop({ onHand: 0 })
  await tell(shop, snapshotOf(1042, [lineOf('2', { quantity: 12 })]))
})

const expected = async () => (await readShop(shop, (tx) => readOrder(tx, shop, '1042')))!.lines[0]!.expected
const supplier = async () => (await readShop(shop, (tx) => readSupplier(tx, shop, MOULIN_SUD, NOW)))!
const posted = (values: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(values)) form.set(name, value)
  return form
}

const MOULIN = {
  intent: 'save',
  name: 'Moulin Sud',
  email: '',
  language: 'fr',
  currency: 'EUR',
  leadDays: '5',
  cutOff: '14:00',
  timeZone: '',
  weekend: '6,7',
  orderDays: '',
  closures: '',
  holidays: '',
  ...{ address1: '', address2: '', zip: '', city: '', countryCode: '' },
}
const saveSupplier = async (changed: Partial<typeof MOULIN>) =>
  (await doToSupplier(shop, MOULIN_SUD, posted({ ...MOULIN, ...changed }), 'Claire')).said

describe('What is to be bought is expected by the calendar of its supplier', () => {
  test.each([
    ['as he works from Monday to Friday', {}, '2026-12-02'],
    ['after his closure', { closures: '30 novembre - 4 décembre' }, '2026-12-09'],
    ['later where he takes orders on Fridays only', { orderDays: '5' }, '2026-12-07'],
    ['later where his cut-off is over on his own clock', { timeZone: 'Asia/Tokyo' }, '2026-12-03'],
    ['sooner where he works on Saturdays', { weekend: '7' }, '2026-12-01'],
    ['not on his public holiday', { holidays: 'IT', leadDays: '10' }, '2026-12-10'],
  ])('%s', async (_, changed, on) => {
    expect(await saveSupplier(changed)).toMatchObject({ ok: true, key: 'supplier.saved' })
    expect(await expected()).toEqual([{ quantity: 12, on }])
  })
  test('and his page says when an order sent now arrives, and when he is off', async () => {
    await saveSupplier({ closures: '26-27 novembre', holidays: 'FR', orderDays: '3' })
    expect((await supplier()).calendar).toEqual({
      today: '2026-11-24',
      sentNow: { countsOn: '2026-11-25', arrivesOn: '2026-12-04', waits: 'no-order-day' },
      daysOff: [
        { from: '2026-11-26', to: '2026-11-27' },
        { from: '2026-12-25', to: '2026-12-25' },
        { from: '2027-01-01', to: '2027-01-01' },
        { from: '2027-03-29', to: '2027-03-29' },
      ],
    })
  })
})

test('A closure that cannot be read is refused beside its field, and nothing is saved', async () => {
  expect(await saveSupplier({ closures: 'en août', leadDays: '9' })).toMatchObject({
    ok: false,
    fields: { closures: 'field.periods' },
  })
  expect(await supplier()).toMatchObject({ closures: [], leadDays: 5 })
})

test('The shop goes out on none of its closures and public holidays, and its form shows them as they are written', async () => {
  const settings = (await readShop(shop, (tx) => readSettings(tx, shop)))!
  const words = { period: (period: { from: string; to: string }) => formatPeriod(period, 'fr') }
  const typed = typedSettings(settings, words as never)
  const closures = '2-4/12\n25 décembre 2026'
  expect(await doToSettings(shop, posted({ ...typed, closures, holidays: 'FR' }), 'Claire')).toMatchObject({
    ok: true,
  })
  // Moulin Sud brings them on 1 December; receiving takes a working day of the shop.
  expect(await expected()).toEqual([{ quantity: 12, on: '2026-12-07' }])
  const saved = (await readShop(shop, (tx) => readSettings(tx, shop)))!
  expect(saved.holidays).toBe('FR')
  expect(typedSettings(saved, words as never).closures).toBe('2–4 décembre 2026\n25 décembre 2026')
})
