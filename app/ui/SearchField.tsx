import { Icon, TextField } from '@shopify/polaris'
import { SearchIcon } from '@shopify/polaris-icons'
import { useEffect, useRef, useState } from 'react'
import { useAddress } from './useAddress.ts'
import { useWords } from './words.tsx'

// Long enough that a word is typed, short enough that nobody waits.
const PAUSE_MS = 300

/** A search that changes `?search=` of the page's address while one types. */
export function SearchField({ label }: { label: string }) {
  const { t } = useWords()
  const { params, change, loading } = useAddress()
  const inAddress = params.get('search') ?? ''
  const [text, setText] = useState(inAddress)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const search = (value: string, wait: number) => {
    setText(value)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => change({ search: value.trim() || null }, true), wait)
  }
  return (
    <TextField
      label={label}
      labelHidden
      placeholder={label}
      value={text}
      onChange={(value) => search(value, PAUSE_MS)}
      clearButton
      onClearButtonClick={() => search('', 0)}
      prefix={<Icon source={SearchIcon} />}
      loading={loading}
      autoComplete="off"
      ariaControls="list"
      role="searchbox"
      helpText={inAddress ? t('common.found-by', { search: inAddress }) : undefined}
    />
  )
}
