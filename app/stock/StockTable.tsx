import { Badge, BlockStack, IndexTable, InlineStack, Link, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import type { Action } from '#app/ui/useAction.ts'
import { useTyped } from '#app/ui/useTyped.ts'
import { useWords } from '#app/ui/words.tsx'
import { idOf, type Gid } from '../core/gid.ts'
import type { StockItem, StockLevelView } from './read-stock.server.ts'

type Props = { items: StockItem[]; act: Action }

/** Items and their units at each location; the reorder point is changed in place. */
export function StockTable({ items, act }: Props) {
  const { t } = useWords()
  const rows = items.flatMap((item) =>
    (item.levels.length > 0 ? item.levels : [null]).map((level, index) => ({
      item,
      level,
      first: index === 0,
    })),
  )
  return (
    <IndexTable
      resourceName={{ singular: t('stock.one'), plural: t('stock.many') }}
      itemCount={rows.length}
      selectable={false}
      headings={[
        { title: t('stock.item') },
        { title: t('stock.location') },
        { title: t('stock.on-hand'), alignment: 'end' },
        { title: t('stock.reserved'), alignment: 'end' },
        { title: t('stock.free'), alignment: 'end' },
        { title: t('stock.incoming'), alignment: 'end' },
        { title: t('stock.reorder-point') },
      ]}
    >
      {rows.map(({ item, level, first }, index) => (
        <IndexTable.Row
          key={`${item.item} ${level?.location}`}
          id={`${item.item} ${level?.location}`}
          position={index}
        >
          <IndexTable.Cell>{first && <Item item={item} />}</IndexTable.Cell>
          {level ? <LevelCells item={item} level={level} act={act} /> : <NoLevel />}
        </IndexTable.Row>
      ))}
    </IndexTable>
  )
}

function Item({ item }: { item: StockItem }) {
  const { t } = useWords()
  return (
    <BlockStack gap="050">
      <Link dataPrimaryLink url={`/app/stock/${idOf(item.item as Gid)}`} removeUnderline>
        <Text as="span" fontWeight="semibold">
          {item.title}
        </Text>
      </Link>
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" tone="subdued" variant="bodySm">
          {item.sku}
        </Text>
        {item.gone && <Badge tone="critical">{t('stock.gone')}</Badge>}
        {item.doubt && <Badge tone="attention">{t(`stock.${item.doubt}`)}</Badge>}
        {item.unsourced > 0 && (
          <Badge tone="warning">{t('order.units.unsourced', { count: item.unsourced })}</Badge>
        )}
      </InlineStack>
    </BlockStack>
  )
}

function LevelCells({ item, level, act }: { item: StockItem; level: StockLevelView; act: Action }) {
  const { t } = useWords()
  const { unavailable, claimed } = level
  return (
    <>
      <IndexTable.Cell>
        {[level.locationName, level.closed && t('stock.closed-location')].filter(Boolean).join(' · ')}
      </IndexTable.Cell>
      <Figure
        figure={level.onHand}
        remark={unavailable > 0 && t('stock.of-it-unavailable', { count: unavailable })}
      />
      <Figure figure={level.reserved} />
      <Figure figure={level.free} strong />
      <Figure figure={level.incoming} remark={claimed > 0 && t('stock.of-it-claimed', { count: claimed })} />
      <IndexTable.Cell>
        <ReorderPoint key={level.reorderPoint} item={item} level={level} act={act} />
      </IndexTable.Cell>
    </>
  )
}

function Figure({ figure, remark, strong }: { figure: number; remark?: string | false; strong?: boolean }) {
  const { quantity } = useWords()
  const tone = figure < 0 ? 'critical' : figure === 0 ? 'subdued' : undefined
  return (
    <IndexTable.Cell>
      <Text as="p" alignment="end" numeric tone={tone} fontWeight={strong ? 'semibold' : undefined}>
        {quantity(figure)}
      </Text>
      {remark && (
        <Text as="p" alignment="end" tone="subdued" variant="bodySm">
          {remark}
        </Text>
      )}
    </IndexTable.Cell>
  )
}

function NoLevel() {
  const { t } = useWords()
  return (
    <IndexTable.Cell colSpan={6}>
      <Text as="span" tone="subdued">
        {t('stock.no-level')}
      </Text>
    </IndexTable.Cell>
  )
}

/** Saved when the field is left or by Enter; empty means that nothing is ordered by itself. */
export function ReorderPoint({
  item,
  level,
  act,
}: {
  item: { item: string; title: string }
  level: StockLevelView
  act: Action
}) {
  const { t } = useWords()
  const before = level.reorderPoint === null ? '' : String(level.reorderPoint)
  const [text, setText] = useState(before)
  const wrong = !/^\d{0,7}$/.test(text)
  useTyped(text !== before)
  const save = () => {
    if (!wrong && text !== before)
      act.run('point', { item: item.item, location: level.location, point: text })
  }
  return (
    <div style={{ width: 90 }} onKeyDown={(event) => event.key === 'Enter' && save()}>
      <TextField
        label={t('stock.reorder-point-of', { title: item.title, location: level.locationName })}
        labelHidden
        inputMode="numeric"
        value={text}
        onChange={setText}
        onBlur={save}
        disabled={act.busy}
        error={wrong ? t('field.whole-number') : undefined}
        placeholder="–"
        autoComplete="off"
      />
    </div>
  )
}
