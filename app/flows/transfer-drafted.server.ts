import { now } from '#app/clock.server.ts'
import { aloneInShop, type Tx } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'

export type Drafted =
  { kind: 'done' } | { kind: 'same-place' | 'closed-place' | 'not-a-draft' | 'unknown-item' | 'not-found' }

/** Begins a transfer between two of the shop's places. Its id comes from the form: the same form begins one. */
export async function draftTransfer(
  shop: string,
  wanted: { readonly id: string; readonly origin: string; readonly destination: string },
  who: string,
): Promise<Drafted> {
  const { id, origin, destination } = wanted
  if (origin === destination) return { kind: 'same-place' }
  const at = now()
  return aloneInShop(shop, async (tx): Promise<Drafted> => {
    if (await tx.transfer.findUnique({ where: { shop_id: { shop, id } } })) return { kind: 'done' }
    const places = await tx.location.findMany({ where: { shop, id: { in: [origin, destination] } } })
    if (places.length < 2) return { kind: 'not-found' }
    if (places.some((place) => !place.active)) return { kind: 'closed-place' }
    await tx.transfer.create({ data: { shop, id, origin, destination, state: 'draft', createdAt: at } })
    const nameOf = (place: string) => places.find((one) => one.id === place)!.name
    const detail = { origin: nameOf(origin), destination: nameOf(destination) }
    await note(tx, shop, { at, who, action: 'transfer-drafted', subject: id, detail })
    return { kind: 'done' }
  })
}

/** Sets how many units of an item a draft is to send; none takes its line away. */
export async function setTransferLine(
  shop: string,
  wanted: { readonly transfer: string; readonly item: string; readonly quantity: number },
  who: string,
): Promise<Drafted> {
  return changeDraft(shop, wanted.transfer, async (tx) => {
    const variant = await tx.variant.findFirst({
      where: { shop, item: wanted.item, tracked: true },
      orderBy: [{ deletedAt: { sort: 'desc', nulls: 'first' } }, { id: 'asc' }],
    })
    if (!variant) return { kind: 'unknown-item' }
    await putLine(tx, shop, wanted.transfer, variant, () => wanted.quantity, who)
    return { kind: 'done' }
  })
}

export type Scanned =
  { kind: 'done'; units: number; unknown: string[] } | { kind: 'not-a-draft' | 'not-found' }

/** One more unit for each code that was scanned, a barcode or a SKU; codes that name nothing are answered. */
export async function scanIntoTransfer(
  shop: string,
  { transfer, codes }: { readonly transfer: string; readonly codes: readonly string[] },
  who: string,
): Promise<Scanned> {
  return changeDraft(shop, transfer, async (tx): Promise<Scanned> => {
    const named = { OR: [{ barcode: { in: [...codes] } }, { sku: { in: [...codes] } }] }
    const variants = await tx.variant.findMany({
      where: { shop, tracked: true, deletedAt: null, ...named },
      orderBy: { id: 'asc' },
    })
    const found = codes.map((code) => variants.find((v) => v.barcode === code || v.sku === code))
    for (const [variant, times] of Map.groupBy(
      found.filter((v) => v !== undefined),
      (v) => v,
    ))
      await putLine(tx, shop, transfer, variant, (before) => before + times.length, who)
    const unknown = codes.filter((_, n) => found[n] === undefined)
    return { kind: 'done', units: codes.length - unknown.length, unknown: [...new Set(unknown)] }
  })
}

/** Cancels a draft. What was sent cannot be: its goods are somewhere, and somebody says where. */
export async function cancelTransfer(shop: string, id: string, who: string): Promise<Drafted> {
  const at = now()
  return changeDraft(shop, id, async (tx) => {
    await tx.transfer.update({ where: { shop_id: { shop, id } }, data: { state: 'cancelled', endedAt: at } })
    await note(tx, shop, { at, who, action: 'transfer-cancelled', subject: id })
    return { kind: 'done' }
  })
}

function changeDraft<Answer>(shop: string, id: string, change: (tx: Tx) => Promise<Answer>) {
  return aloneInShop(shop, async (tx): Promise<Answer | { kind: 'not-found' | 'not-a-draft' }> => {
    const transfer = await tx.transfer.findUnique({ where: { shop_id: { shop, id } } })
    if (!transfer) return { kind: 'not-found' }
    return transfer.state === 'draft' ? change(tx) : { kind: 'not-a-draft' }
  })
}

const MOST = 1_000_000

type Named = { readonly item: string; readonly sku: string | null; readonly title: string }

async function putLine(
  tx: Tx,
  shop: string,
  transfer: string,
  { item, sku, title }: Named,
  quantityAfter: (before: number) => number,
  who: string,
): Promise<void> {
  const lines = await tx.transferLine.findMany({ where: { shop, transfer } })
  const before = lines.find((line) => line.item === item)?.quantity ?? 0
  const quantity = Math.min(MOST, quantityAfter(before))
  if (quantity === before) return
  const key = { shop, transfer, item }
  if (quantity <= 0) await tx.transferLine.deleteMany({ where: key })
  else
    await tx.transferLine.upsert({
      where: { shop_transfer_item: key },
      create: { ...key, sku, title, quantity, position: 1 + Math.max(-1, ...lines.map((l) => l.position)) },
      update: { quantity },
    })
  const detail = { title, from: before, quantity }
  await note(tx, shop, { at: now(), who, action: 'transfer-line-set', subject: transfer, detail })
}
