import { z } from 'zod'
import type { Day } from '#app/core/day.ts'
import { parsePeriods } from '#app/core/period.ts'

/** Chosen weekdays as a form posts them, "6,7": 1 Monday … 7 Sunday. */
export const Weekdays = z
  .string()
  .regex(/^([1-7](,[1-7])*)?$/)
  .transform((text) => text.split(',').filter(Boolean).map(Number))

/** The country whose public holidays are kept; null for none. */
export const Country = z.union([
  z.literal('').transform(() => null),
  z.string().regex(/^[A-Z]{2}$/, 'field.country'),
])

/** Closures as people write them. */
export const Closures = (today: Day) =>
  z
    .string()
    .max(5000)
    .transform((text, context) => {
      const periods = parsePeriods(text, today)
      if (periods) return periods
      context.addIssue({ code: 'custom', message: 'field.periods' })
      return z.NEVER
    })

/** The time zones there are. */
export const timeZones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')]
