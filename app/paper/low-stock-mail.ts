import type { Language } from '../core/language.ts'
import type { Quantity } from '../core/quantity.ts'
import { formatQuantity } from '#app/messages/format.ts'
import type { Translate } from '#app/messages/message.ts'
import { translator } from '#app/messages/message.ts'
import type { Letter } from './letter.ts'
import { letterOf } from './letter.ts'

/** What the morning's mail says of an item that is low. */
export type LowLine = {
  readonly title: string
  readonly sku: string | null
  readonly locationName: string
  readonly free: number
  readonly incoming: Quantity
  readonly reorderPoint: Quantity | null
  readonly lacking: Quantity
  readonly supplier: string | null
}

/** `count` is how many items are low in all; `lines` holds the worst of them. */
export type LowStockTold = {
  readonly shopName: string
  readonly count: number
  readonly lines: readonly LowLine[]
}

/** Tells the shop itself which items are low, the worst first. */
export function lowStockMail({ shopName, count, lines }: LowStockTold, language: Language): Letter {
  const t = translator(language)
  const more = count - lines.length
  return letterOf(language, shopName, t('mail.low-stock.subject', { count }), [
    t('mail.low-stock.intro', { count }),
    lines.map((line) => saidOf(line, t, language)),
    ...(more > 0 ? [t('mail.low-stock.more', { count: more })] : []),
    t('mail.low-stock.where'),
  ])
}

function saidOf(line: LowLine, t: Translate, language: Language): string {
  const quantity = (units: number) => formatQuantity(units, language)
  const { free, incoming, reorderPoint: point, lacking, supplier } = line
  const said = [
    lacking > 0 && t('mail.low-stock.lacking', { count: lacking }),
    free < 0 && t('mail.low-stock.oversold', { count: -free }),
    point !== null && t('mail.low-stock.free', { free: quantity(Math.max(0, free)), point: quantity(point) }),
    incoming > 0 && t('mail.low-stock.incoming', { count: incoming }),
    supplier === null ? t('mail.low-stock.no-supplier') : t('mail.low-stock.supplier', { supplier }),
  ].filter(Boolean)
  const item = [line.title, line.sku && `(${line.sku})`].filter(Boolean).join(' ')
  return t('mail.item', { item: `${item}, ${line.locationName}`, said: said.join(', ') })
}
