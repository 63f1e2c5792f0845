import { Prisma } from '../db.server.ts'

/** Of a variant `v`: another live one has the same SKU, so that a scan or a search does not tell them apart. */
export const DOUBLED_SKU = Prisma.sql`EXISTS (SELECT 1 FROM variant o WHERE o.shop = v.shop AND o.sku = v.sku
  AND o.id <> v.id AND o.deleted_at IS NULL)`

/** Of a variant `v`: its stock is counted, and nothing names it on paper. */
export const MISSING_SKU = Prisma.sql`(v.sku IS NULL AND v.tracked)`
