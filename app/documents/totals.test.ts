import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gid } from '../core/gid.ts'
import type { Amounts, Charged, InvoicedSoFar } from './totals.ts'
import { chargedKey, invoiceAmounts } from './totals.ts'

const VAT = 55_000
const nothing: InvoicedSoFar = { nets: new Map(), taxes: new Map() }
const charged = (wish: Partial<Charged>): Charged => ({
  line: gid('LineItem', '1'),
  charge: null,
  sku: 'HUILE-75',
  title: 'Huile',
  quantity: 12,
  delivered: 0,
  elsewhere: 0,
  invoiced: 0,
  amount: 10_488n,
  taxes: [{ rate: VAT, amount: 577n }],
  ...wish,
})

/** What is invoiced after one more invoice. */
function after(soFar: InvoicedSoFar, invoice: Amounts): InvoicedSoFar {
  const nets = new Map(soFar.nets)
  const taxes = new Map(soFar.taxes)
  for (const l of invoice.lines) nets.set(chargedKey(l), (nets.get(chargedKey(l)) ?? 0n) + l.net)
  for (const t of invoice.taxes) taxes.set(t.rate, (taxes.get(t.rate) ?? 0n) + t.tax)
  return { nets, taxes }
}

describe('An invoice of what was delivered', () => {
  test('of 5 and then 7 of 12 bottles takes 46.10 and 64.55, and not a cent more or less', () => {
    const first = invoiceAmounts([charged({ delivered: 5 })], false, nothing)
    expect(first).toMatchObject({ net: 4_370n, tax: 240n, total: 4_610n })
    const second = invoiceAmounts([charged({ delivered: 12, invoiced: 5 })], false, after(nothing, first))
    expect(second).toMatchObject({ net: 6_118n, tax: 337n, total: 6_455n })
  })
  test('takes the tax out of prices that include it', () => {
    const included = charged({ amount: 11_065n, delivered: 12 })
    expect(invoiceAmounts([included], true, nothing)).toMatchObject({
      net: 10_488n,
      tax: 577n,
      total: 11_065n,
    })
  })
  test('adds the tax of all lines of a rate before it rounds', () => {
    const line = (n: string) =>
      charged({
        line: gid('LineItem', n),
        quantity: 2,
        delivered: 1,
        amount: 10n,
        taxes: [{ rate: VAT, amount: 1n }],
      })
    // Two halves of a cent are one cent, not two.
    expect(invoiceAmounts([line('1'), line('2')], false, nothing).tax).toBe(1n)
  })
  test('takes nothing for what left before Carnet invoiced: 5 of 12 were invoiced elsewhere, 7 are ours', () => {
    const shipping = charged({
      line: null,
      charge: 'post',
      quantity: 1,
      delivered: 1,
      amount: 500n,
      taxes: [],
    })
    const ours = [charged({ delivered: 12, elsewhere: 5 }), { ...shipping, elsewhere: 1 }]
    expect(invoiceAmounts(ours, false, nothing)).toMatchObject({
      net: 6_118n,
      tax: 337n,
      lines: [{ quantity: 7 }],
    })
  })
  test('has its whole tax, also when an invoiced delivery was undone since', () => {
    const rate = 200_000
    const undone = charged({
      quantity: 1,
      delivered: 0,
      invoiced: 1,
      amount: 5_000n,
      taxes: [{ rate, amount: 1_000n }],
    })
    const next = charged({
      line: gid('LineItem', '2'),
      quantity: 1,
      delivered: 1,
      amount: 10_000n,
      taxes: [{ rate, amount: 2_000n }],
    })
    const before = { nets: new Map([[undone.line!, 5_000n]]), taxes: new Map([[rate, 1_000n]]) }
    expect(invoiceAmounts([undone, next], false, before).taxes).toEqual([
      { rate, base: 10_000n, tax: 2_000n },
    ])
  })
  test('says the rates apart, lowest first, each with what it is reckoned on', () => {
    const two = [
      charged({ delivered: 12, amount: 1_000n, taxes: [{ rate: 200_000, amount: 200n }] }),
      charged({
        line: gid('LineItem', '2'),
        delivered: 12,
        amount: 2_000n,
        taxes: [{ rate: VAT, amount: 110n }],
      }),
    ]
    expect(invoiceAmounts(two, false, nothing).taxes).toEqual([
      { rate: VAT, base: 2_000n, tax: 110n },
      { rate: 200_000, base: 1_000n, tax: 200n },
    ])
  })
  test('has no line for what did not leave, was charged nothing for, or is invoiced', () => {
    const idle = [charged({}), charged({ quantity: 0, delivered: 0 }), charged({ delivered: 5, invoiced: 5 })]
    expect(invoiceAmounts(idle, false, nothing).lines).toEqual([])
  })
})

test('However an order is delivered, its invoices add up to its charge, line by line and rate by rate', () => {
  const line = fc.record({
    quantity: fc.integer({ min: 1, max: 40 }),
    amount: fc.bigInt({ min: 0n, max: 1_000_000n }),
    taxes: fc.uniqueArray(
      fc.record({
        rate: fc.constantFrom(21_000, 55_000, 100_000, 200_000),
        amount: fc.bigInt({ min: 0n, max: 99_999n }),
      }),
      { selector: (t) => t.rate, maxLength: 2 },
    ),
  })
  const order = fc.array(line, { minLength: 1, maxLength: 5 })
  const cuts = fc.array(fc.array(fc.nat(40), { minLength: 5, maxLength: 5 }), { maxLength: 4 })
  fc.assert(
    fc.property(order, cuts, fc.boolean(), (lines, deliveries, taxesIncluded) => {
      const charges = lines.map((l, n) => charged({ ...l, line: gid('LineItem', String(n)) }))
      let soFar = nothing
      let out = charges
      for (const cut of [...deliveries, charges.map(() => 40)]) {
        out = out.map((c, n) => ({
          ...c,
          invoiced: c.delivered,
          delivered: Math.min(c.quantity, c.delivered + cut[n]!),
        }))
        const invoice = invoiceAmounts(out, taxesIncluded, soFar)
        expect(invoice.total).toBe(invoice.net + invoice.tax)
        soFar = after(soFar, invoice)
      }
      const taxOf = (c: Charged) => c.taxes.reduce((sum, t) => sum + t.amount, 0n)
      for (const c of charges)
        expect(soFar.nets.get(c.line!)).toBe(taxesIncluded ? c.amount - taxOf(c) : c.amount)
      const owed = new Map<number, bigint>()
      for (const t of charges.flatMap((c) => c.taxes)) owed.set(t.rate, (owed.get(t.rate) ?? 0n) + t.amount)
      expect(new Map(soFar.taxes)).toEqual(owed)
    }),
  )
})
