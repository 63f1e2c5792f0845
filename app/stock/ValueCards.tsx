import { IndexTable, InlineStack, Link, Select, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { Amount } from '#app/ui/Amount.tsx'
import { useAddress } from '#app/ui/useAddress.ts'
import { useWords } from '#app/ui/words.tsx'
import { idOf, type Gid } from '../core/gid.ts'
import type { StockValue, ValuedItem } from './read-stock-value.server.ts'

type FilterProps = {
  day: string
  today: string
  location: string | null
  places: readonly { id: string; name: string }[]
}

/** Of which day's end, and where. */
export function ValueFilter({ day, today, location, places }: FilterProps) {
  const { t, day: written } = useWords()
  const { change } = useAddress()
  const [typed, setTyped] = useState(day)
  const take = (value: string) => {
    setTyped(value)
    // A browser tells a date that is not typed to its end as an empty one.
    if (/^2\d{3}-\d{2}-\d{2}$/.test(value)) change({ day: value }, true)
  }
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 16 }}>
      <div style={{ flex: '0 1 200px' }}>
        <TextField
          label={t('stock-value.day')}
          type="date"
          max={today}
          value={typed}
          onChange={take}
          helpText={written(day, 'long')}
          autoComplete="off"
        />
      </div>
      <div style={{ flex: '0 1 260px' }}>
        <Select
          label={t('stock.location')}
          options={[
            { value: '', label: t('stock-value.everywhere') },
            ...places.map(({ id: value, name }) => ({ value, label: name })),
          ]}
          value={location ?? ''}
          onChange={(value) => change({ location: value || null }, true)}
        />
      </div>
    </div>
  )
}

/** What it all was worth. */
export function ValueSum({ day, sum }: { day: string; sum: StockValue }) {
  const { t, money, quantity, day: written } = useWords()
  return (
    <InlineStack gap="600">
      <Amount
        label={t('stock-value.total', { day: written(day, 'long') })}
        value={money(sum.total, sum.currency)}
        remark={t('stock-value.at-cost')}
      />
      <Amount label={t('stock-value.units')} value={quantity(sum.units)} />
      <Amount label={t('stock-value.items')} value={quantity(sum.items)} />
      {sum.itemsWithoutCost > 0 && (
        <Amount
          label={t('stock-value.units-without-cost')}
          value={quantity(sum.unitsWithoutCost)}
          remark={t('stock-value.not-in-total')}
        />
      )}
    </InlineStack>
  )
}

/** The items, each at one location. */
export function ValueRows({ items }: { items: readonly ValuedItem[] }) {
  const { t } = useWords()
  return (
    <IndexTable
      resourceName={{ singular: t('stock.one'), plural: t('stock.many') }}
      itemCount={items.length}
      selectable={false}
      headings={[
        { title: t('stock.item') },
        { title: t('stock.location') },
        { title: t('stock.on-hand'), alignment: 'end' },
        { title: t('stock-value.unit-cost'), alignment: 'end' },
        { title: t('stock-value.value'), alignment: 'end' },
      ]}
    >
      {items.map((one, index) => (
        <Row key={`${one.item} ${one.location}`} one={one} index={index} />
      ))}
    </IndexTable>
  )
}

function Row({ one, index }: { one: ValuedItem; index: number }) {
  const { quantity, money } = useWords()
  return (
    <IndexTable.Row id={`${one.item} ${one.location}`} position={index}>
      <IndexTable.Cell>
        <Link dataPrimaryLink url={`/app/stock/${idOf(one.item as Gid)}`} removeUnderline>
          <Text as="span" fontWeight="semibold">
            {one.title}
          </Text>
        </Link>
        <Text as="p" tone="subdued" variant="bodySm">
          {one.sku}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>{one.locationName}</IndexTable.Cell>
      <Figure>{quantity(one.onHand)}</Figure>
      <Figure>{money(one.unitCost)}</Figure>
      <Figure>{money(one.value)}</Figure>
    </IndexTable.Row>
  )
}

function Figure({ children }: { children: string }) {
  return (
    <IndexTable.Cell>
      <Text as="p" alignment="end" numeric>
        {children}
      </Text>
    </IndexTable.Cell>
  )
}
