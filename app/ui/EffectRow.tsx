import { BlockStack, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'

type Props = { title: string; effect: ReactNode; children?: ReactNode }

/** What a button does, said beside it; below each other where there is no room. */
export function EffectRow({ title, effect, children }: Props) {
  return (
    <div
      style={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 16,
        alignItems: 'center',
        justifyContent: 'space-between',
      }}
    >
      <div style={{ flex: '1 1 280px', maxWidth: 640 }}>
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          <Text as="p">{effect}</Text>
        </BlockStack>
      </div>
      {children && <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>{children}</div>}
    </div>
  )
}
