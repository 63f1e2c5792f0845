// What a payload says of its order, read without any of Carnet's own parsing: the two have to agree.

type Json = Record<string, unknown>

/** The total as it is written, the number of lines, and the units of all of them. */
export type ToldOrder = { total: string; lines: number; units: number }

/** Reads the order of a webhook body or of an answer; null when there is none. */
export function toldIn(bytes: Uint8Array): ToldOrder | null {
  const order = orderIn(parsed(bytes))
  if (!order) return null
  const lines = listOf(order.line_items ?? order.lineItems)
  const bag = isJson(order.total_price_set)
    ? order.total_price_set
    : isJson(order.totalPriceSet)
      ? order.totalPriceSet
      : {}
  const shop = bag.shop_money ?? bag.shopMoney
  const total = order.total_price ?? (isJson(shop) ? shop.amount : undefined)
  return {
    total: String(total),
    lines: lines.length,
    units: lines.reduce((sum, line) => sum + Math.max(0, Number(line.quantity)), 0),
  }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown
  } catch {
    return null
  }
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// The first thing that has lines and a total, whatever it is wrapped in.
function orderIn(value: unknown): Json | null {
  if (Array.isArray(value)) return value.length > 0 ? orderIn(value[0]) : null
  if (!isJson(value)) return null
  const [hasLines, hasTotal] = [
    ['line_items', 'lineItems'],
    ['total_price', 'totalPriceSet', 'total_price_set'],
  ].map((names) => names.some((name) => name in value))
  if (hasLines && hasTotal) return value
  for (const inner of Object.values(value)) {
    const found = orderIn(inner)
    if (found) return found
  }
  return null
}

function listOf(value: unknown): Json[] {
  if (Array.isArray(value)) return value.filter(isJson)
  if (!isJson(value)) return []
  if (Array.isArray(value.nodes)) return value.nodes.filter(isJson)
  return Array.isArray(value.edges)
    ? value.edges.flatMap((edge) => (isJson(edge) && isJson(edge.node) ? [edge.node] : []))
    : []
}
