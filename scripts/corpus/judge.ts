// What has to be true of a payload after it was worked through.
import { parseMinor, toDecimal } from '#app/core/money.ts'
import { readEvent } from '#app/inbox/read-event.ts'
import { readJson } from '#app/inbox/read-json.ts'
import { parseGraphqlOrder } from '#app/orders/parse-graphql-order.ts'
import { toldIn } from './told.ts'
import type { Carnet } from './replay.ts'

export type Verdict = {
  file: string
  topic: string
  answer: number | null
  end: string
  reason: string
  units: string
  total: string
  /** Why it did not pass; none when it did. */
  complaints: string[]
}

type Sent = { file: string; shop: string; bytes: Uint8Array; topic: string | null; answer: number | null }

export async function judge(carnet: Carnet, sent: Sent): Promise<Verdict> {
  const { file, shop, topic, answer } = sent
  const found = await foundIn(carnet, shop)
  const { end, reason, tells } = topic === null ? readAnswer(sent.bytes) : endOf(sent, topic, found)
  const broken = (await carnet.verifyShop((work) => carnet.withShop(shop, work), shop, new Date())).filter(
    ({ ok }) => !ok,
  )
  const complaints = [
    ...(topic !== null && answer !== 200 ? [`answered ${answer}`] : []),
    ...wrongEnd(end, reason),
    ...(tells ? wrongOrder(sent, found) : found.orders.length > 0 ? ['an order appeared from nowhere'] : []),
    ...unplaced(found),
    ...broken.map(({ id, name, rows }) => `${id} ${name}: ${JSON.stringify(rows[0])}`),
  ]
  return {
    file,
    topic: topic ?? 'graphql',
    answer,
    end,
    reason,
    units: unitsText(found),
    total: totalText(found),
    complaints,
  }
}

type Found = Awaited<ReturnType<typeof foundIn>>

function foundIn(carnet: Carnet, shop: string) {
  return carnet.withShop(shop, async (tx) => ({
    event: await tx.inboxEvent.findFirst({ where: { shop }, orderBy: { id: 'desc' } }),
    orders: await tx.order.findMany({ where: { shop }, include: { lines: true } }),
    tasks: new Set((await tx.task.findMany({ where: { shop, resolvedAt: null } })).map((t) => t.key)),
  }))
}

type End = { end: string; reason: string; tells: boolean }

/** How the event ended; `tells` when its body is a whole state of an order, which then has to be in the books. */
function endOf({ bytes }: Sent, topic: string, { event }: Found): End {
  const tells = readEvent({ topic, body: bytes }).kind === 'order-snapshot'
  return { end: event?.state ?? 'not stored', reason: event?.reason ?? '', tells }
}

function readAnswer(bytes: Uint8Array): End {
  const json = readJson(bytes)
  const read = parseGraphqlOrder(json.kind === 'json' ? json.value : null)
  switch (read.kind) {
    case 'snapshot':
      return { end: 'done', reason: '', tells: true }
    case 'hint':
      return { end: 'ignored', reason: `the answer lacks ${read.missing.join(', ')}`, tells: false }
    case 'unreadable':
      return { end: 'ignored', reason: 'no order in the answer', tells: false }
  }
}

function wrongEnd(end: string, reason: string): string[] {
  if (end === 'done') return []
  if (end !== 'ignored' && end !== 'dead') return [`ended ${end}`]
  return reason ? [] : [`${end} without a reason`]
}

function wrongOrder({ bytes }: Sent, { orders, event }: Found): string[] {
  if (event && event.state !== 'done') return []
  const told = toldIn(bytes)
  const order = orders[0]
  if (!told || !order) return ['the order is not in the books']
  const expected = parseMinor(told.total, order.currency)
  const ordered = order.lines.reduce((sum, l) => sum + l.ordered, 0)
  return [
    ...(orders.length > 1 ? [`${orders.length} orders came of one`] : []),
    ...(expected === order.total
      ? []
      : [`total ${toDecimal(order.total, order.currency)}, told ${told.total}`]),
    ...(ordered === told.units ? [] : [`${ordered} units, told ${told.units}`]),
    ...(order.lines.length === told.lines ? [] : [`${order.lines.length} lines, told ${told.lines}`]),
  ]
}

// Nobody finds a variant in an empty shop: its units are to be found, and a task says so.
function unplaced({ orders, tasks }: Found): string[] {
  return orders.flatMap((order) =>
    order.lines.flatMap((l) => {
      const placed = l.reserved + l.claimed + l.unsourced + l.shipped + l.unstocked + l.removed + l.cancelled
      const untold = l.item === null && l.unsourced > 0 && !tasks.has(`variant:${l.id}`)
      return [
        ...(placed === l.ordered ? [] : [`${l.id}: ${l.ordered} units, ${placed} of them placed`]),
        ...(untold ? [`${l.id}: nobody is told that its variant is unknown`] : []),
      ]
    }),
  )
}

const PLACES = ['reserved', 'claimed', 'unsourced', 'shipped', 'unstocked', 'removed', 'cancelled'] as const

function unitsText({ orders }: Found): string {
  const lines = orders.flatMap((order) => order.lines)
  if (lines.length === 0) return '–'
  const sum = (place: 'ordered' | (typeof PLACES)[number]) =>
    lines.reduce((total, line) => total + line[place], 0)
  const places = PLACES.filter((place) => sum(place) > 0).map((place) => `${sum(place)} ${place}`)
  return `${sum('ordered')} = ${places.join(' + ') || '0'}`
}

function totalText({ orders }: Found): string {
  return (
    orders.map((order) => `${toDecimal(order.total, order.currency)} ${order.currency}`).join(', ') || '–'
  )
}
