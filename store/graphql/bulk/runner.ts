// Runs bulk queries in the background, page by page, and keeps their lines.
import { execute, type DocumentNode, type FieldNode } from 'graphql'
import { act } from '../../change.ts'
import { utc } from '../../state/clock.ts'
import type { BulkOperation, BulkRunner } from '../../state/bulk.ts'
import { gid } from '../../state/gid.ts'
import type { Shop } from '../../state/shop.ts'
import type { World } from '../../state/world.ts'
import { resolve } from '../resolve.ts'
import { adminSchema } from '../schema.ts'
import { checkBulkQuery, operationOf } from './check.ts'
import { linesOf } from './lines.ts'

const PAGE = 250
const BEFORE_START_MS = 20

/** Whether an operation still counts among the five that may run at once. */
export const isRunning = ({ status }: BulkOperation) =>
  status === 'CREATED' || status === 'RUNNING' || status === 'CANCELING'

export function startBulkRunner(world: World): BulkRunner & { close: () => void } {
  const results = new Map<string, Buffer>()
  const timers = new Set<NodeJS.Timeout>()
  const running = new Set<Promise<void>>()
  let closed = false

  const work = async (shop: Shop, operation: BulkOperation, grouped: boolean) => {
    const document = checkBulkQuery(operation.query)
    if (typeof document === 'string' || operation.status !== 'CREATED') return finish(world, shop, operation)
    operation.status = 'RUNNING'
    const text = await readAll(world, shop, operation, document, grouped, () => closed)
    if (text !== undefined && operation.status === 'RUNNING') {
      operation.status = 'COMPLETED'
      if (operation.objectCount > 0) {
        const bytes = Buffer.from(text)
        results.set(operation.id, bytes)
        operation.fileSize = bytes.length
      }
    }
    finish(world, shop, operation)
  }

  const start: BulkRunner['start'] = (shop, operation, grouped) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      const done = work(shop, operation, grouped).finally(() => running.delete(done))
      running.add(done)
    }, BEFORE_START_MS)
    timers.add(timer)
  }
  // What an earlier run did not finish is begun again; what it finished has no lines any more.
  for (const shop of Object.values(world.state.shops))
    for (const operation of shop.bulkOperations)
      if (isRunning(operation)) {
        Object.assign(operation, { status: 'CREATED', objectCount: 0, rootObjectCount: 0 })
        start(shop, operation, false)
      }
  return {
    start,
    resultOf: (id) => results.get(id),
    busy: () => timers.size > 0 || running.size > 0,
    close() {
      closed = true
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

/** All lines as one text; undefined when it was cancelled or failed. */
async function readAll(
  world: World,
  shop: Shop,
  operation: BulkOperation,
  document: DocumentNode,
  grouped: boolean,
  stopped: () => boolean,
): Promise<string | undefined> {
  const root = operationOf(document).selectionSet.selections[0] as FieldNode
  const key = root.alias?.value ?? root.name.value
  const texts: string[] = []
  for (let after: string | null = null, first = true; first || after !== null; first = false) {
    await new Promise((next) => setImmediate(next))
    if (stopped() || operation.status === 'CANCELING') return undefined
    const page: { next: string | null } = { next: null }
    const { data, errors } = await execute({
      schema: adminSchema(),
      document,
      contextValue: { world, shop, bulk: { first: PAGE, after, page } },
      fieldResolver: resolve,
    })
    if (errors) {
      const denied = errors.some(({ extensions }) => extensions.code === 'ACCESS_DENIED')
      operation.status = 'FAILED'
      operation.errorCode = denied ? 'ACCESS_DENIED' : 'INTERNAL_SERVER_ERROR'
      return undefined
    }
    for (const { line, root: isRoot } of linesOf(data?.[key], grouped)) {
      texts.push(JSON.stringify(line))
      operation.objectCount += 1
      if (isRoot) operation.rootObjectCount += 1
    }
    after = page.next
  }
  return texts.map((text) => `${text}\n`).join('')
}

function finish(world: World, shop: Shop, operation: BulkOperation): void {
  if (operation.status === 'CANCELING') operation.status = 'CANCELED'
  act(world, shop, (change) => {
    operation.completedAt = change.at
    change.say('bulk_operations/finish', () => ({
      admin_graphql_api_id: gid('BulkOperation', operation.id),
      completed_at: utc(change.at),
      created_at: utc(operation.createdAt),
      error_code: operation.errorCode?.toLowerCase() ?? null,
      status: operation.status.toLowerCase(),
      type: 'query',
    }))
  })
}
