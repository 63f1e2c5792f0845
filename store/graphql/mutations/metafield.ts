import { ownNamespace, type MetafieldDefinition } from '../../state/metafield.ts'
import { newId, refusal } from '../../state/world.ts'
import { refuse, type On, type View } from '../context.ts'
import { type MetafieldInput, writeMetafields } from '../metafields.ts'
import { nodeView } from '../node.ts'
import { definitionView, metafieldView } from '../views/metafield.ts'
import { ok, type Mutation } from './mutation.ts'

const MOST = 25

function metafieldsSet(
  { metafields }: { metafields: (MetafieldInput & { ownerId: string })[] },
  on: On,
): View {
  if (metafields.length > MOST)
    throw refuse(
      `The input array size of ${metafields.length} is greater than the maximum allowed of ${MOST}.`,
      'MAX_INPUT_SIZE_EXCEEDED',
    )
  metafields.forEach(({ ownerId }, n) => {
    if (!nodeView(on, ownerId))
      throw refusal('Owner does not exist.', ['metafields', String(n), 'ownerId'], 'INVALID')
  })
  const written = writeMetafields(
    on,
    metafields.map((input) => ({ ownerId: input.ownerId, input })),
  )
  return { ...ok, metafields: written.map((one) => metafieldView(on, one)) }
}

type DefinitionInput = {
  ownerType: string
  namespace?: string | null
  key: string
  name: string
  description?: string | null
  type: string
  pin?: boolean | null
}

function metafieldDefinitionCreate({ definition }: { definition: DefinitionInput }, on: On): View {
  const namespace = ownNamespace(definition.namespace)
  const { ownerType, key } = definition
  const same = (one: MetafieldDefinition) =>
    one.ownerType === ownerType && one.namespace === namespace && one.key === key
  if (on.shop.metafieldDefinitions.some(same))
    throw refusal(
      `Key is in use for ${ownerType.charAt(0)}${ownerType.slice(1).toLowerCase()} metafields on the '${namespace}' namespace.`,
      ['definition', 'key'],
      'TAKEN',
    )
  const created: MetafieldDefinition = {
    id: newId(on.world, 'MetafieldDefinition'),
    ownerType,
    namespace,
    key,
    name: definition.name,
    description: definition.description ?? null,
    type: definition.type,
    pinned: definition.pin ?? false,
  }
  on.shop.metafieldDefinitions.push(created)
  on.world.changed()
  return { ...ok, createdDefinition: definitionView(on, created) }
}

export const metafieldMutations: Record<string, Mutation> = { metafieldsSet, metafieldDefinitionCreate }
