import { expect, test } from 'vitest'
import { postalLines } from './postal-address.ts'

const lyon = { address1: '12 quai Rambaud', address2: null, zip: '69002', city: 'Lyon', countryCode: 'FR' }

test('An address at home names no country, one abroad names it in the language of the paper', () => {
  expect(postalLines(lyon, 'fr', 'FR')).toEqual(['12 quai Rambaud', '69002 Lyon'])
  expect(postalLines({ ...lyon, countryCode: 'BE' }, 'fr', 'FR').at(-1)).toBe('Belgique')
  expect(postalLines({ ...lyon, countryCode: 'BE' }, 'en', 'FR').at(-1)).toBe('Belgium')
})

test('What is missing leaves no line, and a country that nobody knows stays as it was typed', () => {
  expect(postalLines({ zip: '69002', city: null }, 'fr')).toEqual(['69002'])
  expect(postalLines({ city: 'Lyon', countryCode: 'France' }, 'fr')).toEqual(['Lyon', 'France'])
  expect(postalLines({}, 'fr')).toEqual([])
})
