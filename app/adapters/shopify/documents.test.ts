import { readFileSync } from 'node:fs'
import { buildSchema, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import * as documents from './documents.ts'

const schema = buildSchema(readFileSync('store/schema/admin.graphql', 'utf8'))

test.each(Object.entries(documents))('%s asks only what the Admin API of 2026-07 has', (_name, document) => {
  expect(document.startsWith('#graphql')).toBe(true)
  expect(validate(schema, parse(document))).toEqual([])
})
