import { Button, Modal, Text, type ButtonProps } from '@shopify/polaris'
import { useRef, useState } from 'react'
import { useWords } from './words.tsx'

type Props = {
  /** The button's words, and the question's title. */
  label: string
  /** What will happen, said before it does. */
  effect: string
  onConfirm: () => void
  loading: boolean
  disabled?: boolean
  tone?: ButtonProps['tone']
  variant?: ButtonProps['variant']
}

// As long as a slow double click takes: its second click falls beside the question that the first one opened.
const DOUBLE_CLICK_MS = 500

/** A button that first says what it will do. A double click asks once, and does not close the question. */
export function ConfirmButton({ label, effect, onConfirm, loading, disabled, tone, variant }: Props) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const askedAt = useRef(0)
  const ask = () => {
    askedAt.current = performance.now()
    setOpen(true)
  }
  const close = () => {
    if (performance.now() - askedAt.current > DOUBLE_CLICK_MS) setOpen(false)
  }
  const confirm = () => {
    setOpen(false)
    onConfirm()
  }
  return (
    <>
      <Button onClick={ask} loading={loading} disabled={disabled} tone={tone} variant={variant}>
        {label}
      </Button>
      <Modal
        open={open}
        onClose={close}
        title={label}
        primaryAction={{ content: label, onAction: confirm, destructive: tone === 'critical' }}
        secondaryActions={[{ content: t('common.go-back'), onAction: () => setOpen(false) }]}
      >
        <Modal.Section>
          <Text as="p">{effect}</Text>
        </Modal.Section>
      </Modal>
    </>
  )
}
