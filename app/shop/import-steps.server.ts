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

// What another worker, or "Read everything again", made of a step since it was read is not ours to change: whoever
// finds no such row has nothing more to do.
function asRead(shop: string, step: ImportStep) {
  const { step: name, state } = step
  if (!('operation' in step)) return { shop, step: name, state }
  return { shop, step: name, state: { in: ['asked', 'reading'] }, operation: step.operation }
}

/** Notes that Shopify was asked for a step's bulk query. */
export async function stepAsked(
  tx: Tx,
  shop: string,
  step: ImportStep,
  operation: string,
  at: Date,
): Promise<void> {
  const data = { state: 'asked', operation, askedAt: at, bytes: 0, done: 0, expected: null, problem: null }
  await tx.importStep.updateMany({ where: asRead(shop, step), data: { ...data, tries: { increment: 1 } } })
}

/** Notes how many objects Shopify found so far, and whether it is done looking. */
export async function stepFound(
  tx: Tx,
  shop: string,
  step: ImportStep,
  state: 'asked' | 'reading',
  expected: number,
): Promise<void> {
  await tx.importStep.updateMany({ where: asRead(shop, step), data: { state, expected } })
}

/**
 * Notes, in the transaction that saves them, that so many more objects are saved, from one byte of the result up to
 * another. False when the step stands elsewhere by now: then they are not to be saved. Nobody else moves the step until
 * the transaction ends.
 */
export async function stepAdvanced(
  tx: Tx,
  shop: string,
  step: ImportStep,
  { objects, from, to }: { objects: number; from: number; to: number },
): Promise<boolean> {
  const { count } = await tx.importStep.updateMany({
    where: { ...asRead(shop, step), bytes: BigInt(from) },
    data: { done: { increment: objects }, bytes: BigInt(to) },
  })
  return count > 0
}

/** Ends a step: all is saved, or it was passed over for a reason. False when somebody else went on with it. */
export async function stepDone(
  tx: Tx,
  shop: string,
  step: ImportStep,
  at: Date,
  { problem = null, ...more }: { problem?: string | null; done?: number } = {},
): Promise<boolean> {
  const data = { state: 'done', endedAt: at, problem, ...more }
  const { count } = await tx.importStep.updateMany({ where: asRead(shop, step), data })
  return count > 0
}

/** Sends a step back to be asked anew. */
export async function stepLost(tx: Tx, shop: string, step: ImportStep, problem: string): Promise<void> {
  const data = { state: 'waiting', problem, bytes: 0n, done: 0 }
  await tx.importStep.updateMany({ where: asRead(shop, step), data })
}

/** Gives a step up until somebody says "try again". */
export async function stepFailed(tx: Tx, shop: string, step: ImportStep, problem: string): Promise<void> {
  const data = { state: 'failed', problem, bytes: 0n, done: 0 }
  await tx.importStep.updateMany({ where: asRead(shop, step), data })
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

/** An import as people watch it. `at` is when it ended; a shop that has started reads everything again. */
export type ImportView = {
  readonly state: ImportState
  readonly started: boolean
  readonly at: string | null
  readonly steps: readonly Pick<ImportStep, 'step' | 'state' | 'done' | 'expected' | 'problem'>[]
}

/** Reads how a shop's import stands. */
export async function readImport(tx: Tx, shop: string): Promise<ImportView> {
  const steps = (await readSteps(tx, shop)).map(({ step, state, done, expected, problem }) => ({
    ...{ step, state, done, expected, problem },
  }))
  const row = await tx.shop.findUnique({ where: { shop }, select: { importedAt: true, startedAt: true } })
  const at = row?.importedAt?.toISOString() ?? null
  return { state: importState(steps), started: !!row?.startedAt, at, steps }
}
