import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clamp, wrap } from './wrap.ts'

const measure = (text: string) => [...text].length

describe('breaking a text into lines', () => {
  it('breaks after spaces, hyphens and slashes, never at a no-break space', () => {
    expect(wrap('huile d’olive vierge-extra 75\u00a0cl', 12, measure)).toEqual([
      'huile',
      'd’olive',
      'vierge-extra',
      '75\u00a0cl',
    ])
  })

  it('cuts a word of 10,000 letters, and does so at once', () => {
    const lines = wrap('x'.repeat(10_000), 80, measure)
    expect(lines).toHaveLength(125)
    expect(lines.join('')).toBe('x'.repeat(10_000))
  })

  it('loses nothing but the spaces at line ends and exceeds no width', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 20, max: 60 }),
        (text, width) => {
          const lines = wrap(text, width, measure)
          expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
          expect(lines.filter((line) => measure(line) > width)).toEqual([])
        },
      ),
    )
  })

  it('shows that something was left out', () => {
    expect(clamp(['one', 'two', 'three'], 2)).toEqual(['one', 'tw…'])
    expect(clamp(['one', 'two'], 2)).toEqual(['one', 'two'])
  })
})
