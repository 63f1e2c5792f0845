// What moved, was counted, was printed and was decided stays as it was written.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openJudge, type Judge } from '#tests/support/judge.ts'

let judge: Judge
beforeAll(async () => {
  judge = await openJudge()
})
afterAll(() => judge.close())

const WRITTEN: [what: string, table: string][] = [
  ['The ledger', 'ledger_entry'],
  ['What was counted', 'stock_take_count'],
  ['What was not found', 'short_pick'],
  ['A paper', 'document'],
  ['That a paper is void', 'document_void'],
  ['The history', 'audit_entry'],
]

describe.each(WRITTEN)('%s stays as it was written', (_what, table) => {
  const changes = [`UPDATE ${table} SET shop = shop`, `DELETE FROM ${table}`]
  test('the app has no right to change it', async () => {
    for (const change of changes) expect(await judge.refusal(change)).toBe('permission denied')
  })
  test('and not even its owner gets past the trigger', async () => {
    for (const change of [...changes, `TRUNCATE ${table} CASCADE`])
      await expect(judge.owner.query(change)).rejects.toThrow('append-only')
  })
})
