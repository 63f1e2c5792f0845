import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// What can go wrong outside of Carnet, by the numbers under which docs/faults.md tells what happens then.
const FAULTS = Array.from({ length: 17 }, (_, n) => `F${n + 5}`)

test('Every fault that is described is the name of a test, and every one that is tried is described', () => {
  const described = readFileSync('docs/faults.md', 'utf8')
  const tests = globSync('{app,store,tests}/**/*.test.ts').map((file) => readFileSync(file, 'utf8'))
  const named = new Set(tests.flatMap((text) => [...text.matchAll(/\((?:'|`)(F\d+): /g)].map((m) => m[1])))
  expect(FAULTS.filter((fault) => !named.has(fault))).toEqual([])
  expect([...named].filter((fault) => !described.includes(`| ${fault} `))).toEqual([])
})
