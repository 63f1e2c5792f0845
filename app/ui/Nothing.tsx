import { BlockStack, Box, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'

/** What a list says when it is empty: what would be here, and what to do about it. */
export function Nothing({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <Box padding="800">
      <BlockStack gap="200" inlineAlign="center">
        <Text as="h2" variant="headingMd" alignment="center">
          {title}
        </Text>
        {children && (
          <Text as="p" tone="subdued" alignment="center">
            {children}
          </Text>
        )}
        {action}
      </BlockStack>
    </Box>
  )
}
