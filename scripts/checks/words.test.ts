import { expect, test } from 'vitest'
import { findWords } from './words.ts'

test('paths of a machine, mirrors and secrets are found by line', () => {
  const text = [
    'all is well: https://registry.npmjs.org/zod, ../shared/payloads, /tmp',
    `const file = '/${'home'}/ada/carnet/x.ts'`,
    `"resolved": "https://npm.${'mirror'}.example/zod.tgz"`,
    `token = 'shpat_${'0'.repeat(32)}'`,
  ].join('\n')
  expect(findWords(text)).toEqual([
    '2: a path of one machine',
    '3: a registry that is not the public one',
    '4: a secret',
  ])
})
