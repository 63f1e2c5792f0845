import type { Tx } from '#app/db.server.ts'
import { listTransfers, readTransfer } from '#app/deliveries/read-transfers.server.ts'
import { table, type Answer } from './answer.ts'
import { allOf } from './all-of.ts'

/** Every transfer of the shop with its lines: those under way first, then the newest. */
export async function transfersAnswer(tx: Tx, shop: string): Promise<Answer> {
  const listed = await allOf(['open', 'done'] as const, async (tab, after) => {
    const { transfers: list, next } = await listTransfers(tx, shop, { tab, after, take: 500 })
    return { list, next }
  })
  const data = []
  for (const { id, number, state, origin, destination, sentAt } of listed) {
    const { lines } = (await readTransfer(tx, shop, id))!
    const goods = lines.map(({ sku, title, quantity, arrived, lost, neverLeft, inTransit }) => ({
      ...{ sku, title, quantity, arrived, lost, neverLeft },
      inTransit: state === 'draft' || state === 'cancelled' ? 0 : inTransit,
    }))
    data.push({ number, state, origin, destination, sent: sentAt, lines: goods })
  }
  const rows = data.flatMap((one) =>
    one.lines.map((l) => [
      ...[one.number ?? '(draft)', one.state, one.origin, one.destination, l.sku ?? l.title],
      ...[l.quantity, l.inTransit, l.arrived, l.lost, l.neverLeft],
    ]),
  )
  const head = ['number', 'state', 'from', 'to', 'SKU']
  const counted = ['quantity', 'in transit', 'arrived', 'lost', 'never left']
  return { kind: 'answer', data, text: rows.length > 0 ? table([...head, ...counted], rows) : 'no transfers' }
}
