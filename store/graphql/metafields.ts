// Writing metafields: all of a call or none, and only over the value that was read before.
import { createHash } from 'node:crypto'
import { type Metafield, ownNamespace } from '../state/metafield.ts'
import { newId, refusal } from '../state/world.ts'
import type { On } from './context.ts'

export type MetafieldInput = {
  namespace?: string | null
  key?: string | null
  type?: string | null
  value?: string | null
  compareDigest?: string | null
}

/** The digest of a value, by which a write says what it replaces. */
export const digestOf = (value: string) => createHash('sha256').update(value).digest('hex')

type Write = { input: MetafieldInput; ownerId: string; known: Metafield | undefined; type: string }

/** Checks every write before the first is done. */
export function writeMetafields(
  on: On,
  writes: readonly { ownerId: string; input: MetafieldInput }[],
): Metafield[] {
  const at = on.world.clock.now().toISOString()
  const checked = writes.map(({ ownerId, input }, n) => checkWrite(on, ownerId, input, String(n)))
  const written = checked.map(({ input, ownerId, known, type }) => {
    if (known) return Object.assign(known, { value: input.value ?? '', type, updatedAt: at })
    const fresh: Metafield = {
      id: newId(on.world, 'Metafield'),
      ownerId,
      namespace: ownNamespace(input.namespace),
      key: input.key ?? '',
      type,
      value: input.value ?? '',
      createdAt: at,
      updatedAt: at,
    }
    on.shop.metafields.push(fresh)
    return fresh
  })
  on.world.changed()
  return written
}

function checkWrite(on: On, ownerId: string, input: MetafieldInput, n: string): Write {
  const namespace = ownNamespace(input.namespace)
  const known = on.shop.metafields.find(
    (one) => one.ownerId === ownerId && one.namespace === namespace && one.key === input.key,
  )
  const defined = on.shop.metafieldDefinitions.find(
    (one) =>
      one.namespace === namespace && one.key === input.key && ownerId.includes(ownerName(one.ownerType)),
  )
  const type = input.type ?? defined?.type ?? known?.type
  if (!type) throw refusal("Type can't be blank", ['metafields', n, 'type'], 'BLANK')
  if (defined && defined.type !== type)
    throw refusal(
      `Type must match the definition: ${defined.type}`,
      ['metafields', n, 'type'],
      'INVALID_TYPE',
    )
  if (input.value == null || input.value === '')
    throw refusal("Value can't be blank", ['metafields', n, 'value'], 'BLANK')
  if (type === 'json' && !isJson(input.value))
    throw refusal('Value is invalid JSON.', ['metafields', n, 'value'], 'INVALID_VALUE')
  if (input.compareDigest !== undefined && input.compareDigest !== (known ? digestOf(known.value) : null))
    throw refusal(
      'The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.',
      ['metafields', n],
      'STALE_OBJECT',
    )
  return { input, ownerId, known, type }
}

/** "gid://shopify/ProductVariant/" of PRODUCTVARIANT, by which an owner is told. */
const ownerName = (ownerType: string) =>
  `/${OWNERS[ownerType] ?? ownerType.charAt(0) + ownerType.slice(1).toLowerCase()}/`
const OWNERS: Record<string, string> = {
  PRODUCTVARIANT: 'ProductVariant',
  DRAFTORDER: 'DraftOrder',
  COMPANY_LOCATION: 'CompanyLocation',
  API_PERMISSION: 'AppInstallation',
  DISCOUNT: 'DiscountAutomaticNode',
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
