import { Badge, BlockStack, IndexTable, InlineStack, Link, Text } from '@shopify/polaris'
import type { Action } from '#app/ui/useAction.ts'
import { useWords } from '#app/ui/words.tsx'
import { idOf, type Gid } from '../core/gid.ts'
import { LEVEL_SETTINGS, LevelField, levelValue } from './LevelField.tsx'
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
        { title: t('stock.safety-stock') },
        { title: t('stock.b2b-only') },
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
          <>
            <Badge tone="warning">{t('order.units.unsourced', { count: item.unsourced })}</Badge>
            {/* The whole row is a link to the item: this one goes elsewhere. */}
            <span onClick={(event) => event.stopPropagation()}>
              <Link url={`/app/stock/${idOf(item.item as Gid)}/board`}>{t('board.link')}</Link>
            </span>
          </>
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
      {LEVEL_SETTINGS.map((setting) => (
        <IndexTable.Cell key={setting}>
          <LevelField key={levelValue(level, setting)} {...{ item, level, setting, act }} />
        </IndexTable.Cell>
      ))}
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
    <IndexTable.Cell colSpan={8}>
      <Text as="span" tone="subdued">
        {t('stock.no-level')}
      </Text>
    </IndexTable.Cell>
  )
}
