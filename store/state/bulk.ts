import type { Shop } from './shop.ts'

/** A bulk query and what came of it; its lines are kept apart, in memory. */
export type BulkOperation = {
  id: string
  query: string
  status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'CANCELING' | 'CANCELED' | 'FAILED'
  errorCode: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | null
  objectCount: number
  rootObjectCount: number
  fileSize: number | null
  createdAt: string
  completedAt: string | null
}

/** Works through bulk queries in the background and keeps their lines. */
export type BulkRunner = {
  start: (shop: Shop, operation: BulkOperation, grouped: boolean) => void
  /** The lines of a finished query, as one file. */
  resultOf: (id: string) => Buffer | undefined
  busy: () => boolean
}
