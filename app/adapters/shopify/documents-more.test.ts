import { readFileSync } from 'node:fs'
import { buildSchema, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import * as ofShop from './documents-shop.ts'
import * as ofStock from './documents-stock.ts'
import * as written from './documents-write.ts'

const schema = buildSchema(readFileSync('store/schema/admin.graphql', 'utf8'))

test.each(Object.entries({ ...ofShop, ...ofStock, ...written }))(
  '%s asks only what the Admin API of 2026-07 has',
  (_name, document) => {
    expect(document.startsWith('#graphql')).toBe(true)
    expect(validate(schema, parse(document))).toEqual([])
  },
)
