// Many shops' worth of bulk lines out of a few: the lines of a real answer again and again, each time with other ids.
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'

type Line = Record<string, unknown> & { id: string; __parentId?: string }

/** Splits a bulk result into its root objects, each with the lines that follow it. */
export function groupsOf(text: string): Line[][] {
  const groups: Line[][] = []
  for (const row of text.split('\n').filter(Boolean)) {
    const line = JSON.parse(row) as Line
    if (line.__parentId === undefined) groups.push([line])
    else groups.at(-1)!.push(line)
  }
  return groups
}

const copyOf = (id: string, n: number) => (n === 0 ? id : `${id}${String(n).padStart(6, '0')}`)
const GID = /gid:\/\/shopify\/(\w+)\/\d+/g
// What every copy shares: places and people.
const SHARED = new Set(['Location', 'Product', 'Customer', 'Company', 'CompanyLocation'])
const SOLD = new Set(['ProductVariant', 'InventoryItem'])

/**
 * Writes `count` root objects, made of the sample's in turn. What an order sells is another copy of its variant each
 * time, of which there are `variants` in all, so that no shelf is everybody's.
 */
export async function writeMany(
  file: string,
  sample: readonly (readonly Line[])[],
  count: number,
  variants: number,
): Promise<void> {
  const out = createWriteStream(file)
  const texts = sample.map((group) => group.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const rounds = Math.max(1, Math.floor(variants / sample.length))
  for (let n = 0; n < count; n++) {
    const round = Math.floor(n / sample.length)
    const isOrder = sample[n % sample.length]![0]!.id.includes('/Order/')
    const sold = isOrder ? (round * 7) % rounds : round
    const text = texts[n % sample.length]!.replace(GID, (id, type: string) =>
      SHARED.has(type) ? id : copyOf(id, SOLD.has(type) ? sold : round),
    ).replace(/"sku":"([^"]*)"/g, (_, sku: string) => `"sku":"${copyOf(sku, sold)}"`)
    if (!out.write(text)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
}
