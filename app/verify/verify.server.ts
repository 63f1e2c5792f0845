import { tamperedDocuments, type InShop } from './chain.server.ts'
import type { CheckResult, Offender, SqlCheck } from './check.ts'
import { DATABASE_CHECKS } from './database-checks.ts'
import { DOCUMENT_CHECKS } from './document-checks.ts'
import { ORDER_CHECKS } from './order-checks.ts'
import { PIPELINE_CHECKS } from './pipeline-checks.ts'
import { PURCHASE_CHECKS } from './purchase-checks.ts'
import { STOCK_CHECKS } from './stock-checks.ts'

const CHECKS: readonly SqlCheck[] = [
  ...STOCK_CHECKS,
  ...ORDER_CHECKS,
  ...DOCUMENT_CHECKS,
  ...PURCHASE_CHECKS,
  ...PIPELINE_CHECKS,
  ...DATABASE_CHECKS,
]
const CHAIN = { id: 'I14', name: 'no issued document was tampered with' }

/** More would only fill the screen. */
const MOST_ROWS = 200

/**
 * Proves what must always hold of a shop's books, reading only: each check has its own short transaction, and every
 * row that breaks it is in its result.
 */
export async function verifyShop(inShop: InShop, shop: string, at: Date): Promise<CheckResult[]> {
  const results: CheckResult[] = []
  for (const check of CHECKS) {
    const rows = await inShop((tx) =>
      tx.$queryRawUnsafe<{ row: Offender }[]>(limited(check), ...valuesOf(check, shop, at)),
    )
    results.push(
      resultOf(
        check,
        rows.map(({ row }) => row),
      ),
    )
  }
  results.push(resultOf(CHAIN, await tamperedDocuments(inShop, shop)))
  return results.sort((a, b) => numberOf(a) - numberOf(b))
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

function resultOf(
  { id, name, warns }: Pick<SqlCheck, 'id' | 'name' | 'warns'>,
  rows: readonly Offender[],
): CheckResult {
  return { id, name, ok: rows.length === 0 || warns === true, rows }
}

function numberOf({ id }: CheckResult): number {
  return Number(id.slice(1))
}
