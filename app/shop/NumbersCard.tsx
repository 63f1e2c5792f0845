import { BlockStack, Card, InlineStack, Text, TextField } from '@shopify/polaris'
import { ConfirmButton } from '#app/ui/ConfirmButton.tsx'
import { Refusal } from '#app/ui/Refusal.tsx'
import { useAction } from '#app/ui/useAction.ts'
import { useForm } from '#app/ui/useForm.ts'
import { useWords } from '#app/ui/words.tsx'
import type { SettingsView } from './read-settings.server.ts'

const KINDS = ['invoice', 'delivery-note', 'transfer-note', 'purchase-order'] as const
type Kind = (typeof KINDS)[number]

/** The next number of each series: set once, to continue an earlier one; locked by the first document. */
export function NumbersCard({ series }: { series: SettingsView['series'] }) {
  const { t } = useWords()
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('settings.numbers')}
          </Text>
          <Text as="p" tone="subdued">
            {t('settings.numbers-why')}
          </Text>
        </BlockStack>
        {KINDS.map((kind) => {
          const known = series.find((one) => one.kind === kind)
          return (
            <NextNumber
              key={`${kind} ${known?.next}`}
              kind={kind}
              next={known?.next ?? 1}
              locked={known?.locked ?? false}
            />
          )
        })}
      </BlockStack>
    </Card>
  )
}

function NextNumber({ kind, next, locked }: { kind: Kind; next: number; locked: boolean }) {
  const { t } = useWords()
  const act = useAction()
  const { values, field, changed } = useForm({ next: String(next) }, act)
  return (
    <BlockStack gap="200">
      <Refusal said={act.refusal?.fields ? null : act.refusal} />
      <InlineStack gap="200" blockAlign="end">
        <div style={{ width: 220 }}>
          <TextField
            label={t('settings.next-of', { kind: t(`document.kind.${kind}`) })}
            type="number"
            min={1}
            helpText={locked ? t('settings.locked') : undefined}
            {...field('next')}
            disabled={locked || act.busy}
          />
        </div>
        {!locked && (
          <ConfirmButton
            label={t('settings.set-number')}
            effect={t('settings.set-number-effect', { kind: t(`document.kind.${kind}`), next: values.next })}
            loading={act.busy}
            disabled={!changed}
            onConfirm={() => act.run('next-number', { kind, next: values.next })}
          />
        )}
      </InlineStack>
    </BlockStack>
  )
}
