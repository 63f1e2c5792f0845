import { expect, test } from 'vitest'
import { compareCatalogues, findUnused } from './messages.ts'

test('a text must exist in both languages', () => {
  expect(compareCatalogues({ 'a.b': 'x', 'a.c': 'y' }, { 'a.b': 'x', 'a.d': 'z' })).toEqual([
    'a.c: not in French',
    'a.d: not in English',
  ])
})

test('both languages name the same placeholders, plurals included', () => {
  const english = { 'a.b': '{count, plural, one {# unit} other {# units}} of {name}' }
  expect(
    compareCatalogues(english, { 'a.b': '{name} : {count, plural, one {# unité} other {# unités}}' }),
  ).toEqual([])
  expect(compareCatalogues(english, { 'a.b': '{nom} : {count}' })).toEqual([
    'a.b: placeholders differ: count name / count nom',
  ])
})

test('a text that nobody says is found', () => {
  const catalogue = {
    'order.title': '',
    'task.mail-refused.title': '',
    'task.mail-refused.body': '',
    'order.gone': '',
  }
  const text = 'const a = t("order.title"); const b = t(`task.${kind}.title`); const c = `${anything}`'
  expect(findUnused(catalogue, [{ file: 'a.tsx', text }])).toEqual([
    'task.mail-refused.body: nobody says it',
    'order.gone: nobody says it',
  ])
})
