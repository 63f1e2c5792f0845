import { randomUUID } from 'node:crypto'
import { now } from '#app/clock.server.ts'
import type { Tx } from '#app/db.server.ts'
import { aloneInShop } from '#app/db.server.ts'
import type { Period } from '#app/core/day.ts'
import type { PostalAddress } from '#app/core/postal-address.ts'
import type { MessageKey } from '#app/messages/message.ts'
import { note } from '#app/shop/audit.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import { rebalanceShop } from './items-rebalanced.server.ts'
import type { Scope } from './open-books.server.ts'

export type SupplierForm = {
  readonly id?: string
  readonly name: string
  readonly email: string | null
  readonly language: string
  readonly currency: string
  readonly leadDays: number
  readonly cutOff: string
  /** Null: the shop's. */
  readonly timeZone: string | null
  readonly weekend: readonly number[]
  readonly orderDays: readonly number[]
  readonly closures: readonly Period[]
  /** The country of his public holidays; null: he works on them. */
  readonly holidays: string | null
  readonly address: PostalAddress
}

export type SupplierSaved =
  | { kind: 'done'; id: string }
  | { kind: 'invalid'; fields: Record<string, MessageKey> }
  | { kind: 'not-found' }

/** Saves a supplier; its calendar moves the dates of what is still to be bought. A name stands for one supplier. */
export async function saveSupplier(
  shop: string,
  { id, ...form }: SupplierForm,
  who: string,
): Promise<SupplierSaved> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<SupplierSaved> => {
    const same = await tx.supplier.findUnique({
      where: { shop_name: { shop, name: form.name } },
      select: { id: true },
    })
    if (same && same.id !== id) return { kind: 'invalid', fields: { name: 'field.name-taken' } }
    const data = {
      ...form,
      weekend: [...form.weekend],
      orderDays: [...form.orderDays],
      closures: [...form.closures],
    }
    const supplier = id ?? randomUUID()
    if (id) {
      const { count } = await tx.supplier.updateMany({ where: { shop, id }, data })
      if (count === 0) return { kind: 'not-found' }
    } else await tx.supplier.create({ data: { shop, id: supplier, ...data } })
    const items = await tx.supplierItem.findMany({ where: { shop, supplier }, select: { item: true } })
    const scope = await whoWaitsFor(
      tx,
      shop,
      items.map((i) => i.item),
    )
    await rebalanceShop(tx, shop, at, scope, freshCause(`supplier:${supplier}`), who)
    await note(tx, shop, {
      at,
      who,
      action: 'supplier-saved',
      subject: supplier,
      detail: { name: form.name },
    })
    return { kind: 'done', id: supplier }
  })
}

export type SupplierItemForm = {
  readonly supplier: string
  readonly item: string
  readonly reference: string | null
  readonly unitCost: bigint
  readonly packSize: number
  readonly moq: number
  readonly rank: number
}

/** Saves how a supplier sells an item; drafts are composed anew with it. */
export async function saveSupplierItem(
  shop: string,
  { supplier, item, ...terms }: SupplierItemForm,
  who: string,
): Promise<SupplierSaved> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<SupplierSaved> => {
    const known = await tx.supplier.findUnique({
      where: { shop_id: { shop, id: supplier } },
      select: { id: true },
    })
    if (!known) return { kind: 'not-found' }
    const variant = await tx.variant.findFirst({
      where: { shop, item, deletedAt: null },
      select: { id: true },
    })
    if (!variant) return { kind: 'invalid', fields: { item: 'field.unknown-item' } }
    const key = { shop, supplier, item }
    await tx.supplierItem.upsert({
      where: { shop_supplier_item: key },
      create: { ...key, ...terms },
      update: terms,
    })
    const scope = await whoWaitsFor(tx, shop, [item])
    await rebalanceShop(tx, shop, at, scope, freshCause(`supplier-item:${supplier}:${item}`), who)
    await note(tx, shop, {
      at,
      who,
      action: 'supplier-item-saved',
      subject: supplier,
      detail: { item, unitCost: terms.unitCost.toString() },
    })
    return { kind: 'done', id: supplier }
  })
}

/** A supplier sells an item no longer; what is ordered of it stays ordered. */
export async function removeSupplierItem(
  shop: string,
  { supplier, item }: { supplier: string; item: string },
  who: string,
): Promise<{ kind: 'done' } | { kind: 'not-found' }> {
  const at = now()
  return aloneInShop(shop, async (tx) => {
    const { count } = await tx.supplierItem.deleteMany({ where: { shop, supplier, item } })
    if (count === 0) return { kind: 'not-found' }
    const scope = await whoWaitsFor(tx, shop, [item])
    await rebalanceShop(tx, shop, at, scope, freshCause(`supplier-item:${supplier}:${item}`), who)
    await note(tx, shop, { at, who, action: 'supplier-item-removed', subject: supplier, detail: { item } })
    return { kind: 'done' }
  })
}

// Items with the orders whose missing units are bought anew: their dates are the supplier's.
async function whoWaitsFor(tx: Tx, shop: string, items: readonly string[]): Promise<Scope> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT order_id AS id FROM order_line
    WHERE shop = ${shop} AND item = ANY(${[...items]}) AND unsourced > 0`
  return { items, orders: rows.map((row) => row.id) }
}
