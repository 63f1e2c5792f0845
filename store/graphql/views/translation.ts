import { createHash } from 'node:crypto'
import { gid, idFrom } from '../../state/gid.ts'
import type { Shop } from '../../state/shop.ts'
import type { Translation } from '../../state/translation.ts'
import { utc } from '../../state/clock.ts'
import type { On, View } from '../context.ts'

/** The locales of a shop; its texts are written in the first. */
export const LOCALES = [
  { locale: 'fr', name: 'French', primary: true, published: true },
  { locale: 'en', name: 'English', primary: false, published: false },
]

export type Content = { key: string; value: string; type: string; digest: string }

const content = (key: string, value: string, type = 'SINGLE_LINE_TEXT_FIELD'): Content => ({
  key,
  value,
  type,
  digest: createHash('sha256').update(value).digest('hex'),
})

/** What can be translated of a thing: here of products, their options and option values. */
export function contentOf(shop: Shop, resourceId: string): Content[] | undefined {
  const product = shop.products.find(({ id }) => id === idFrom('Product', resourceId))
  if (product)
    return [
      content('title', product.title),
      content('body_html', '', 'HTML'),
      content('handle', product.handle, 'URI'),
      content('product_type', product.productType),
    ].filter(({ key, value }) => value !== '' || key === 'body_html')
  const option = shop.products.find(({ id }) => gid('ProductOption', id) === resourceId)
  if (option) return [content('name', option.optionName ?? 'Title')]
  const variant = shop.products
    .flatMap(({ variants }) => variants)
    .find(({ id }) => gid('ProductOptionValue', id) === resourceId)
  return variant && [content('name', variant.title)]
}

export function translatableView(on: On, resourceId: string): View | null {
  const contents = contentOf(on.shop, resourceId)
  if (!contents) return null
  return {
    resourceId,
    translatableContent: contents.map((one) => ({ ...one, locale: LOCALES[0]!.locale })),
    translations: ({ locale, outdated }: { locale: string; outdated?: boolean | null }) =>
      on.shop.translations
        .filter((one) => one.resourceId === resourceId && one.locale === locale)
        .map((one) => translationView(on, one))
        .filter((one) => outdated == null || one.outdated === outdated),
  }
}

export const translationView = (on: On, one: Translation): View => ({
  key: one.key,
  locale: one.locale,
  value: one.value,
  market: null,
  outdated: contentOf(on.shop, one.resourceId)?.find(({ key }) => key === one.key)?.digest !== one.digest,
  updatedAt: utc(one.updatedAt),
})
