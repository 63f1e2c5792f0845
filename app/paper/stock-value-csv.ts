import type { Currency } from '../core/money.ts'
import type { Language } from '../core/language.ts'
import { translator } from '#app/messages/message.ts'
import { csvOf, type CsvCell } from './csv.ts'

type Valued = {
  readonly title: string
  readonly sku: string | null
  readonly locationName: string
  readonly onHand: number
  readonly unitCost: string | null
  readonly value: string | null
}

/** The stock of a day with its value, item by item; what has no known cost has neither cost nor value. */
export function stockValueCsv(
  { day, currency, items }: { day: string; currency: Currency; items: readonly Valued[] },
  language: Language,
): string {
  const t = translator(language)
  const head = [
    t('stock-value.day'),
    t('paper.sku'),
    t('paper.designation'),
    t('stock.location'),
    t('stock.on-hand'),
    t('stock-value.unit-cost'),
    t('stock-value.value'),
    t('paper.currency'),
  ]
  const rows = items.map((one): CsvCell[] => [
    day,
    one.sku,
    one.title,
    one.locationName,
    one.onHand,
    one.unitCost === null ? null : { decimal: one.unitCost },
    one.value === null ? null : { decimal: one.value },
    currency,
  ])
  return csvOf([head, ...rows], language)
}
