import type { Currency } from '../core/money.ts'
import type { Quantity } from '../core/quantity.ts'
import type { Language } from '../core/language.ts'
import { formatMoney } from '../messages/format.ts'
import { translator, type MessageKey } from '../messages/message.ts'
import { en } from '../messages/en.ts'

/** What is noted of an order each time Shopify tells it anew. Amounts in minor units, as texts. */
export type ToldFacts = {
  readonly total: string
  readonly currency: Currency
  readonly units: Quantity
  readonly fulfilled: Quantity
  /** Shopify's word for how it is paid: "pending", "partially-refunded". */
  readonly paid: string | null
  readonly closed: boolean
}

type Entry = { readonly action: string; readonly detail: Readonly<Record<string, unknown>> }

/**
 * The history of an order, newest first, with each telling of Shopify's that brought nothing new left out; the others
 * are said. `whole` means that nothing older is left to read.
 */
export function withChanges<E extends Entry>(
  history: readonly E[],
  whole: boolean,
  language: Language,
): (E & { said?: string })[] {
  const t = translator(language)
  const told = history.filter(isTold)
  return history.flatMap((entry, index): (E & { said?: string })[] => {
    if (!isTold(entry)) return [entry]
    const before = told[told.indexOf(entry) + 1]
    if (!before) return [whole && entry.action === 'order-told' ? { ...entry, said: t('told.first') } : entry]
    if (entry.action === 'order-cancelled' && before.action !== 'order-cancelled') return [entry]
    const changes = changesBetween(factsOf(before), factsOf(entry), language)
    if (changes.length > 0) return [{ ...entry, said: t('told.changed', { changes: changes.join(', ') }) }]
    // Nothing that is noted has changed: a note, a tag, an address. Once said is enough.
    const newer = history[index - 1]
    return newer && isTold(newer) ? [] : [{ ...entry, said: t('told.details') }]
  })
}

function isTold({ action }: Entry): boolean {
  return action === 'order-told' || action === 'order-cancelled'
}

function factsOf({ detail }: Entry): Partial<ToldFacts> {
  return detail as Partial<ToldFacts>
}

function changesBetween(before: Partial<ToldFacts>, after: Partial<ToldFacts>, language: Language): string[] {
  const t = translator(language)
  const money = (total: string | undefined) =>
    formatMoney(BigInt(total ?? 0), after.currency ?? 'EUR', language)
  const differs = (fact: keyof ToldFacts) => before[fact] !== undefined && before[fact] !== after[fact]
  const paid = `told.paid.${after.paid}` as MessageKey
  return [
    ...(differs('units') ? [t('told.units', { from: before.units!, to: after.units! })] : []),
    ...(differs('total') ? [t('told.total', { from: money(before.total), to: money(after.total) })] : []),
    ...(differs('fulfilled') ? [t('told.fulfilled', { count: after.fulfilled!, all: after.units! })] : []),
    ...(differs('paid') && Object.hasOwn(en, paid) ? [t(paid)] : []),
    ...(differs('closed') ? [after.closed ? t('told.closed') : t('told.reopened')] : []),
  ]
}
