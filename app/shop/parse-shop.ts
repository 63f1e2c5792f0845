import { z } from 'zod'

/** What Shopify knows of the seller. */
export type ToldShop = {
  readonly name: string
  readonly currency: string
  readonly timeZone: string
  readonly taxesIncluded: boolean
  readonly language: 'fr' | 'en'
  /** The shop's primary location. */
  readonly primaryLocation: string | null
  readonly identity: {
    readonly legalName: string | null
    readonly address1: string | null
    readonly address2: string | null
    readonly zip: string | null
    readonly city: string | null
    readonly countryCode: string | null
    readonly phone: string | null
    readonly email: string | null
  }
}

const Told = z.object({
  shop: z.object({
    name: z.string(),
    email: z.string().nullish(),
    contactEmail: z.string().nullish(),
    currencyCode: z.string(),
    ianaTimezone: z.string(),
    taxesIncluded: z.boolean(),
    shopAddress: z
      .object({
        company: z.string().nullish(),
        address1: z.string().nullish(),
        address2: z.string().nullish(),
        zip: z.string().nullish(),
        city: z.string().nullish(),
        countryCodeV2: z.string().nullish(),
        phone: z.string().nullish(),
      })
      .nullish(),
  }),
  location: z.object({ id: z.string() }).nullish(),
  shopLocales: z.array(z.object({ locale: z.string(), primary: z.boolean() })).nullish(),
})

/** Reads the shop as GraphQL answers it; throws when the answer is none, since nothing works without it. */
export function parseShop(answer: unknown): ToldShop {
  const { shop, shopLocales, location } = Told.parse(answer)
  const address = shop.shopAddress
  const locale = shopLocales?.find((l) => l.primary)?.locale ?? 'fr'
  return {
    name: shop.name,
    currency: shop.currencyCode,
    timeZone: shop.ianaTimezone,
    taxesIncluded: shop.taxesIncluded,
    primaryLocation: location?.id ?? null,
    language: locale.startsWith('fr') ? 'fr' : 'en',
    identity: {
      legalName: address?.company ?? null,
      address1: address?.address1 ?? null,
      address2: address?.address2 ?? null,
      zip: address?.zip ?? null,
      city: address?.city ?? null,
      countryCode: address?.countryCodeV2 ?? null,
      phone: address?.phone ?? null,
      email: shop.contactEmail ?? shop.email ?? null,
    },
  }
}
