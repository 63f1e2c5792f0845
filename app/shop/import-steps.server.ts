import type { Tx } from '../db.server.ts'
import {
  IMPORT_STEPS,
  importState,
  type ImportState,
  type ImportStep,
  type ImportStepName,
} from './import-step.ts'

/** The steps of a shop's import, in their order; begun now when there are none. */
export async function openImport(tx: Tx, shop: string): Promise<ImportStep[]> {
  const steps = IMPORT_STEPS.map((step) => ({ shop, step, state: 'waiting' }))
  await tx.importStep.createMany({ data: steps, skipDuplicates: true })
  return readSteps(tx, shop)
}

async function readSteps(tx: Tx, shop: string): Promise<ImportStep[]> {
  const rows = await tx.importStep.findMany({ where: { shop } })
  const inOrder = IMPORT_STEPS.flatMap((step) => rows.filter((row) => row.step === step))
  return inOrder.map(({ tries, done, expected, problem, ...row }) => {
    const step = row.step as ImportStepName
    const same = { step, tries, done, expected, problem }
    const state = row.state as ImportStep['state']
    if (state !== 'asked' && state !== 'reading') return { ...same, state }
    return { ...same, state, operation: row.operation!, askedAt: row.askedAt!, bytes: Number(row.bytes) }
  })
}

/** Notes that Shopify was asked for a step's bulk query. */
export async function stepAsked(
  tx: Tx,
  shop: string,
  step: ImportStepName,
  operation: string,
  at: Date,
): Promise<void> {
  const data = { state: 'asked', operation, askedAt: at, bytes: 0, done: 0, expected: null, problem: null }
  await tx.importStep.update({
    where: { shop_step: { shop, step } },
    data: { ...data, tries: { increment: 1 } },
  })
}

/** Notes how many objects Shopify found so far, and whether it is done looking. */
export async function stepFound(
  tx: Tx,
  shop: string,
  step: ImportStepName,
  state: 'asked' | 'reading',
  expected: number,
): Promise<void> {
  await tx.importStep.update({ where: { shop_step: { shop, step } }, data: { state, expected } })
}

/**
 * Notes, in the transaction that saved them, that so many more objects are saved, from one byte of the result up to
 * another. Throws when another worker was faster: nothing is saved twice.
 */
export async function stepAdvanced(
  tx: Tx,
  shop: string,
  step: ImportStepName,
  { objects, from, to }: { objects: number; from: number; to: number },
): Promise<void> {
  const { count } = await tx.importStep.updateMany({
    where: { shop, step, bytes: BigInt(from) },
    data: { done: { increment: objects }, bytes: BigInt(to) },
  })
  if (count === 0) throw new Error(`another worker has read the ${step} of ${shop} further`)
}

/** Ends a step: all is saved, or it was passed over for a reason. */
export async function stepDone(
  tx: Tx,
  shop: string,
  step: ImportStepName,
  at: Date,
  problem: string | null = null,
): Promise<void> {
  await tx.importStep.update({
    where: { shop_step: { shop, step } },
    data: { state: 'done', endedAt: at, problem },
  })
}

/** Sends a step back to be asked anew, or gives it up until somebody says "try again". */
export async function stepLost(
  tx: Tx,
  shop: string,
  step: ImportStepName,
  problem: string,
  givenUp: boolean,
): Promise<void> {
  await tx.importStep.update({
    where: { shop_step: { shop, step } },
    data: { state: givenUp ? 'failed' : 'waiting', problem, bytes: 0n, done: 0 },
  })
}

/** When Shopify was first asked for a file of this import. */
export async function importBegan(tx: Tx, shop: string): Promise<Date> {
  const first = await tx.importStep.aggregate({ where: { shop }, _min: { askedAt: true } })
  return first._min.askedAt ?? new Date(0)
}

/** Forgets how far the last import came, so that the next begins anew. */
export async function forgetImport(tx: Tx, shop: string): Promise<void> {
  await tx.importStep.deleteMany({ where: { shop } })
}

/** Lets what failed begin anew; what was read stays read. */
export async function retryImport(tx: Tx, shop: string): Promise<void> {
  const anew = { state: 'waiting', tries: 0, problem: null, bytes: 0n, done: 0, expected: null }
  await tx.importStep.updateMany({ where: { shop, state: 'failed' }, data: anew })
}

/** An import as people watch it. `at` is when it ended. */
export type ImportView = {
  readonly state: ImportState
  readonly at: string | null
  readonly steps: readonly Pick<ImportStep, 'step' | 'state' | 'done' | 'expected' | 'problem'>[]
}

/** Reads how a shop's import stands. */
export async function readImport(tx: Tx, shop: string): Promise<ImportView> {
  const steps = (await readSteps(tx, shop)).map(({ step, state, done, expected, problem }) => ({
    ...{ step, state, done, expected, problem },
  }))
  const row = await tx.shop.findUnique({ where: { shop }, select: { importedAt: true } })
  return { state: importState(steps), at: row?.importedAt?.toISOString() ?? null, steps }
}
