import type { BulkObject } from '#app/adapters/shopify/bulk.server.ts'
import { aloneInShop, type Tx } from '#app/db.server.ts'
import type { ImportStep } from '#app/shop/import-step.ts'
import { stepAdvanced } from '#app/shop/import-steps.server.ts'

/** A step whose file is there, as the slice found it. */
export type Asked = Extract<ImportStep, { state: 'asked' | 'reading' }>

/** Objects of a step's file, and the byte at which they begin. */
export type Batch<One extends { readonly end: number } = BulkObject> = {
  readonly objects: readonly One[]
  readonly from: number
}

/**
 * Saves a batch and how far the step is by it in one transaction, if the step still stands where the batch begins: not
 * when another worker was faster, or everything is read again. The transaction is alone in the shop.
 */
export async function saveOnce(
  shop: string,
  step: Asked,
  { objects, from }: Batch<{ readonly end: number }>,
  save: (tx: Tx) => Promise<void>,
): Promise<boolean> {
  const advance = { objects: objects.length, from, to: objects.at(-1)!.end }
  return aloneInShop(shop, async (tx) => {
    if (!(await stepAdvanced(tx, shop, step, advance))) return false
    await save(tx)
    return true
  })
}
