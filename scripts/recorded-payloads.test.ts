import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parseMinor, toDecimal } from '#app/core/money.ts'
import { readEvent } from '#app/inbox/read-event.ts'
import { readJson } from '#app/inbox/read-json.ts'
import { lineUnits, openUnits } from '#app/orders/line-units.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { parseGraphqlOrder } from '#app/orders/parse-graphql-order.ts'
import { declaredTopics } from './app-toml.ts'
import { corpusEntry, topicsOfSchema } from './corpus-topic.ts'

// Payloads recorded elsewhere, which are not ours to publish: they lie beside the repository where they are at all.
const FOLDER = '../shared/payloads'
const there = existsSync(FOLDER)
const files = there ? readdirSync(FOLDER).sort() : []
const ours = declaredTopics(readFileSync('shopify.app.toml', 'utf8'))
const topics = topicsOfSchema(readFileSync('store/schema/admin.graphql', 'utf8'), ours)

const entries = files.map((file) => ({ file, entry: corpusEntry(file, topics) }))
const bytesOf = (file: string) => new Uint8Array(readFileSync(join(FOLDER, file)))
const counts = new Map<string, number>()
const count = (kind: string) => counts.set(kind, (counts.get(kind) ?? 0) + 1)

describe.skipIf(!there)(`payloads recorded elsewhere (needs ${FOLDER})`, () => {
  const webhooks = entries.flatMap(({ file, entry }) =>
    entry.kind === 'webhook' ? [[file, entry.topic] as const] : [],
  )
  test.each(webhooks)('%s, sent as %s, asks for something or says why not', (file, topic) => {
    const reading = readEvent({ topic, body: bytesOf(file) })
    count(`${topic.split('/')[0]}: ${reading.kind}${'why' in reading ? ` (${reading.why})` : ''}`)
    expect(file.startsWith('malformed__')).toBe(reading.kind === 'unreadable' && reading.why === 'not-json')
    if (ours.includes(topic) && !file.startsWith('malformed__') && reading.kind === 'unreadable')
      expect(reading.why).toBe('no-id')
    if (!ours.includes(topic)) expect(reading.kind).toBe('ignored')
    if (reading.kind === 'order-snapshot') expectTold(reading.snapshot, bodyOf(file))
    if (reading.kind === 'order-hint')
      expect(reading.orders.length + reading.through.length).toBeGreaterThan(0)
  })

  const answers = entries.flatMap(({ file, entry }) => (entry.kind === 'graphql' ? [file] : []))
  test.each(answers)('%s is a snapshot, or a hint that says what was not asked for', (file) => {
    const json = readJson(bytesOf(file))
    const order = parseGraphqlOrder(json.kind === 'json' ? json.value : null)
    count(`graphql: ${order.kind}`)
    if (order.kind === 'hint') expect(order.missing.length).toBeGreaterThan(0)
    if (file.startsWith('graphql-orders__')) expect(order.kind).not.toBe('unreadable')
  })

  afterAll(() => {
    const skipped = entries.filter(({ entry }) => entry.kind === 'skipped').length
    const told = [...counts].sort().map(([kind, many]) => `${kind} ${many}`)
    console.info(
      `recorded payloads, ${files.length} files:\n  ${[...told, `no webhook ${skipped}`].join('\n  ')}`,
    )
  })
})

function bodyOf(file: string): Record<string, unknown> {
  const body = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Record<string, unknown>
  return (body.order ?? body) as Record<string, unknown>
}

// Shopify's samples carry amounts that do not add up; what is recorded from a shop does.
const SAMPLES = ['gid://shopify/Order/820982911946154508']

function expectTold(order: OrderSnapshot, body: Record<string, unknown>) {
  expect(toDecimal(order.total, order.currency)).toBe(asMoney(String(body.total_price), order))
  expect(order.lines).toHaveLength((body.line_items as unknown[]).length)
  if (!SAMPLES.includes(order.id)) expect(sumOf(order)).toBe(order.total)
  for (const line of order.lines) {
    const units = lineUnits(order, line, 0)
    expect(openUnits(units) + units.removed + units.cancelled + units.shipped).toBe(units.ordered)
    expect(Math.min(...Object.values(units), openUnits(units))).toBeGreaterThanOrEqual(0)
  }
}

function asMoney(decimal: string, { currency }: OrderSnapshot): string {
  return toDecimal(parseMinor(decimal, currency)!, currency)
}

function sumOf({ lines, charges, taxesIncluded }: OrderSnapshot): bigint {
  return [...lines, ...charges].reduce((sum, { charged, taxes }) => {
    const tax = taxesIncluded ? 0n : taxes.reduce((all, { amount }) => all + amount, 0n)
    return sum + charged + tax
  }, 0n)
}
