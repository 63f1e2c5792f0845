// Addresses in countries with provinces.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asking, type Asking } from '../asking.ts'
import { toAddress } from './address.ts'

let ask: Asking
beforeAll(async () => {
  ask = await asking()
})
afterAll(() => ask.close())

test('an order is shipped to a province, which stands where such addresses have it', async () => {
  const { order, gid } = ask.store.control.placeOrder({
    buyer: null,
    email: 'leon@example.com',
    lines: [{ sku: 'HUILE-75', quantity: 1 }],
    address: {
      address1: '126 Castle Street',
      city: 'Toronto',
      zip: 'M3H 1M9',
      province: 'Ontario',
      provinceCode: 'ON',
      country: 'Canada',
      countryCode: 'CA',
    },
  })
  expect(order.shipping_address).toMatchObject({ province: 'Ontario', province_code: 'ON' })
  await ask.store.control.idle()
  const { order: read } = await ask(
    `{ order(id: "${gid}") { shippingAddress { province provinceCode formattedArea formatted } fulfillmentOrders(first: 1) { nodes { destination { province } } } } }`,
  )
  expect(read).toEqual({
    shippingAddress: {
      province: 'Ontario',
      provinceCode: 'ON',
      formattedArea: 'Toronto ON, Canada',
      formatted: ['126 Castle Street', 'Toronto ON M3H 1M9', 'Canada'],
    },
    fulfillmentOrders: { nodes: [{ destination: { province: 'Ontario' } }] },
  })
})

test('a mutation names a province by its code, and another country has none of it', () => {
  const there = toAddress({ city: 'Toronto', provinceCode: 'ON', countryCode: 'CA' })
  expect(there).toMatchObject({ province: 'ON', provinceCode: 'ON' })
  expect(toAddress({ zoneCode: 'MI', countryCode: 'IT' })).toMatchObject({ provinceCode: 'MI' })
  expect(toAddress({ city: 'Ottawa' }, there)).toMatchObject({ city: 'Ottawa', provinceCode: 'ON' })
  expect(toAddress({ city: 'Lyon', countryCode: 'FR' }, there)).toMatchObject({
    province: null,
    provinceCode: null,
  })
})
