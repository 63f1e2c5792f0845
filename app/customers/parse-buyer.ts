import { z } from 'zod'

/** A company or a private customer as the customer list keeps them. */
export type ToldBuyer = {
  readonly id: string
  readonly kind: 'b2b' | 'b2c'
  readonly name: string
  readonly email: string | null
  readonly language: string | null
  readonly vatNumber: string | null
}

const Address = z.object({ emailAddress: z.string() }).nullish()

const Told = z.discriminatedUnion('__typename', [
  z.object({
    __typename: z.literal('Company'),
    id: z.string(),
    name: z.string(),
    mainContact: z.object({ customer: z.object({ defaultEmailAddress: Address }).nullish() }).nullish(),
    locations: z.object({
      nodes: z.array(
        z.object({
          locale: z.string().nullish(),
          taxSettings: z.object({ taxRegistrationId: z.string().nullish() }).nullish(),
        }),
      ),
    }),
  }),
  z.object({
    __typename: z.literal('Customer'),
    id: z.string(),
    displayName: z.string(),
    locale: z.string().nullish(),
    defaultEmailAddress: Address,
  }),
])

/** Reads a company or customer as GraphQL answers it; null when it is neither. */
export function parseBuyer(answer: unknown): ToldBuyer | null {
  const read = Told.safeParse(answer)
  if (!read.success) return null
  const told = read.data
  if (told.__typename === 'Customer') {
    const { id, displayName: name, locale, defaultEmailAddress } = told
    return {
      id,
      kind: 'b2c',
      name,
      email: defaultEmailAddress?.emailAddress ?? null,
      language: locale ?? null,
      vatNumber: null,
    }
  }
  const place = told.locations.nodes[0]
  return {
    id: told.id,
    kind: 'b2b',
    name: told.name,
    email: told.mainContact?.customer?.defaultEmailAddress?.emailAddress ?? null,
    language: place?.locale ?? null,
    vatNumber: place?.taxSettings?.taxRegistrationId ?? null,
  }
}
