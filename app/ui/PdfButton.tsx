import { Button, type ButtonProps } from '@shopify/polaris'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useState } from 'react'
import { useWords } from './words.tsx'

type Props = {
  document: string
  name: string
  label?: string
  variant?: ButtonProps['variant']
  size?: ButtonProps['size']
}

// Long enough for the slowest viewer to have read the bytes.
const KEPT_MS = 60_000

/**
 * Opens a document's PDF. A plain link would carry no session token, so the bytes are fetched with it (App Bridge adds
 * it to every fetch) and shown from memory.
 */
export function PdfButton({ document: id, name, label, variant = 'plain', size }: Props) {
  const { t } = useWords()
  const shopify = useAppBridge()
  const [busy, setBusy] = useState(false)
  const open = async () => {
    setBusy(true)
    try {
      const response = await fetch(`/app/documents/${id}/pdf`)
      if (!response.ok) throw new Error(String(response.status))
      show(await response.blob(), name)
    } catch {
      shopify.toast.show(t('document.pdf-failed'), { isError: true })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button
      variant={variant}
      size={size}
      loading={busy}
      onClick={() => void open()}
      accessibilityLabel={t('document.open-pdf-of', { number: name })}
    >
      {label ?? t('document.open-pdf')}
    </Button>
  )
}

function show(blob: Blob, name: string) {
  const address = URL.createObjectURL(new Blob([blob], { type: 'application/pdf' }))
  const opened = window.open(address, '_blank')
  if (!opened) download(address, name)
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS)
}

// Where the browser forbids a new window, the file is saved instead.
function download(address: string, name: string) {
  const link = window.document.createElement('a')
  link.href = address
  link.download = `${name}.pdf`
  link.click()
}
