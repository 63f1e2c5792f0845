// Bulk queries: five at once for a shop, their lines at an address of the store.
import { isRunning } from '../bulk/runner.ts'
import { checkBulkQuery } from '../bulk/check.ts'
import { gid, idFrom } from '../../state/gid.ts'
import type { BulkOperation } from '../../state/bulk.ts'
import { newId, refusal } from '../../state/world.ts'
import type { On, View } from '../context.ts'
import { bulkView } from '../views/bulk.ts'
import { ok, type Mutation } from './mutation.ts'

const AT_ONCE = 5

function run({ query, groupObjects }: { query: string; groupObjects: boolean }, on: On): View {
  const checked = checkBulkQuery(query, on.faults?.version?.absent)
  if (typeof checked === 'string') throw refusal(checked, ['query'], 'INVALID')
  const running = on.shop.bulkOperations.filter(isRunning)
  if (running.length >= AT_ONCE)
    throw refusal(
      `A bulk query operation for this app and shop is already in progress: ${running.map(({ id }) => gid('BulkOperation', id)).join(', ')}.`,
      null,
      'OPERATION_IN_PROGRESS',
    )
  const operation: BulkOperation = {
    id: newId(on.world, 'BulkOperation'),
    query,
    status: 'CREATED',
    errorCode: null,
    objectCount: 0,
    rootObjectCount: 0,
    fileSize: null,
    createdAt: on.world.clock.now().toISOString(),
    completedAt: null,
  }
  on.shop.bulkOperations.push(operation)
  on.world.changed()
  on.world.bulk.start(on.shop, operation, groupObjects)
  return { ...ok, bulkOperation: bulkView(on, operation) }
}

function cancel({ id }: { id: string }, on: On): View {
  const operation = on.shop.bulkOperations.find((one) => one.id === idFrom('BulkOperation', id))
  if (!operation) throw refusal('Bulk operation does not exist', ['id'])
  if (!isRunning(operation))
    throw refusal(`A bulk operation cannot be canceled when it is ${operation.status.toLowerCase()}`, ['id'])
  operation.status = 'CANCELING'
  on.world.changed()
  return { ...ok, bulkOperation: bulkView(on, operation) }
}

export const bulkMutations: Record<string, Mutation> = {
  bulkOperationRunQuery: run,
  bulkOperationCancel: cancel,
}
