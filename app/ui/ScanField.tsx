import { TextField } from '@shopify/polaris'
import { useState } from 'react'

type Props = {
  label: string
  help?: string
  /** What was wrong with the last code: said aloud by whoever reads the page to a person. */
  error?: string | undefined
  onScan: (code: string) => void
}

/** Where a scanner types: each code ends with Enter, and the field is empty again for the next. */
export function ScanField({ label, help, error, onScan }: Props) {
  const [text, setText] = useState('')
  const scan = () => {
    const code = text.trim()
    setText('')
    if (code) onScan(code)
  }
  return (
    <div onKeyDown={(event) => event.key === 'Enter' && scan()}>
      <TextField
        label={label}
        value={text}
        onChange={setText}
        helpText={help}
        error={error}
        inputMode="text"
        autoComplete="off"
      />
    </div>
  )
}
