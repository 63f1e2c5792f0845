import { Button } from '@shopify/polaris'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useState } from 'react'
import { useWords } from './words.tsx'

const KEPT_MS = 60_000

/** Saves a file of the app. A plain link would carry no session token, so the bytes are fetched with it first. */
export function DownloadButton({
  address,
  name,
  type,
  children,
}: {
  address: string
  name: string
  type: string
  children: string
}) {
  const { t } = useWords()
  const shopify = useAppBridge()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      const response = await fetch(address)
      if (!response.ok) throw new Error(String(response.status))
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob([await response.arrayBuffer()], { type }))
      link.download = name
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS)
    } catch {
      shopify.toast.show(t('common.download-failed'), { isError: true })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button onClick={() => void save()} loading={busy}>
      {children}
    </Button>
  )
}
