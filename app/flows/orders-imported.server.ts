import { isAway } from '#app/adapters/shopify/admin-error.server.ts'
import type { BulkObject } from '#app/adapters/shopify/bulk.server.ts'
import { ORDERS_A_QUERY } from '#app/adapters/shopify/fetch-orders.server.ts'
import { now } from '#app/clock.server.ts'
import { withShop } from '#app/db.server.ts'
import { log } from '#app/log.server.ts'
import { orderOfBulk } from '#app/orders/bulk-order.ts'
import { parseGraphqlOrder } from '#app/orders/parse-graphql-order.ts'
import { ask } from './events-asked.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import { saveOnce, type Asked, type Batch } from './batch-saved.server.ts'
import { settleAsked } from './inbox-drained.server.ts'
import { setAside } from './order-set-aside.server.ts'
import type { Told } from './order-settled.server.ts'

/** An order of the file: told by it, to be fetched, or known already. */
type FromFile = {
  readonly id: string
  readonly name: string
  readonly end: number
  readonly read: { readonly kind: 'known' | 'unclear' } | { readonly kind: 'told'; readonly told: Told }
}

type Part = Batch<FromFile>

/**
 * Settles a batch of orders. One that cannot be settled does not hold up the others: what fails together is redone one
 * by one, and an order that fails alone is set aside with a task. False when the step stands elsewhere by now.
 */
export async function saveOrderBatch(shop: string, step: Asked, { objects, from }: Batch): Promise<boolean> {
  const known = await knownAt(shop, objects)
  const orders = objects.map((one) => fromFile(one, known))
  for (const part of partsOf(orders, from)) if (!(await savePart(shop, step, part))) return false
  return true
}

// An order that a webhook told meanwhile, or that an earlier import read, is known as well or better.
async function knownAt(shop: string, objects: readonly BulkObject[]): Promise<Map<string, number>> {
  const ids = objects.map(({ object }) => String(object.id))
  const rows = await withShop(shop, (tx) =>
    tx.order.findMany({ where: { shop, id: { in: ids } }, select: { id: true, updatedAt: true } }),
  )
  return new Map(rows.map((r) => [r.id, r.updatedAt.getTime()]))
}

function fromFile({ object, end }: BulkObject, known: ReadonlyMap<string, number>): FromFile {
  const id = String(object.id)
  const order = { id, name: String(object.name), end }
  const isKnown = (known.get(id) ?? 0) >= Date.parse(String(object.updatedAt))
  if (isKnown) return { ...order, read: { kind: 'known' } }
  const answer = parseGraphqlOrder(orderOfBulk(object))
  if (answer.kind !== 'snapshot') return { ...order, read: { kind: 'unclear' } }
  const { snapshot, routing } = answer
  return { ...order, read: { kind: 'told', told: { snapshot, fetched: true, routing } } }
}

/** Cuts a batch so that what has to be fetched of a part is one query. */
function partsOf(orders: readonly FromFile[], from: number): Part[] {
  const parts: { objects: FromFile[]; from: number }[] = [{ objects: [], from }]
  let unclear = 0
  for (const order of orders) {
    parts.at(-1)!.objects.push(order)
    if (order.read.kind !== 'unclear' || ++unclear < ORDERS_A_QUERY) continue
    parts.push({ objects: [], from: order.end })
    unclear = 0
  }
  return parts.filter(({ objects }) => objects.length > 0)
}

async function savePart(shop: string, step: Asked, part: Part): Promise<boolean> {
  try {
    return await settlePart(shop, step, part)
  } catch (error) {
    if (isAway(error)) throw error
    log.warn({ shop, err: error, orders: part.objects.length }, 'orders failed together: one by one')
    return saveOneByOne(shop, step, part)
  }
}

async function saveOneByOne(shop: string, step: Asked, { objects, from }: Part): Promise<boolean> {
  for (const [n, order] of objects.entries()) {
    const alone = { objects: [order], from: objects[n - 1]?.end ?? from }
    if (!(await settleOrSetAside(shop, step, order, alone))) return false
  }
  return true
}

async function settleOrSetAside(shop: string, step: Asked, order: FromFile, alone: Part): Promise<boolean> {
  try {
    return await settlePart(shop, step, alone)
  } catch (error) {
    if (isAway(error)) throw error
    log.error({ shop, err: error, order: order.id }, 'an order cannot be settled')
    return saveOnce(shop, step, alone, (tx) => setAside(tx, shop, [order], whyOf(error), now()))
  }
}

async function settlePart(shop: string, step: Asked, part: Part): Promise<boolean> {
  const told = part.objects.flatMap(({ read }) => (read.kind === 'told' ? [read.told] : []))
  const unclear = part.objects.filter(({ read }) => read.kind === 'unclear')
  const asked = await ask(shop, [], '', { orders: unclear.map(({ id }) => id) })
  return saveOnce(shop, step, part, async (tx) => {
    await settleAsked(tx, shop, { ...asked, told: [...told, ...asked.told] }, freshCause('import'))
    const untold = unclear.filter(({ id }) => !asked.told.some(({ snapshot }) => snapshot.id === id))
    await setAside(tx, shop, untold, 'Shopify does not tell all of it', now())
  })
}

// Prisma says where in the code it happened before it says what.
function whyOf(error: unknown): string {
  const lines = error instanceof Error ? error.message.trim().split('\n') : [String(error)]
  return lines.at(-1)!.trim().slice(0, 300)
}
