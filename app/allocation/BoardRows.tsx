import { Badge, BlockStack, Button, Card, InlineStack, Link, Text } from '@shopify/polaris'
import { ArrowDownIcon, ArrowUpIcon } from '@shopify/polaris-icons'
import { datesText } from '#app/ui/dates-text.ts'
import { useWords } from '#app/ui/words.tsx'
import { idOf, type Gid } from '../core/gid.ts'
import type { BoardRow } from './board.ts'
import { useDrag } from './useDrag.tsx'

type Props = {
  readonly rows: readonly BoardRow[]
  /** The rows as they are now, when what is shown is only looked at. */
  readonly before: readonly BoardRow[] | null
  /** How many orders want the item, shown or not. */
  readonly wanting: number
  readonly busy: boolean
  readonly reasonOf: (row: BoardRow) => string | null
  /** An order is to stand at a place among all who want the item. */
  readonly onMove: (order: string, to: number) => void
  readonly onGive: (order: string) => void
}

/** The orders that want an item, in turn: dragged, moved by their buttons, or by Alt and an arrow. */
export function BoardRows({ rows, before, wanting, busy, reasonOf, onMove, onGive }: Props) {
  const { t } = useWords()
  const step = (index: number, by: -1 | 1) => {
    const { order, place } = rows[index]!
    const to = place + by
    if (!busy && to >= 0 && to < wanting) onMove(order, to)
  }
  const dropped = (from: number, to: number) => !busy && onMove(rows[from]!.order, rows[to]!.place)
  const drag = useDrag(rows.length, dropped, step)
  return (
    <Card padding="0">
      <ol aria-label={t('board.turns')} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {rows.map((row, index) => (
          <li
            key={row.order}
            ref={drag.keep(index)}
            onKeyDown={drag.onKeyDown(index)}
            style={rowStyle(index, drag.drag)}
          >
            <Handle {...drag.handle(index)} label={t('board.drag', { order: row.name })} />
            <div style={{ flex: 1, minWidth: 0 }}>
              <Row
                row={row}
                was={before?.find((one) => one.order === row.order) ?? null}
                reason={reasonOf(row)}
              />
            </div>
            <BlockStack gap="100" inlineAlign="end">
              <Button
                icon={ArrowUpIcon}
                disabled={busy || row.place === 0}
                accessibilityLabel={t('board.up', { order: row.name })}
                onClick={() => step(index, -1)}
              />
              <Button
                icon={ArrowDownIcon}
                disabled={busy || row.place === wanting - 1}
                accessibilityLabel={t('board.down', { order: row.name })}
                onClick={() => step(index, 1)}
              />
              {!before && row.places.some((place) => place.mayGive > 0) && (
                <Button
                  variant="plain"
                  disabled={busy}
                  accessibilityLabel={t('board.give-of', { order: row.name })}
                  onClick={() => onGive(row.order)}
                >
                  {t('board.give')}
                </Button>
              )}
            </BlockStack>
          </li>
        ))}
      </ol>
    </Card>
  )
}

// A line shows where the dragged row would be dropped.
function rowStyle(index: number, drag: { from: number; to: number } | null) {
  const target = drag && drag.to !== drag.from && drag.to === index
  const line = '3px solid var(--p-color-border-emphasis)'
  return {
    ...{ display: 'flex', gap: 12, alignItems: 'flex-start', padding: 12 },
    borderTop: target && drag.to < drag.from ? line : '1px solid var(--p-color-border-secondary)',
    borderBottom: target && drag.to > drag.from ? line : undefined,
    opacity: drag?.from === index ? 0.5 : 1,
  }
}

function Handle({ label, ...events }: { label: string } & React.HTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      type="button"
      aria-label={label}
      {...events}
      style={{
        ...{ cursor: 'grab', touchAction: 'none', border: 0, background: 'none', padding: '8px 4px' },
        ...{ color: 'var(--p-color-icon-secondary)', fontSize: 18, lineHeight: 1 },
      }}
    >
      ⠿
    </button>
  )
}

type RowProps = { row: BoardRow; was: BoardRow | null; reason: string | null }

function Row({ row, was, reason }: RowProps) {
  const words = useWords()
  const { t, quantity } = words
  const promised = datesText(row.promised, words)
  const expected = datesText(row.expected, words)
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" tone="subdued" numeric>
          {quantity(row.place + 1)}
        </Text>
        <Link url={`/app/orders/${idOf(row.order as Gid)}`}>{row.name}</Link>
        <Text as="span">{row.customer}</Text>
        <Badge>{row.b2b ? t('orders.b2b') : t('orders.b2c')}</Badge>
        {row.priority !== 0 && <Badge tone="info">{t('board.priority', { priority: row.priority })}</Badge>}
        {row.picked > 0 && <Badge tone="attention">{t('board.picked', { count: row.picked })}</Badge>}
        {row.late && <Badge tone="warning">{t('board.late')}</Badge>}
      </InlineStack>
      <InlineStack gap="400">
        <Units label={t('order.place.reserved')} now={row.reserved} was={was?.reserved} />
        <Units label={t('order.place.claimed')} now={row.claimed} was={was?.claimed} />
        <Units label={t('order.place.unsourced')} now={row.unsourced} was={was?.unsourced} />
      </InlineStack>
      <Text as="p" tone="subdued" variant="bodySm">
        {[
          promised && t('order.promised', { dates: promised }),
          expected && expected !== promised && t('order.expected', { dates: expected }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {reason && (
        <Text as="p" variant="bodySm">
          {reason}
        </Text>
      )}
    </BlockStack>
  )
}

function Units({ label, now, was }: { label: string; now: number; was: number | undefined }) {
  const { quantity } = useWords()
  const changed = was !== undefined && was !== now
  if (now === 0 && !changed) return null
  return (
    <Text as="span" numeric fontWeight={changed ? 'bold' : undefined}>
      {label} {changed ? `${quantity(was)} → ${quantity(now)}` : quantity(now)}
    </Text>
  )
}
