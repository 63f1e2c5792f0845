import { useFetcher } from '@remix-run/react'
import { Autocomplete, Icon } from '@shopify/polaris'
import { SearchIcon } from '@shopify/polaris-icons'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '#app/ui/words.tsx'
import type { FoundItem } from './read-supplier.server.ts'

type Chosen = Pick<FoundItem, 'item' | 'title'>

type Props = {
  label: string
  chosen: Chosen | null
  onChoose: (item: FoundItem | null) => void
  error?: string
}

const PAUSE_MS = 250

/** Finds an item by title, SKU or barcode while one types. */
export function ItemSearch({ label, chosen, onChoose, error }: Props) {
  const { t } = useWords()
  const fetcher = useFetcher<{ items: FoundItem[] }>()
  const [text, setText] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const items = fetcher.data?.items ?? []
  const search = (value: string) => {
    setText(value)
    if (chosen) onChoose(null)
    clearTimeout(timer.current)
    if (value.trim() === '') return
    timer.current = setTimeout(() => fetcher.load(`/app/items?search=${encodeURIComponent(value)}`), PAUSE_MS)
  }
  const choose = ([id]: string[]) => {
    const found = items.find((one) => one.item === id)
    if (!found) return
    setText(found.title)
    onChoose(found)
  }
  return (
    <div style={{ minWidth: 240, flex: 1 }}>
      <Autocomplete
        options={items.map(({ item, title, sku }) => ({
          value: item,
          label: sku ? `${title} · ${sku}` : title,
        }))}
        selected={chosen ? [chosen.item] : []}
        onSelect={choose}
        loading={fetcher.state !== 'idle'}
        textField={
          <Autocomplete.TextField
            label={label}
            value={chosen?.title ?? text}
            onChange={search}
            placeholder={t('item.search')}
            prefix={<Icon source={SearchIcon} />}
            error={error}
            autoComplete="off"
          />
        }
      />
    </div>
  )
}
