import type { Language } from '../core/language.ts'

/** The language of a locale such as "fr-CA" that Carnet speaks; null when it speaks another. */
export function languageOf(locale: string | null | undefined): Language | null {
  const code = locale?.slice(0, 2).toLowerCase()
  return code === 'fr' || code === 'en' ? code : null
}
