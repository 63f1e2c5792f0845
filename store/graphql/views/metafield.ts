import { utc } from '../../state/clock.ts'
import { gid, kindOf } from '../../state/gid.ts'
import { type Metafield, type MetafieldDefinition, ownNamespace } from '../../state/metafield.ts'
import { connection, type PageArgs } from '../connection.ts'
import type { On, View } from '../context.ts'
import { digestOf } from '../metafields.ts'
import { nodeView } from '../node.ts'

/** The metafields of anything that has some. */
export function metafieldsOf(on: On, ownerId: string): View {
  const own = () => on.shop.metafields.filter((metafield) => metafield.ownerId === ownerId)
  return {
    metafield: ({ namespace, key }: { namespace?: string | null; key: string }) => {
      const found = own().find(
        (metafield) => metafield.key === key && metafield.namespace === ownNamespace(namespace),
      )
      return found ? metafieldView(on, found) : null
    },
    metafields: (args: PageArgs & { namespace?: string | null }) =>
      connection(
        args,
        args.namespace ? own().filter(({ namespace }) => namespace === ownNamespace(args.namespace)) : own(),
        (one) => metafieldView(on, one),
      ),
  }
}

export const metafieldView = (on: On, metafield: Metafield): View => ({
  __typename: 'Metafield',
  id: gid('Metafield', metafield.id),
  legacyResourceId: metafield.id,
  namespace: metafield.namespace,
  key: metafield.key,
  type: metafield.type,
  value: metafield.value,
  jsonValue: () => jsonOf(metafield),
  compareDigest: digestOf(metafield.value),
  sizeInBytes: Buffer.byteLength(metafield.value),
  ownerType: OWNER_TYPES[kindOf(metafield.ownerId) ?? ''] ?? 'SHOP',
  owner: () => nodeView(on, metafield.ownerId),
  definition: () => {
    const found = on.shop.metafieldDefinitions.find(
      ({ namespace, key }) => namespace === metafield.namespace && key === metafield.key,
    )
    return found ? definitionView(on, found) : null
  },
  createdAt: utc(metafield.createdAt),
  updatedAt: utc(metafield.updatedAt),
})

/** Numbers, booleans, lists and JSON are values of their own; everything else is its text. */
function jsonOf({ type, value }: Metafield): unknown {
  return /^(json|boolean|number_integer|rating|money|dimension|weight|volume|list\..*)$/.test(type)
    ? JSON.parse(value)
    : value
}

const OWNER_TYPES: Record<string, string> = {
  AppInstallation: 'API_PERMISSION',
  Company: 'COMPANY',
  CompanyLocation: 'COMPANY_LOCATION',
  Customer: 'CUSTOMER',
  DiscountAutomaticNode: 'DISCOUNT',
  DraftOrder: 'DRAFTORDER',
  InventoryTransfer: 'TRANSFER',
  Location: 'LOCATION',
  Order: 'ORDER',
  Product: 'PRODUCT',
  ProductVariant: 'PRODUCTVARIANT',
}

export const definitionView = (on: On, definition: MetafieldDefinition): View => ({
  __typename: 'MetafieldDefinition',
  id: gid('MetafieldDefinition', definition.id),
  namespace: definition.namespace,
  key: definition.key,
  name: definition.name,
  description: definition.description,
  ownerType: definition.ownerType,
  pinnedPosition: definition.pinned ? 1 : null,
  type: { name: definition.type, category: definition.type.split('_')[0]!.toUpperCase() },
  validations: [],
  validationStatus: 'ALL_VALID',
  useAsCollectionCondition: false,
  standardTemplate: null,
  metafieldsCount: () =>
    on.shop.metafields.filter(
      ({ namespace, key }) => namespace === definition.namespace && key === definition.key,
    ).length,
})
