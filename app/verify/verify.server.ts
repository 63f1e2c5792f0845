import { DOCUMENTS } from './chain.server.ts'
import type { CheckResult, Offender, RuleCheck, SqlCheck } from './check.ts'
import { COUNT_CHECKS } from './count-checks.ts'
import { DATABASE_CHECKS } from './database-checks.ts'
import { DOCUMENT_CHECKS } from './document-checks.ts'
import { ORDER_CHECKS } from './order-checks.ts'
import { ORDERS } from './orders.server.ts'
import { PIPELINE_CHECKS } from './pipeline-checks.ts'
import { PURCHASE_CHECKS } from './purchase-checks.ts'
import { PURCHASES } from './purchases.server.ts'
import type { InShop, Reading } from './reading.server.ts'
import { STOCK_CHECKS } from './stock-checks.ts'
import { TRANSFER_CHECKS } from './transfer-checks.ts'

const CHECKS: readonly SqlCheck[] = [
  ...STOCK_CHECKS,
  ...COUNT_CHECKS,
  ...TRANSFER_CHECKS,
  ...ORDER_CHECKS,
  ...DOCUMENT_CHECKS,
  ...PURCHASE_CHECKS,
  ...PIPELINE_CHECKS,
  ...DATABASE_CHECKS,
]
const READINGS: readonly Reading[] = [ORDERS, DOCUMENTS, PURCHASES]

/** More would only fill the screen. */
const MOST_ROWS = 200

/**
 * Proves what must always hold of a shop's books, reading only: by SQL where a sum says it, by the rules of the
 * business where one does. Each statement has its own short transaction, and every row that breaks a check is in its
 * result.
 */
export async function verifyShop(inShop: InShop, shop: string, at: Date): Promise<CheckResult[]> {
  const results: CheckResult[] = []
  for (const check of CHECKS) results.push(resultOf(check, await rowsOf(inShop, check, shop, at)))
  for (const reading of READINGS) results.push(...(await resultsOf(inShop, reading, shop)))
  return results.sort((a, b) => numberOf(a) - numberOf(b))
}

async function rowsOf(inShop: InShop, check: SqlCheck, shop: string, at: Date): Promise<Offender[]> {
  const rows = await inShop((tx) =>
    tx.$queryRawUnsafe<{ row: Offender }[]>(limited(check), ...valuesOf(check, shop, at)),
  )
  return rows.map(({ row }) => row)
}

async function resultsOf(inShop: InShop, { checks, find }: Reading, shop: string): Promise<CheckResult[]> {
  const rows = new Map<RuleCheck, Offender[]>(checks.map((check) => [check, []]))
  for await (const { check, row } of find(inShop, shop)) rows.get(check)!.push(row)
  return checks.map((check) => resultOf(check, rows.get(check)!))
}

// The text is one of the constants above; the shop is a parameter of it.
function limited({ sql }: SqlCheck): string {
  return `SELECT to_jsonb(r) AS row FROM (${sql}) r LIMIT ${MOST_ROWS}`
}

function valuesOf({ asks }: SqlCheck, shop: string, at: Date): unknown[] {
  switch (asks) {
    case 'nothing':
      return []
    case 'shop':
      return [shop]
    case 'shop and time':
      return [shop, at]
  }
}

function resultOf({ id, name, warns }: RuleCheck, rows: readonly Offender[]): CheckResult {
  return { id, name, ok: rows.length === 0 || warns === true, rows }
}

function numberOf({ id }: CheckResult): number {
  return Number(id.slice(1))
}
