import { Badge, BlockStack, Text } from '@shopify/polaris'
import { useWords } from '#app/ui/words.tsx'
import type { CountedLine } from './read-stock-take.server.ts'
import { Stepper } from './Stepper.tsx'

type Props = {
  lines: readonly CountedLine[]
  onAdd: (item: string, units: number) => void
  onSet: (item: string, units: number) => void
  readOnly: boolean
}

/** The items of a stock-take, each with what was counted; what the books expect is not shown. */
export function CountedLines({ lines, onAdd, onSet, readOnly }: Props) {
  return (
    <div>
      {lines.map((line) => (
        <Line key={line.item} line={line} onAdd={onAdd} onSet={onSet} readOnly={readOnly} />
      ))}
    </div>
  )
}

const ROW = {
  display: 'flex',
  flexWrap: 'wrap',
  gap: 12,
  alignItems: 'center',
  justifyContent: 'space-between',
  padding: '12px 16px',
  borderTop: '1px solid var(--p-color-border)',
} as const

function Line({ line, onAdd, onSet, readOnly }: { line: CountedLine } & Omit<Props, 'lines'>) {
  const { t, quantity } = useWords()
  return (
    <div style={ROW}>
      <div style={{ flex: '1 1 180px', minWidth: 0 }}>
        <BlockStack gap="050">
          <Text as="span" fontWeight="semibold" breakWord>
            {line.title}
          </Text>
          <Text as="span" tone="subdued" variant="bodySm">
            {[line.sku, line.barcode, line.countedBy].filter(Boolean).join(' · ')}
          </Text>
          {line.moved && (
            <span>
              <Badge tone="attention">{t('stock-take.moved')}</Badge>
            </span>
          )}
        </BlockStack>
      </div>
      {readOnly ? (
        <Text as="span" variant="headingMd" numeric>
          {line.counted === null ? '–' : quantity(line.counted)}
        </Text>
      ) : (
        <Stepper
          label={line.title}
          units={line.counted}
          onAdd={(units) => onAdd(line.item, units)}
          onSet={(units) => onSet(line.item, units)}
        />
      )}
    </div>
  )
}
