import { useEffect, useState } from 'react'
import { useTyped } from '#app/ui/useTyped.ts'
import { useWords } from '#app/ui/words.tsx'

type Props = {
  label: string
  /** Null: not counted yet. */
  units: number | null
  onAdd: (units: number) => void
  onSet: (units: number) => void
  large?: boolean
}

/** A quantity with one more and one less beside it, large enough for a thumb; typed, it replaces what was counted. */
export function Stepper({ label, units, onAdd, onSet, large = false }: Props) {
  const { t } = useWords()
  const saved = units === null ? '' : String(units)
  const [text, setText] = useState(saved)
  useEffect(() => setText(saved), [saved])
  useTyped(text !== saved)
  const wrong = !/^\d{0,7}$/.test(text)
  const save = () => {
    if (text === saved) return
    if (wrong || text === '') setText(saved)
    else onSet(Number(text))
  }
  const size = large ? 56 : 44
  const button = { ...BUTTON, width: size, height: size }
  return (
    <div style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
      <button
        type="button"
        style={button}
        onClick={() => onAdd(-1)}
        disabled={!units}
        aria-label={t('stock-take.one-less', { title: label })}
      >
        −
      </button>
      <input
        value={text}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={save}
        onKeyDown={(event) => event.key === 'Enter' && save()}
        inputMode="numeric"
        placeholder="–"
        aria-label={t('stock-take.counted-of', { title: label })}
        aria-invalid={wrong}
        autoComplete="off"
        style={{ ...FIGURE, width: large ? 96 : 72, height: size, fontSize: large ? 26 : 18 }}
      />
      <button
        type="button"
        style={button}
        onClick={() => onAdd(1)}
        aria-label={t('stock-take.one-more', { title: label })}
      >
        +
      </button>
    </div>
  )
}

const BUTTON = {
  fontSize: 24,
  lineHeight: 1,
  cursor: 'pointer',
  background: 'var(--p-color-bg-fill)',
  color: 'var(--p-color-text)',
  border: '1px solid var(--p-color-border)',
  borderRadius: 'var(--p-border-radius-200)',
} as const

const FIGURE = {
  textAlign: 'center',
  fontVariantNumeric: 'tabular-nums',
  border: '1px solid var(--p-color-input-border)',
  borderRadius: 'var(--p-border-radius-200)',
} as const
