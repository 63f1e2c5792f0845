// The lines of a bulk query: one object a line, those of a nested connection with the id of the line they belong to.

type Plain = Record<string, unknown>
type Line = { line: Plain; root: boolean }

const isObject = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isConnection = (value: unknown): value is { edges: { node: Plain }[] } =>
  isObject(value) && Array.isArray(value.edges)

/**
 * The lines of one page of the root connection. Ungrouped, as is Shopify's default, children come after all parents
 * of the page, so that a reader has to join by `__parentId`; grouped they follow their parent.
 */
export function linesOf(page: unknown, grouped: boolean): Line[] {
  if (!isConnection(page)) return []
  const parents: Line[] = []
  const children: Line[] = []
  for (const { node } of page.edges) {
    const own: Line[] = []
    parents.push({ line: flatten(node, String(node.id), own), root: true })
    ;(grouped ? parents : children).push(...own)
  }
  return [...parents, ...children]
}

/** The object without its connections; their nodes go to `out` with this line's id. */
function flatten(node: Plain, lineId: string, out: Line[]): Plain {
  const line: Plain = {}
  for (const [key, value] of Object.entries(node)) {
    if (isConnection(value)) {
      for (const { node: child } of value.edges) {
        const place = out.length
        const nested: Line[] = []
        const flat = flatten(child, String(child.id), nested)
        out.splice(place, 0, { line: { ...flat, __parentId: lineId }, root: false }, ...nested)
      }
    } else line[key] = isObject(value) ? flatten(value, lineId, out) : value
  }
  return line
}
