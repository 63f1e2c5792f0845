type Plain = Record<string, unknown>

/** One line of a bulk query's result: an object, with the id of the line it belongs to. */
export type BulkLine = Plain & { readonly __parentId?: string }

// Which list of its parent an object stands in, by its type, and where the list is one of an object inside the root:
// the lines themselves do not say.
const LISTS: Readonly<Record<string, { list: string; inside?: string }>> = {
  InventoryLevel: { list: 'inventoryLevels', inside: 'inventoryItem' },
  CompanyLocation: { list: 'locations' },
  LineItem: { list: 'lineItems' },
  FulfillmentOrder: { list: 'fulfillmentOrders' },
  FulfillmentOrderLineItem: { list: 'lineItems' },
  PaymentSchedule: { list: 'paymentSchedules', inside: 'paymentTerms' },
}

/**
 * Puts a root object and the lines that follow it together again, as a query would have answered it; an empty list is
 * left out. Null when a line is of no known type, or belongs to nothing that came before it: what is left out silently
 * would be missing in the books.
 */
export function rebuild(root: BulkLine, children: readonly BulkLine[]): Plain | null {
  const whole = objectOf(root)
  const objects = new Map<unknown, Plain>([[whole.id, whole]])
  for (const line of children) {
    const place = LISTS[/^gid:\/\/shopify\/(\w+)\//.exec(String(line.id))?.[1] ?? '']
    if (!place) return null
    const parent = place.inside
      ? innerParent(whole, root, place.inside, line.__parentId)
      : objects.get(line.__parentId)
    if (!parent) return null
    const child = objectOf(line)
    const list = (parent[place.list] ??= { nodes: [] }) as { nodes: Plain[] }
    list.nodes.push(child)
    objects.set(child.id, child)
  }
  return whole
}

function objectOf({ __parentId: _, ...object }: BulkLine): Plain {
  return object
}

/** An object inside the root whose list a line stands in: the line names the root or that object. */
function innerParent(whole: Plain, root: BulkLine, name: string, named: unknown): Plain | null {
  const told = root[name]
  if (!isObject(told) || (named !== root.id && named !== told.id)) return null
  if (whole[name] === told) whole[name] = { ...told }
  return whole[name] as Plain
}

function isObject(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null
}
