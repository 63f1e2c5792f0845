import { Banner, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '#app/ui/words.tsx'
import { Stepper } from './Stepper.tsx'

/** What the last scan or quantity came to. */
export type LastCount =
  | {
      readonly kind: 'counted'
      readonly key: string
      readonly item: string
      readonly title: string
      readonly sku: string | null
      readonly counted: number | null
    }
  | { readonly kind: 'unknown' | 'ambiguous' | 'untracked'; readonly code: string }

type Props = {
  last: LastCount | null
  waiting: number
  offline: boolean
  onScan: (code: string) => void
  onAdd: (item: string, units: number) => void
  onSet: (item: string, units: number) => void
  onUndo: (() => void) | null
}

/** One field into which codes are scanned or typed, always ready for the next, and what the last one counted. */
export function ScanCard({ last, waiting, offline, onScan, onAdd, onSet, onUndo }: Props) {
  const { t } = useWords()
  return (
    <Card>
      <BlockStack gap="400">
        <ScanField onScan={onScan} />
        {offline && <Banner tone="warning">{t('stock-take.offline', { count: waiting })}</Banner>}
        {/* Said aloud also to who does not look. */}
        <div aria-live="assertive">
          {last && last.kind !== 'counted' && (
            <Banner tone="critical" title={t(`stock-take.scan.${last.kind}`, { code: last.code })}>
              <Text as="p">{t(`stock-take.scan.${last.kind}-why`)}</Text>
            </Banner>
          )}
          {last?.kind === 'counted' && (
            <Last last={last} onAdd={onAdd} onSet={onSet} onUndo={onUndo} waiting={waiting} />
          )}
        </div>
      </BlockStack>
    </Card>
  )
}

type LastProps = Pick<Props, 'onAdd' | 'onSet' | 'onUndo' | 'waiting'> & {
  last: Extract<LastCount, { kind: 'counted' }>
}

function Last({ last, onAdd, onSet, onUndo, waiting }: LastProps) {
  const { t } = useWords()
  return (
    <BlockStack gap="300">
      <BlockStack gap="050">
        <Text as="h2" variant="headingLg">
          {last.title}
        </Text>
        <Text as="span" tone="subdued">
          {[last.sku, last.counted === null && t('stock-take.uncounted')].filter(Boolean).join(' · ')}
        </Text>
      </BlockStack>
      <InlineStack gap="400" blockAlign="center">
        <Stepper
          large
          label={last.title}
          units={last.counted}
          onAdd={(units) => onAdd(last.item, units)}
          onSet={(units) => onSet(last.item, units)}
        />
        {onUndo && (
          <Button size="large" onClick={onUndo} disabled={waiting > 0}>
            {t('stock-take.undo')}
          </Button>
        )}
      </InlineStack>
    </BlockStack>
  )
}

const FIELD = {
  width: '100%',
  height: 56,
  fontSize: 22,
  padding: '0 14px',
  border: '2px solid var(--p-color-border-emphasis)',
  borderRadius: 'var(--p-border-radius-200)',
} as const

function ScanField({ onScan }: { onScan: (code: string) => void }) {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const field = useRef<HTMLInputElement>(null)
  // A scanner types wherever the focus is: it comes back here from whatever was pressed, not from where one types.
  useEffect(() => {
    const back = ({ target }: Event) => {
      const typing =
        target instanceof Element && target.closest('input, textarea, select, a, [role="dialog"]')
      if (!typing) setTimeout(() => field.current?.focus(), 0)
    }
    field.current?.focus()
    document.addEventListener('click', back)
    return () => document.removeEventListener('click', back)
  }, [])
  const scan = () => {
    if (code.trim() === '') return
    onScan(code.trim())
    setCode('')
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        scan()
      }}
    >
      <label htmlFor="scan" style={{ display: 'block', marginBottom: 4 }}>
        {t('stock-take.scan')}
      </label>
      <div style={{ display: 'flex', gap: 8, alignItems: 'stretch' }}>
        <input
          id="scan"
          ref={field}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          style={FIELD}
          maxLength={200}
          autoComplete="off"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="done"
        />
        <Button submit size="large" variant="primary" disabled={code.trim() === ''}>
          {t('stock-take.scan-add')}
        </Button>
      </div>
    </form>
  )
}
