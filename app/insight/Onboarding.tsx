import { Badge, BlockStack, Box, Button, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris'
import type { Action } from '../ui/useAction.ts'
import { useWords } from '../ui/words.tsx'
import type { HomeView } from './read-home.server.ts'

const STEPS = [
  { step: 'identity', url: '/app/settings' },
  { step: 'location', url: '/app/settings' },
  { step: 'suppliers', url: '/app/suppliers' },
  { step: 'numbers', url: '/app/settings' },
] as const

/** What to set up before anything leaves, and the one button that starts. */
export function Onboarding({ home, act }: { home: HomeView; act: Action }) {
  const { t } = useWords()
  const count = STEPS.filter(({ step }) => home.checklist[step]).length
  const ready = home.checklist.identity && home.checklist.location
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('start.title')}
          </Text>
          <Text as="p" tone="subdued">
            {t('start.why')}
          </Text>
        </BlockStack>
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          <Text as="span" variant="bodySm">
            {t('start.progress', { ready: count, all: STEPS.length })}
          </Text>
          <Box width="100%" maxWidth="240px">
            <ProgressBar progress={(count / STEPS.length) * 100} size="small" />
          </Box>
        </InlineStack>
        {STEPS.map(({ step, url }) => (
          <InlineStack key={step} align="space-between" blockAlign="center" gap="300" wrap={false}>
            <BlockStack gap="050">
              <InlineStack gap="200" align="start" blockAlign="center">
                <Text as="h3" variant="headingSm">
                  {t(`start.${step}`)}
                </Text>
                {home.checklist[step] ? (
                  <Badge tone="success">{t('start.ready')}</Badge>
                ) : (
                  <Badge>{t('start.open')}</Badge>
                )}
              </InlineStack>
              <Text as="p" tone="subdued">
                {t(`start.${step}-why`)}
              </Text>
            </BlockStack>
            <Button url={url} accessibilityLabel={t(`start.${step}`)}>
              {home.checklist[step] ? t('start.look') : t('start.set-up')}
            </Button>
          </InlineStack>
        ))}
        <InlineStack align="space-between" blockAlign="center" gap="300">
          <Box maxWidth="460px">
            <Text as="p" tone="subdued">
              {ready ? t('start.effect') : t('start.not-yet')}
            </Text>
          </Box>
          <Button variant="primary" loading={act.busy} disabled={!ready} onClick={() => act.run('start')}>
            {t('start.button')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  )
}
