// What the switches do to a call of the Admin API.
import {
  type DocumentNode,
  type GraphQLResolveInfo,
  GraphQLError,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import type { Shop } from '../state/shop.ts'
import type { CallKind, CallRule } from '../switches/switches.ts'
import { roll } from '../switches/rules.ts'
import type { World } from '../state/world.ts'
import type { On } from './context.ts'

/** What happens to one call: how it ends, how long it takes, and which version answers. */
export type Faults = {
  mutation: boolean
  outcome: CallRule | undefined
  slow: CallRule | undefined
  version: CallRule | undefined
  /** For an answer in part: where its dice begin, and how many fields have failed. */
  partial: { dice: string; seen: number; failed: number } | undefined
}

/** Draws them for the operation of a document. */
export function faultsOf(world: World, shop: Shop, document: DocumentNode, name?: string | null): Faults {
  const { seed, calls } = world.switches
  const operations = document.definitions.filter(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  )
  const operation = operations.find((one) => !name || one.name?.value === name)
  const mutation = operation?.operation === 'mutation'
  const roots = operation ? rootsOf(document, operation.selectionSet) : []
  const stream = `${shop.domain} ${roots.join('+')}`
  const hits = calls.draw(seed, stream, roots, ({ kind }) => mutation || kind !== 'user-error')
  const of = (kind: CallKind) => hits.find((rule) => rule.kind === kind)
  const partial = of('partial') && { dice: `${seed} ${stream} ${calls.drawn(stream)}`, seen: 0, failed: 0 }
  return {
    mutation,
    outcome: hits.find(({ kind }) => kind !== 'slow' && kind !== 'other-version'),
    slow: of('slow'),
    version: of('other-version'),
    partial,
  }
}

/** The root fields, those of fragments too. */
function rootsOf(document: DocumentNode, set: SelectionSetNode): string[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value]
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootsOf(document, selection.selectionSet)
    const fragment = document.definitions.find(
      (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
    )
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? rootsOf(document, fragment.selectionSet) : []
  })
}

const ONE_IN = 5

/** In an answer in part the first field that may be null fails, and then one in five by chance. */
export function failsInPart({ faults }: On, info: GraphQLResolveInfo): void {
  const partial = faults?.partial
  if (!partial || isNonNullType(info.returnType)) return
  partial.seen += 1
  if (partial.failed > 0 && roll(`${partial.dice} ${partial.seen}`) * ONE_IN >= 1) return
  partial.failed += 1
  throw internalError()
}

/** Shopify's words for whatever went wrong on its side. */
export const internalError = () =>
  new GraphQLError(
    'Internal error. Looks like something went wrong on our end (practice store, on request).',
    {
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: crypto.randomUUID() },
    },
  )
