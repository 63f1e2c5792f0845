import { Button, Modal, Text, type ButtonProps } from '@shopify/polaris'
import { useState } from 'react'
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

/** A button that first says what it will do. */
export function ConfirmButton({ label, effect, onConfirm, loading, disabled, tone, variant }: Props) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const confirm = () => {
    setOpen(false)
    onConfirm()
  }
  return (
    <>
      <Button
        onClick={() => setOpen(true)}
        loading={loading}
        disabled={disabled}
        tone={tone}
        variant={variant}
      >
        {label}
      </Button>
      <Modal
        open={open}
        onClose={() => setOpen(false)}
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
