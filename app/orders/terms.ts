import type { Language } from '../core/language.ts'
import { translator } from '../messages/message.ts'
import type { PaymentTerms } from './order.ts'

/** The terms of payment in words of a language; as Shopify names them where they are no number of days. */
export function termsText(terms: PaymentTerms | null, language: Language): string | null {
  if (!terms) return null
  return terms.netDays ? translator(language)('order.net-days', { count: terms.netDays }) : terms.name
}
