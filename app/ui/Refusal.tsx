import { Banner, BlockStack, Text } from '@shopify/polaris'
import { useEffect, useRef } from 'react'
import type { Said } from './said.ts'
import { useWords } from './words.tsx'

/** Why an action did nothing; takes the focus, so that nobody misses it, and stays until the next attempt. */
export function Refusal({ said }: { said: Said | null }) {
  const { t } = useWords()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (said) place.current?.scrollIntoView({ block: 'nearest' })
  }, [said])
  if (!said) return null
  return (
    <div ref={place} role="alert">
      <Banner tone="critical">
        <BlockStack gap="100">
          <Text as="p">{t(said.key, said.params)}</Text>
        </BlockStack>
      </Banner>
    </div>
  )
}
