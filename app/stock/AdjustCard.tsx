import { Badge, BlockStack, Button, Card, InlineStack, Select, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { Amount } from '#app/ui/Amount.tsx'
import { ConfirmButton } from '#app/ui/ConfirmButton.tsx'
import { nameOf } from '#app/ui/name-of.ts'
import { Refusal } from '#app/ui/Refusal.tsx'
import type { Said } from '#app/ui/said.ts'
import { useAction } from '#app/ui/useAction.ts'
import { useForm } from '#app/ui/useForm.ts'
import { useWords } from '#app/ui/words.tsx'
import { DID, reasonsOf, type Noted } from './adjustment.ts'
import type { MadeAdjustment } from './adjustments.server.ts'
import { LosesUnits, type OrderEffects } from './LosesUnits.tsx'

type Preview = OrderEffects & {
  readonly onHand: number
  readonly free: number
  readonly value: string | null
}
/** What noting a loss says, with what it does when that was only asked. */
export type AdjustSaid = Said & { readonly preview?: Preview }

type Props = { places: readonly { id: string; name: string }[]; newAdjustment: string }

/** Units that broke, were lost or turned up: what noting it does is shown before it is done. */
export function AdjustCard({ places, newAdjustment }: Props) {
  const { t } = useWords()
  const act = useAction<AdjustSaid>()
  // The page's data may be read anew while the form stands: its adjustment stays the one it was drawn with.
  const [id] = useState(newAdjustment)
  const [shown, setShown] = useState<string | null>(null)
  const saved = { location: places[0]?.id ?? '', did: 'gone', reason: 'broken', quantity: '', note: '' }
  const { values, set, field } = useForm<Record<keyof typeof saved, string>>(saved, act)
  const did = values.did as Noted
  const reasons = reasonsOf(did)
  const asked = JSON.stringify(values)
  // Noting is offered for exactly what was looked at.
  const preview = shown === asked ? act.answer?.preview : undefined
  const look = () => {
    setShown(asked)
    act.run('preview-adjust', { id, ...values })
  }
  const choose = (next: Noted) => set({ ...values, did: next, reason: reasonsOf(next)[0]! })
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('adjust.title')}
          </Text>
          <Text as="p" tone="subdued">
            {t('adjust.why')}
          </Text>
        </BlockStack>
        <div style={FIELDS}>
          <Select
            label={t('adjust.did')}
            options={DID.map((value) => ({ value, label: t(`adjust.did.${value}`) }))}
            value={did}
            onChange={(value) => choose(value as Noted)}
            helpText={t(`adjust.did.${did}-why`)}
          />
          <TextField label={t('purchase.quantity')} inputMode="numeric" {...field('quantity')} />
          <Select
            label={t('stock.location')}
            options={places.map((place) => ({ value: place.id, label: place.name }))}
            value={values.location}
            onChange={(location) => set({ ...values, location })}
          />
          <Select
            label={t('stock-take.reason')}
            options={reasons.map((value) => ({ value, label: t(`adjust.reason.${value}`) }))}
            value={values.reason}
            onChange={(reason) => set({ ...values, reason })}
          />
          <TextField label={t('stock-take.note')} maxLength={200} {...field('note')} />
        </div>
        <Refusal said={act.refusal?.fields ? null : act.refusal} />
        {preview && <Effect preview={preview} />}
        <InlineStack gap="200">
          <Button
            onClick={look}
            disabled={act.busy || values.quantity === ''}
            loading={act.intent === 'preview-adjust'}
          >
            {t('adjust.preview')}
          </Button>
          {preview && (
            <Button
              variant="primary"
              disabled={act.busy}
              loading={act.intent === 'adjust'}
              onClick={() => act.run('adjust', { id, ...values })}
            >
              {t('adjust.button')}
            </Button>
          )}
        </InlineStack>
      </BlockStack>
    </Card>
  )
}

const FIELDS = {
  display: 'grid',
  gap: 16,
  gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
  alignItems: 'start',
} as const

function Effect({ preview }: { preview: Preview }) {
  const { t, quantity, money } = useWords()
  return (
    <BlockStack gap="300">
      <InlineStack gap="500">
        <Amount label={t('adjust.then-on-hand')} value={quantity(preview.onHand)} />
        <Amount label={t('adjust.then-free')} value={quantity(preview.free)} />
        <Amount label={t('stock-take.value')} value={money(preview.value)} />
      </InlineStack>
      <LosesUnits effects={preview} />
    </BlockStack>
  )
}

/** Losses and finds of an item, newest first; one that nothing followed can be taken back. */
export function AdjustmentsCard({ made }: { made: readonly MadeAdjustment[] }) {
  const { t } = useWords()
  const act = useAction()
  if (made.length === 0) return null
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('adjust.made')}
        </Text>
        <Refusal said={act.refusal} />
        {made.map((one) => (
          <InlineStack key={one.id} align="space-between" gap="200" blockAlign="center">
            <Made one={one} />
            {one.mayUndo && (
              <ConfirmButton
                label={t('adjust.undo')}
                effect={t('adjust.undo-effect')}
                loading={act.busy}
                onConfirm={() => act.run('undo-adjust', { id: one.id })}
              />
            )}
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  )
}

function Made({ one }: { one: MadeAdjustment }) {
  const { t, quantity, money, dateTime } = useWords()
  const what = `${quantity(one.quantity)} × ${t(`adjust.did.${one.did}`)} · ${t(`adjust.reason.${one.reason}`)}`
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span">{[what, one.value && money(one.value), one.note].filter(Boolean).join(' · ')}</Text>
        {one.undoneAt && <Badge>{t('adjust.taken-back')}</Badge>}
      </InlineStack>
      <Text as="span" tone="subdued" variant="bodySm">
        {[
          one.locationName,
          dateTime(one.at),
          nameOf(one.who, t),
          one.undoneAt && t('adjust.undone-by', { who: one.undoneBy ?? '', at: dateTime(one.undoneAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </BlockStack>
  )
}
