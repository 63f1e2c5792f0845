import type { Accepted } from '../core/accepted.ts'
import { BY_NAME, Prisma, type Tx } from '../db.server.ts'
import { folded, likeOf } from '../search.server.ts'

/** A customer with Carnet's own settings. `accepts` null: as the shop's setting for its kind says. */
export type CustomerView = {
  readonly id: string
  readonly kind: 'b2b' | 'b2c'
  readonly name: string
  readonly email: string | null
  readonly language: 'fr' | 'en' | null
  readonly siren: string | null
  readonly vatNumber: string | null
  readonly accepts: Accepted | null
  readonly maxShipments: number | null
  /** Its orders are kept until it calls their units. */
  readonly callOff: boolean
  readonly orders: number
}

/** Customers by name, businesses first. Keyset by kind, name and id. */
export async function listCustomers(
  tx: Tx,
  shop: string,
  { search, after, take }: { search: string; after: string | null; take: number },
): Promise<{ customers: CustomerView[]; next: string | null }> {
  const like = likeOf(search)
  const [kind, name, id] = readKey(after)
  const rows = await tx.$queryRaw<CustomerView[]>`
    ${SELECTED}
    WHERE c.shop = ${shop} AND (c.kind, c.name ${BY_NAME}, c.id) > (${kind}, ${name}, ${id})
      AND (${like} = '%%' OR ${folded(Prisma.sql`c.name`)} ILIKE ${like} OR c.email ILIKE ${like})
    ORDER BY c.kind, c.name ${BY_NAME}, c.id LIMIT ${take + 1}`
  const customers = rows.slice(0, take)
  const last = customers.at(-1)
  return {
    customers,
    next: rows.length > take && last ? JSON.stringify([last.kind, last.name, last.id]) : null,
  }
}

const SELECTED = Prisma.sql`
  SELECT c.id, c.kind, c.name, c.email, c.language, c.siren, c.vat_number AS "vatNumber", c.accepts,
         c.max_shipments AS "maxShipments", c.call_off AS "callOff",
         (SELECT count(*)::int FROM orders o WHERE o.shop = c.shop AND o.customer = c.id) AS orders
  FROM customer c`

function readKey(after: string | null): [string, string, string] {
  try {
    const [kind, name, id] = JSON.parse(after ?? '["","",""]') as unknown[]
    return [String(kind), String(name), String(id)]
  } catch {
    return ['', '', '']
  }
}
