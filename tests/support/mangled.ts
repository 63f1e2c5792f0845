// A body with anything in it changed.
import fc from 'fast-check'
import type { Json } from './nasty-orders.ts'

const VALUES = [
  null,
  '',
  'x',
  -1,
  0,
  3,
  1.5,
  1e21,
  '7',
  true,
  [],
  {},
  [[]],
  { a: { b: 1 } },
  '\0',
  '2026-11-24',
]

type Change = { at: number; how: 'value' | 'drop' | 'twice'; value: unknown }

/** The order under ever other ids, changed in up to three places: another value, nothing, or the same once more. */
export function mangled(order: Json): fc.Arbitrary<string> {
  const change: fc.Arbitrary<Change> = fc.record({
    at: fc.nat(10_000),
    how: fc.constantFrom('value', 'value', 'drop', 'twice'),
    value: fc.constantFrom(...VALUES),
  })
  return fc
    .tuple(fc.integer({ min: 1, max: 9e9 }), fc.array(change, { maxLength: 3 }), fc.nat(1e6))
    .map(([id, changes, seconds]) => {
      const body = withIds(structuredClone(order), id)
      body.updated_at = new Date(Date.UTC(2026, 10, 1) + seconds * 1000).toISOString()
      for (const one of changes) apply(body, one)
      return JSON.stringify(body)
    })
}

// Lines keep their small numbers within an order: the order's own id makes them its own.
function withIds(order: Json, id: number): Json {
  const text = JSON.stringify(order)
  const renamed = text.replace(
    /"(id|line_item_id)":(\d+)/g,
    (_, name: string, n: string) => `"${name}":${id * 10 + Number(n)}`,
  )
  return JSON.parse(renamed) as Json
}

function apply(body: Json, { at, how, value }: Change): void {
  const places = placesIn(body)
  const place = places[at % places.length]
  if (!place) return
  const { holder, key } = place
  if (Array.isArray(holder)) {
    if (how === 'value') holder[Number(key)] = value
    else if (how === 'drop') holder.splice(Number(key), 1)
    else holder.push(structuredClone(holder[Number(key)]))
  } else if (how === 'drop') delete holder[key]
  else holder[key] = how === 'value' ? value : [holder[key], holder[key]]
}

function placesIn(value: unknown): { holder: Json | unknown[]; key: string }[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [
    { holder: value as Json | unknown[], key },
    ...placesIn(inner),
  ])
}
