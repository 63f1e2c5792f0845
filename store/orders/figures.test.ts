import { afterAll, beforeAll, expect, test } from 'vitest'
import { listeningApp, type ListeningApp } from '../listening-app.ts'

let app: ListeningApp
beforeAll(async () => {
  app = await listeningApp()
})
afterAll(() => app.close())

test('12 bottles for the grocer: 8.74 each, 104.88 and 5.77 VAT are 110.65', () => {
  const { order, name } = app.store.control.placeOrder({
    buyer: 'Épicerie du Port',
    lines: [{ sku: 'HUILE-75', quantity: 12 }],
    poNumber: 'PO-77',
  })
  expect(name).toBe('#1042')
  expect(order).toMatchObject({
    subtotal_price: '104.88',
    total_tax: '5.77',
    total_price: '110.65',
    total_outstanding: '110.65',
    financial_status: 'pending',
    fulfillment_status: null,
    po_number: 'PO-77',
    taxes_included: false,
    payment_terms: { due_in_days: 30, payment_terms_name: 'Net 30' },
    line_items: [{ price: '8.74', tax_lines: [{ rate: 0.055, price: '5.77', title: 'TVA' }] }],
  })
  expect(order.customer).not.toHaveProperty('tags')
})

test('below 12 the grocer pays 9.20, and others the list price', () => {
  const place = (buyer: string, quantity: number) =>
    app.store.control.placeOrder({ buyer, lines: [{ sku: 'HUILE-75', quantity }] }).order.line_items
  expect(place('Épicerie du Port', 11)).toMatchObject([{ price: '9.20' }])
  expect(place('camille.durand@example.com', 12)).toMatchObject([{ price: '10.00' }])
})

test('prices with tax: 12 at 10.55 less 15.95 are 110.65 with 5.77 VAT in them', () => {
  app.store.control.createShop({
    domain: 'ttc.myshopify.com',
    taxesIncluded: true,
    products: [{ sku: 'HUILE-75', price: '10.55' }],
  })
  const { order } = app.store.control.placeOrder({
    shop: 'ttc.myshopify.com',
    buyer: null,
    lines: [{ sku: 'HUILE-75', quantity: 12, discount: '15.95' }],
    shipping: '0.00',
  })
  expect(order).toMatchObject({ total_price: '110.65', total_tax: '5.77', total_discounts: '15.95' })
})

test('an order discount is spread over the lines to the last cent', () => {
  const { order } = app.store.control.placeOrder({
    buyer: 'Bistrot des Halles',
    lines: [
      { title: 'a', price: '10.00', quantity: 1 },
      { title: 'b', price: '10.00', quantity: 1 },
      { title: 'c', price: '10.00', quantity: 1 },
    ],
    discount: '10.00',
  })
  const lines = order.line_items as { discount_allocations: { amount: string }[] }[]
  expect(lines.map((line) => line.discount_allocations[0]!.amount)).toEqual(['3.33', '3.34', '3.33'])
  expect(order).toMatchObject({ subtotal_price: '20.00', total_discounts: '10.00' })
})

test('what is refunded part by part adds up to the tax of the line', () => {
  const placed = app.store.control.placeOrder({
    buyer: 'Épicerie du Port',
    lines: [{ sku: 'HUILE-75', quantity: 12 }],
    paid: true,
  })
  const refund = (quantity: number) =>
    app.store.control.refundOrder({
      order: placed.id,
      lines: [{ sku: 'HUILE-75', quantity, restockType: 'cancel' }],
    }).order
  const parts = [5, 4, 3].map((units) => refund(units)).at(-1)!
  const refunds = parts.refunds as {
    refund_line_items: { total_tax_set: { shop_money: { amount: string } } }[]
  }[]
  const taxes = refunds.map(({ refund_line_items: [line] }) => line!.total_tax_set.shop_money.amount)
  expect(taxes).toEqual(['2.40', '1.93', '1.44'])
  expect(parts).toMatchObject({
    current_total_price: '0.00',
    current_total_tax: '0.00',
    total_outstanding: '0.00',
    financial_status: 'refunded',
  })
})
