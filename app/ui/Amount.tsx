import { BlockStack, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'

/** A figure with its name above and a remark below. */
export function Amount({ label, value, remark }: { label: string; value: ReactNode; remark?: ReactNode }) {
  return (
    <BlockStack gap="050">
      <Text as="span" tone="subdued" variant="bodySm">
        {label}
      </Text>
      <Text as="span" variant="headingMd" numeric>
        {value}
      </Text>
      {remark && (
        <Text as="span" tone="subdued" variant="bodySm">
          {remark}
        </Text>
      )}
    </BlockStack>
  )
}
