import { BlockStack, Box, Button, Collapsible, InlineStack, Text } from '@shopify/polaris'
import { useId, useState } from 'react'
import { useWords } from '#app/ui/words.tsx'
import type { Slip } from './slip.ts'

/** The message as it will go, or to be told otherwise where there is no address. */
export function SlipMessage({ slip, open: openFirst }: { slip: Slip; open: boolean }) {
  const { t } = useWords()
  const id = useId()
  const [open, setOpen] = useState(openFirst || !slip.email)
  const { subject, text } = slip.message
  return (
    <BlockStack gap="200">
      <InlineStack gap="300" blockAlign="center">
        <Text as="span" tone={slip.email ? undefined : 'caution'}>
          {slip.email ? t('slip.to', { address: slip.email }) : t('slip.no-address')}
        </Text>
        <Button variant="plain" onClick={() => setOpen(!open)} ariaExpanded={open} ariaControls={id}>
          {open ? t('slip.hide') : t('slip.show')}
        </Button>
        {!slip.email && <CopyButton text={`${subject}\n\n${text}`} />}
      </InlineStack>
      <Collapsible id={id} open={open}>
        <Box background="bg-surface-secondary" padding="300" borderRadius="200">
          <BlockStack gap="200">
            <Text as="p" fontWeight="semibold">
              {subject}
            </Text>
            <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text.trim()}</div>
          </BlockStack>
        </Box>
      </Collapsible>
    </BlockStack>
  )
}

// Where the admin's frame does not allow to copy, the text can be marked by hand: it is on the page.
function CopyButton({ text }: { text: string }) {
  const { t } = useWords()
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    )
  return (
    <Button variant="plain" onClick={() => void copy()}>
      {copied === null ? t('slip.copy') : t(`slip.copied.${copied}`)}
    </Button>
  )
}
