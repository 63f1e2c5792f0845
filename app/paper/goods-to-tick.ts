import type { Language } from '../core/language.ts'
import type { MessageKey } from '#app/messages/message.ts'
import { formatQuantity } from '#app/messages/format.ts'
import { sumOf } from '../core/quantity.ts'
import { speechOf, text } from './ground.ts'
import type { Cell, Printable } from './sheet.ts'

type Goods = {
  readonly sku: string | null
  readonly title: string
  readonly barcode: string | null
  readonly quantity: number
}

/** Goods with codes to scan and squares to tick, and how many units they are. */
export function goodsToTick(
  lines: readonly Goods[],
  language: Language,
  ticked: MessageKey,
): Pick<Printable, 'table' | 'totals'> {
  const { t, units } = speechOf(language)
  return {
    table: {
      columns: [
        { label: t('paper.sku'), align: 'left', share: 16 },
        { label: t('paper.designation'), align: 'left', share: 35 },
        { label: t('paper.barcode'), align: 'left', share: 32 },
        { label: t('paper.quantity'), align: 'right', share: 7 },
        { label: t(ticked), align: 'center', share: 10 },
      ],
      rows: lines.map((line) => [
        text(line.sku ?? ''),
        text(line.title),
        codeOf(line),
        units(line.quantity),
        { kind: 'box' },
      ]),
    },
    totals: [
      {
        label: t('paper.units-total'),
        value: formatQuantity(
          sumOf(lines, (line) => line.quantity),
          language,
        ),
        strong: true,
      },
    ],
  }
}

function codeOf({ barcode, sku }: Goods): Cell {
  const value = barcode?.trim() || sku?.trim()
  return value ? { kind: 'barcode', value } : text('')
}
