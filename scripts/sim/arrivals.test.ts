import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countOrders, ordersOf, walkArrivals } from './arrivals.ts'

/** Events on a text: `next` says what becomes of it. */
function onText(events: number, next: (text: string, event: number) => string) {
  let text = ''
  const said = () => Promise.resolve({ all: text, comesTo: text })
  const arrive = (event: number) => {
    text = next(text, event)
    return said()
  }
  const undone = async (work: () => Promise<void>) => {
    const before = text
    await work()
    text = before
  }
  return { events, start: said, arrive, undone }
}

test('Every order of arrival is followed, each once', async () => {
  for (const events of [0, 1, 2, 3, 4, 5, 6]) {
    const once = (text: string, event: number) => (text.includes(`${event}`) ? text : text + event)
    const { ends, covered } = await walkArrivals(onText(events, once))
    expect(covered).toBe(countOrders(events))
    expect(ends.size).toBe(countOrders(events))
    for (const [end, order] of ends) expect(order.join('')).toBe(end)
  }
})

test('Six events arrive in 720 orders, no two of them the same', () => {
  const orders = [...ordersOf([0, 1, 2, 3, 4, 5])]
  expect(orders).toHaveLength(720)
  expect(new Set(orders.map(String)).size).toBe(720)
})

test('An event arrives once at each state, however many orders lead there', async () => {
  const newest = onText(6, (text, event) => String(Math.max(Number(text || -1), event)))
  const { ends, covered, played } = await walkArrivals(newest)
  expect([...ends.keys()]).toEqual(['5'])
  expect(covered).toBe(720)
  expect(played).toBe(6 * 7)
})

test('All ends are found, whatever the events do', async () => {
  const row = fc.array(fc.nat(3), { minLength: 4, maxLength: 4 })
  const table = fc.array(row, { minLength: 4, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(table, async (does) => {
      const next = (text: string, event: number) => String(does[event]![Number(text)])
      const wanted = [...ordersOf([0, 1, 2, 3])].map((order) => order.reduce(next, ''))
      const { ends, covered } = await walkArrivals(onText(4, next))
      expect(new Set(ends.keys())).toEqual(new Set(wanted))
      expect(covered).toBe(24)
    }),
  )
})
