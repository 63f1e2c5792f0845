import { z } from 'zod'
import { address } from '../seed/shop.ts'
import type { Address } from '../state/shop.ts'

const text = z.string().optional()

export const addressInput = z.strictObject({
  firstName: text,
  lastName: text,
  company: z.string().nullish(),
  address1: text,
  address2: z.string().nullish(),
  city: text,
  zip: text,
  province: text,
  provinceCode: text,
  country: text,
  countryCode: text,
  phone: z.string().nullish(),
})

/** The given fields over a known address, or over an empty French one. */
export const toAddress = (input: z.output<typeof addressInput>, base: Address | null): Address => ({
  ...(base ?? address({})),
  ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
})
