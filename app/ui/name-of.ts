import type { Translate } from '#app/messages/message.ts'

/** Who did it: a person by name, what acts by itself in words. */
export function nameOf(who: string, t: Translate): string {
  if (who === 'shopify') return t('common.who.shopify')
  return who === 'carnet' ? t('common.who.carnet') : who
}
