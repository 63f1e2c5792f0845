import { expect, it } from 'vitest'
import { code128 } from './barcode.ts'

it('codes what Code 128 can say: bars and gaps of 1 to 4 modules, ending with the stop bars', () => {
  for (const value of ['#1042', '3760012345678', 'HUILE-75', 'a']) {
    const bars = code128(value)!
    expect(bars.length % 6).toBe(1)
    expect(bars.slice(-7)).toEqual([2, 3, 3, 1, 1, 1, 2])
    expect(bars.every((bar) => bar >= 1 && bar <= 4)).toBe(true)
  }
})

it('leaves to plain text what no scanner would read', () => {
  for (const value of ['', 'Réf-é', 'x'.repeat(33), 'tab\t', '香']) expect(code128(value)).toBeNull()
})
