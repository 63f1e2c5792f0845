import { describe, expect, expectTypeOf, it } from 'vitest'
import { en } from './en.ts'
import { fr } from './fr.ts'
import type { MessageKey, Translate } from './message.ts'
import { fill, translator } from './message.ts'

const namesIn = (text: string) => [...new Set(text.match(/\{\w+(?=[},])/g) ?? [])].sort()
const keys = Object.keys(en) as MessageKey[]

describe('the message catalogue', () => {
  it('asks for the same parameters in both languages', () => {
    const different = keys.filter((key) => String(namesIn(en[key])) !== String(namesIn(fr[key])))
    expect(different).toEqual([])
  })

  it('says something in both languages under every key', () => {
    expect(keys.filter((key) => !en[key].trim() || !fr[key].trim())).toEqual([])
  })

  it('holds no placeholder that cannot be filled', () => {
    const params = Object.fromEntries(
      keys.flatMap((key) => namesIn(en[key])).map((name) => [name.slice(1), 2]),
    )
    const left = keys.flatMap((key) =>
      (['en', 'fr'] as const)
        .map((language) => fill(language === 'en' ? en[key] : fr[key], params, language))
        .filter((text) => /[{}]/.test(text)),
    )
    expect(left).toEqual([])
  })
})

describe('a message', () => {
  it.each([
    ['en', 0, '0 units'],
    ['en', 1, '1 unit'],
    ['en', 1200, '1,200 units'],
    ['fr', 0, '0 unité'],
    ['fr', 1, '1 unité'],
    ['fr', 2, '2 unités'],
    ['fr', 1200, '1\u00a0200 unités'],
    ['fr', 1_000_000, '1\u00a0000\u00a0000 unités'],
  ] as const)('counts in %s as people do: %d is "%s"', (language, count, said) => {
    expect(translator(language)('paper.units', { count })).toBe(said)
  })

  it('never lets a French line begin with a colon', () => {
    expect(translator('fr')('mail.delivery-note.to-come')).toBe('Reste à livrer\u00a0:')
  })

  it('prints a parameter as it is, whatever it holds', () => {
    const hostile = '$& {page} # ${x} \\1'
    expect(translator('en')('mail.invoice.subject', { number: hostile, shop: '{number}' })).toBe(
      `Invoice ${hostile} from {number}`,
    )
  })

  it('shows which parameter is missing instead of hiding it', () => {
    expect(fill('Order {name}, {toString}', {}, 'en')).toBe('Order {name}, {toString}')
  })

  it('does not compile without its parameters', () => {
    const t: Translate = translator('en')
    // @ts-expect-error `pages` is missing
    t('paper.page', { page: 1 })
    // @ts-expect-error parameters are missing
    t('paper.units')
    // @ts-expect-error `net` comes after a plural and is missing
    t('mail.purchase-order.intro', { number: 'CF-31', count: 1 })
    t('mail.purchase-order.intro', { number: 'CF-31', count: 1, net: '' })
    t('paper.page', { page: 1, pages: 2 })
    t('paper.note')
    t('paper.note' as MessageKey, { any: 1 })
    expectTypeOf(t('paper.note')).toBeString()
  })
})
