import type { BulkOperation } from '../../state/bulk.ts'
import { utc } from '../../state/clock.ts'
import { gid } from '../../state/gid.ts'
import type { On, View } from '../context.ts'

/** A finished query that found nothing has no address; lines of an earlier run of the store are gone. */
export const bulkView = (on: On, operation: BulkOperation): View => ({
  __typename: 'BulkOperation',
  id: gid('BulkOperation', operation.id),
  status:
    operation.fileSize !== null && on.world.bulk.resultOf(operation.id) === undefined
      ? 'EXPIRED'
      : operation.status,
  type: 'QUERY',
  query: operation.query,
  errorCode: operation.errorCode,
  createdAt: utc(operation.createdAt),
  completedAt: operation.completedAt === null ? null : utc(operation.completedAt),
  objectCount: String(operation.objectCount),
  rootObjectCount: String(operation.rootObjectCount),
  fileSize: operation.fileSize === null ? null : String(operation.fileSize),
  url:
    on.world.bulk.resultOf(operation.id) === undefined ? null : `${on.world.url}/bulk/${operation.id}.jsonl`,
  partialDataUrl: null,
})
