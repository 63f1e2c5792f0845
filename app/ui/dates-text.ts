import type { Words } from './words.tsx'

/** Units and the day they are for; null when nobody knows it. */
export type Dated = { readonly quantity: number; readonly on: string | null }

/** "5 on 25 Nov 2026, 7 without date"; empty for none. */
export function datesText(dates: readonly Dated[], { t, day, quantity }: Words): string {
  return dates
    .map(({ quantity: units, on }) =>
      on
        ? t('order.dated', { quantity: quantity(units), day: day(on) })
        : t('order.undated', { quantity: quantity(units) }),
    )
    .join(', ')
}
