import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { migrationNames } from '../migrate.mjs'
import { OTHER_TABLES, STOCK_TABLES } from './stock-tables.ts'

const migrations = migrationNames().map((name) =>
  readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8'),
)

test('Of every table it is said whether units pass through it', () => {
  const made = migrations.flatMap((text) => [...text.matchAll(/CREATE TABLE "?(\w+)/g)].map((m) => m[1]!))
  expect([...STOCK_TABLES, ...Object.keys(OTHER_TABLES)].sort()).toEqual(made.sort())
  expect(made.length).toBeGreaterThan(40)
})
