import { refusal } from '../../state/world.ts'
import type { On, View } from '../context.ts'
import { contentOf, LOCALES, translationView } from '../views/translation.ts'
import { ok, type Mutation } from './mutation.ts'

type TranslationInput = { key: string; locale: string; value: string; translatableContentDigest: string }
type RegisterArgs = { resourceId: string; translations: TranslationInput[] }

function register({ resourceId, translations }: RegisterArgs, on: On): View {
  const contents = contentOf(on.shop, resourceId)
  if (!contents) throw refusal(`Resource ${resourceId} does not exist`, ['resourceId'], 'RESOURCE_NOT_FOUND')
  translations.forEach((input, n) => {
    const wrong = (message: string, field: string, code: string) =>
      refusal(message, ['translations', String(n), field], code)
    const content = contents.find(({ key }) => key === input.key)
    if (!content)
      throw wrong(`Key ${input.key} is not a valid translatable field`, 'key', 'INVALID_KEY_FOR_MODEL')
    if (content.digest !== input.translatableContentDigest)
      throw wrong(
        'Translatable content hash is invalid',
        'translatableContentDigest',
        'INVALID_TRANSLATABLE_CONTENT',
      )
    const locale = LOCALES.find((one) => one.locale === input.locale)
    if (!locale || locale.primary)
      throw wrong('Locale is not a valid locale for the shop', 'locale', 'INVALID_LOCALE_FOR_SHOP')
    if (!input.value) throw wrong("Value can't be blank", 'value', 'BLANK')
  })
  const at = on.world.clock.now().toISOString()
  const written = translations.map(({ key, locale, value, translatableContentDigest }) => {
    const known = on.shop.translations.find(
      (one) => one.resourceId === resourceId && one.key === key && one.locale === locale,
    )
    const next = { resourceId, key, locale, value, digest: translatableContentDigest, updatedAt: at }
    if (known) return Object.assign(known, next)
    on.shop.translations.push(next)
    return next
  })
  on.world.changed()
  return { ...ok, translations: written.map((one) => translationView(on, one)) }
}

export const translationMutations: Record<string, Mutation> = { translationsRegister: register }
