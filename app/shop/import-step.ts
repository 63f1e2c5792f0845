/** What an install reads, in this order: stock is known before the orders that hold it. */
export const IMPORT_STEPS = ['locations', 'variants', 'companies', 'customers', 'orders'] as const
export type ImportStepName = (typeof IMPORT_STEPS)[number]

/**
 * How far one step is. `asked` waits for Shopify's bulk query, `reading` saves its result: `bytes` of it are saved.
 * `problem` says why a step failed, or why it was passed over.
 */
export type ImportStep = {
  readonly step: ImportStepName
  readonly tries: number
  readonly done: number
  readonly expected: number | null
  readonly problem: string | null
} & (
  | { readonly state: 'waiting' | 'done' | 'failed' }
  | {
      readonly state: 'asked' | 'reading'
      readonly operation: string
      readonly askedAt: Date
      readonly bytes: number
    }
)

/** How an import stands as a whole. */
export type ImportState = 'none' | 'running' | 'failed' | 'done'

/** Sums the steps up; without any, nothing was begun. */
export function importState(steps: readonly Pick<ImportStep, 'state'>[]): ImportState {
  if (steps.length === 0) return 'none'
  if (steps.some(({ state }) => state === 'failed')) return 'failed'
  return steps.every(({ state }) => state === 'done') ? 'done' : 'running'
}
