/** One line of a bulk query's result: an object, with the id of the line it belongs to. */
export type BulkLine = Record<string, unknown> & { readonly __parentId?: string }

// Which list of its parent an object stands in, by its type, and where the list is one of an object inside the parent:
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
 * Puts a root object and the lines that follow it together again, as a query would have answered it; the lines are used
 * up. One whose type or parent is not known is an error: what is left out silently would be missing in the books.
 */
export function rebuild(root: BulkLine, children: readonly BulkLine[]): Record<string, unknown> {
  const objects = new Map<unknown, Record<string, unknown>>([[root.id, root]])
  for (const child of children) {
    const place = LISTS[/^gid:\/\/shopify\/(\w+)\//.exec(String(child.id))?.[1] ?? '']
    // Lines of an inner object's list name the root or that object: there is one of each.
    const parent = place?.inside ? root[place.inside] : objects.get(child.__parentId)
    if (!place || !isObject(parent)) throw new Error(`a bulk line of no known parent: ${String(child.id)}`)
    const held = (parent[place.list] ??= { nodes: [] }) as { nodes: unknown[] }
    held.nodes.push(child)
    objects.set(child.id, child)
  }
  return root
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
