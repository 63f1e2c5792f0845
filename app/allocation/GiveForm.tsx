import { BlockStack, Button, Card, FormLayout, InlineStack, Select, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { useWords } from '#app/ui/words.tsx'
import type { BoardRow, ByHand } from './board.ts'
import { placesBetween } from './places-between.ts'

/** Which orders are chosen already. */
export type Giving = { readonly from: string | null; readonly to: string | null }

type Props = {
  readonly rows: readonly BoardRow[]
  readonly locations: ReadonlyMap<string, string>
  readonly giving: Giving
  readonly busy: boolean
  readonly onLook: (gift: ByHand) => void
  readonly onClose: () => void
}

/** Takes units from one order for another: what it does is seen before it is done. */
export function GiveForm({ rows, locations, giving, busy, onLook, onClose }: Props) {
  const { t } = useWords()
  const givers = rows.filter((row) => row.places.some((place) => place.mayGive > 0))
  const takers = rows.filter((row) => row.places.some((place) => place.wanted > 0))
  const [from, setFrom] = useState(giving.from ?? firstOther(givers, giving.to))
  const [to, setTo] = useState(giving.to ?? firstOther(takers, giving.from))
  const [at, setAt] = useState('')
  const [text, setText] = useState<string | null>(null)
  const places = placesBetween(
    rows.find((row) => row.order === from),
    rows.find((row) => row.order === to),
  )
  const place = places.find((one) => one.location === at) ?? places[0]
  const quantity = text ?? (place ? String(place.most) : '')
  const wrong = !/^\d{1,7}$/.test(quantity) || Number(quantity) < 1 || Number(quantity) > (place?.most ?? 0)
  const options = (list: readonly BoardRow[], not: string) =>
    list
      .filter((row) => row.order !== not)
      .map((row) => ({ value: row.order, label: [row.name, row.customer].filter(Boolean).join(' · ') }))
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('board.give-title')}
        </Text>
        <FormLayout>
          <FormLayout.Group>
            <Select label={t('board.from')} options={options(givers, to)} value={from} onChange={setFrom} />
            <Select label={t('board.to')} options={options(takers, from)} value={to} onChange={setTo} />
          </FormLayout.Group>
          {places.length > 1 && (
            <Select
              label={t('stock.location')}
              options={places.map(({ location }) => ({
                value: location,
                label: locations.get(location) ?? location,
              }))}
              value={place?.location}
              onChange={setAt}
            />
          )}
          {place ? (
            <TextField
              label={t('purchase.quantity')}
              type="number"
              min={1}
              max={place.most}
              value={quantity}
              onChange={setText}
              helpText={t('board.at-most', { count: place.most, place: locations.get(place.location) ?? '' })}
              autoComplete="off"
            />
          ) : (
            <Text as="p" tone="caution">
              {t('board.nothing-to-give')}
            </Text>
          )}
        </FormLayout>
        <InlineStack gap="200">
          <Button
            variant="primary"
            disabled={busy || wrong}
            loading={busy}
            onClick={() =>
              place &&
              onLook({ kind: 'gift', from, to, location: place.location, quantity: Number(quantity) })
            }
          >
            {t('board.look')}
          </Button>
          <Button disabled={busy} onClick={onClose}>
            {t('common.go-back')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  )
}

function firstOther(rows: readonly BoardRow[], not: string | null): string {
  return rows.find((row) => row.order !== not)?.order ?? ''
}
