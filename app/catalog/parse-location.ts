import { z } from 'zod'

/** A place where stock lies. */
export type CatalogLocation = {
  readonly id: string
  readonly name: string
  readonly active: boolean
  readonly address: Readonly<Record<string, string | null>>
}

const Told = z.object({
  id: z.string(),
  name: z.string(),
  isActive: z.boolean(),
  address: z.record(z.string(), z.string().nullable()).nullish(),
})

/** Reads a location as GraphQL answers it; null when it is none. */
export function parseLocation(answer: unknown): CatalogLocation | null {
  const read = Told.safeParse(answer)
  if (!read.success) return null
  const { id, name, isActive, address } = read.data
  return { id, name, active: isActive, address: address ?? {} }
}
