import { createContext, useContext, useMemo, type ReactNode } from 'react'
import type { Period } from '#app/core/day.ts'
import { parseMinor, type Currency } from '#app/core/money.ts'
import type { Language } from '#app/core/language.ts'
import {
  formatDateTime,
  formatDay,
  formatDayOfMonth,
  formatMoney,
  formatPeriod,
  formatQuantity,
} from '#app/messages/format.ts'
import { translator, type Translate } from '#app/messages/message.ts'

/** How the page speaks: the reader's language, and the shop's clock and money. */
export type Words = {
  readonly language: Language
  readonly currency: Currency
  readonly t: Translate
  /** A decimal text as money; a dash for none. */
  readonly money: (amount: string | null, currency?: Currency | null) => string
  readonly day: (day: string | null, style?: 'short' | 'long') => string
  readonly dayOfMonth: (day: string) => string
  readonly period: (period: Period) => string
  readonly dateTime: (instant: string | null, to?: 'minute' | 'second') => string
  readonly quantity: (quantity: number) => string
}

const NONE = '–'
const Context = createContext<Words | null>(null)

type Props = { language: Language; timeZone: string; currency: Currency; children: ReactNode }

/** Gives every page below it its words. */
export function WordsProvider({ language, timeZone, currency, children }: Props) {
  const words = useMemo(() => wordsOf(language, timeZone, currency), [language, timeZone, currency])
  return <Context.Provider value={words}>{children}</Context.Provider>
}

function wordsOf(language: Language, timeZone: string, currency: Currency): Words {
  return {
    language,
    currency,
    t: translator(language),
    money: (amount, other) => {
      const minor = amount === null ? null : parseMinor(amount, other ?? currency)
      return minor === null ? NONE : formatMoney(minor, other ?? currency, language)
    },
    day: (day, style) => (day ? formatDay(day, language, style) : NONE),
    dayOfMonth: (day) => formatDayOfMonth(day, language),
    period: (period) => formatPeriod(period, language),
    dateTime: (instant, to) => (instant ? formatDateTime(new Date(instant), timeZone, language, to) : NONE),
    quantity: (quantity) => formatQuantity(quantity, language),
  }
}

/** The words of the page; French outside of any page, such as in an error before the language is known. */
export function useWords(): Words {
  const words = useContext(Context)
  return words ?? wordsOf('fr', 'Europe/Paris', 'EUR')
}
