// A rough query cost in Shopify's shape: objects cost 1, connections grow slowly with their size, mutations cost 10.
import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql'

const BUCKET = 2000

export function costOf(document: DocumentNode, variables: Record<string, unknown>) {
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one.selectionSet] as const] : [],
    ),
  )
  const of = (set: SelectionSetNode | undefined): number => {
    let total = 0
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) total += of(fragments.get(selection.name.value))
      else if (selection.kind === Kind.INLINE_FRAGMENT) total += of(selection.selectionSet)
      else if (selection.selectionSet) {
        const inner = of(selection.selectionSet)
        const first = selection.arguments?.find(
          ({ name }) => name.value === 'first' || name.value === 'last',
        )?.value
        const size =
          first?.kind === Kind.INT
            ? Number(first.value)
            : first?.kind === Kind.VARIABLE
              ? Number(variables[first.name.value] ?? 0)
              : null
        total += size === null ? 1 + inner : 2 + Math.ceil(Math.log2(size + 1)) + inner
      }
    }
    return total
  }
  const cost =
    of(operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined) +
    (operation?.kind === Kind.OPERATION_DEFINITION && operation.operation === 'mutation' ? 10 : 0)
  return {
    requestedQueryCost: cost,
    actualQueryCost: cost,
    throttleStatus: { maximumAvailable: BUCKET, currentlyAvailable: BUCKET - cost, restoreRate: 100 },
  }
}
