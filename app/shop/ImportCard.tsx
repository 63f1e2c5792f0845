import {
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  InlineGrid,
  InlineStack,
  ProgressBar,
  Text,
} from '@shopify/polaris'
import type { Action } from '../ui/useAction.ts'
import { useWords } from '../ui/words.tsx'
import type { ImportView } from './import-steps.server.ts'

type Step = ImportView['steps'][number]

/** What is being read from Shopify and how far it is; or what came, and the way to read it again. */
export function ImportCard({ view, act }: { view: ImportView; act: Action }) {
  const { t, dateTime } = useWords()
  const busy = act.busy && act.intent === 'import'
  const button = (label: string) => (
    <Button loading={busy} onClick={() => act.run('import')}>
      {label}
    </Button>
  )
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t('import.title')}
          </Text>
          {view.state === 'done' && button(t('import.again'))}
        </InlineStack>
        {view.state === 'failed' && (
          <Banner tone="critical">
            <BlockStack gap="200" inlineAlign="start">
              <Text as="p">{t('import.failed')}</Text>
              {button(t('import.try-again'))}
            </BlockStack>
          </Banner>
        )}
        {view.state !== 'failed' && (
          <Text as="p" tone="subdued">
            {view.state === 'done' && view.at
              ? t('import.done-at', { at: dateTime(view.at) })
              : t(view.started ? 'import.running-again' : 'import.running')}
          </Text>
        )}
        <div aria-live="polite">
          <BlockStack gap="200">
            {view.steps.map((step) => (
              <StepRow key={step.step} step={step} />
            ))}
          </BlockStack>
        </div>
      </BlockStack>
    </Card>
  )
}

function StepRow({ step }: { step: Step }) {
  const { t } = useWords()
  return (
    <InlineGrid columns={{ xs: 1, sm: '1fr 2fr' }} gap="200" alignItems="center">
      <Text as="span">{t(`import.step.${step.step}`)}</Text>
      <InlineStack gap="300" blockAlign="center" wrap={false}>
        <Box width="120px">
          <ProgressBar
            progress={shareOf(step)}
            size="small"
            tone={step.state === 'failed' ? 'critical' : 'highlight'}
            ariaLabelledBy={`import-${step.step}`}
          />
        </Box>
        <Text as="span" variant="bodySm" tone="subdued" id={`import-${step.step}`}>
          <Said step={step} />
        </Text>
      </InlineStack>
    </InlineGrid>
  )
}

function Said({ step: { state, done, expected, problem } }: { step: Step }) {
  const { t, quantity } = useWords()
  switch (state) {
    case 'waiting':
      return t('import.waiting')
    case 'asked':
      return expected ? t('import.asked', { count: expected }) : t('import.looking')
    case 'reading':
      return t('import.reading', { done: quantity(done), expected: quantity(expected ?? done) })
    case 'failed':
      return t('import.step-failed', { why: problem ?? '' })
    case 'done':
      return problem ? t('import.denied') : t('import.done', { count: done })
  }
}

function shareOf({ state, done, expected }: Step): number {
  if (state === 'done') return 100
  return expected ? Math.round((100 * done) / Math.max(done, expected)) : 0
}
