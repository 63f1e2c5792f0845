import { Banner, BlockStack, Card, ChoiceList, Text } from '@shopify/polaris'
import { Amount } from '#app/ui/Amount.tsx'
import { ConfirmButton } from '#app/ui/ConfirmButton.tsx'
import { EffectRow } from '#app/ui/EffectRow.tsx'
import type { Action } from '#app/ui/useAction.ts'
import { useAddress } from '#app/ui/useAddress.ts'
import { useWords } from '#app/ui/words.tsx'
import { UNCOUNTED, type Uncounted } from './stock-take.ts'

/** All differences together; the value is a decimal text. */
export type ShownSum = {
  readonly lines: number
  readonly up: number
  readonly down: number
  readonly value: string
  readonly withoutCost: number
}

/** What the differences come to. */
export function SumCard({ sum }: { sum: ShownSum }) {
  const { t, money, quantity } = useWords()
  return (
    <Card>
      <BlockStack gap="300">
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 28 }}>
          <Amount label={t('stock-take.lines')} value={quantity(sum.lines)} />
          <Amount label={t('stock-take.less')} value={quantity(-sum.down)} />
          <Amount label={t('stock-take.more')} value={sum.up > 0 ? `+${quantity(sum.up)}` : quantity(0)} />
          <Amount
            label={t('stock-take.value')}
            value={money(sum.value)}
            remark={sum.withoutCost > 0 && t('stock-take.without-cost', { count: sum.withoutCost })}
          />
        </div>
      </BlockStack>
    </Card>
  )
}

type Props = {
  sum: ShownSum
  /** Items that nobody counted; of a full stock-take a person says what becomes of them. */
  left: number
  full: boolean
  uncounted: Uncounted | null
  act: Action
}

/** Posting: what it does is said before it is done. */
export function PostCard({ sum, left, full, uncounted, act }: Props) {
  const { t } = useWords()
  const { change } = useAddress()
  const asks = full && left > 0
  const post = () => {
    const { lines, up, down } = sum
    act.run('post', { uncounted: uncounted ?? '', seen: JSON.stringify({ lines, up, down }) })
  }
  return (
    <Card>
      <BlockStack gap="400">
        {asks && (
          <ChoiceList
            title={t('stock-take.uncounted-what', { count: left })}
            choices={UNCOUNTED.map((value) => ({
              value,
              label: t(`stock-take.uncounted.${value}`),
              helpText: t(`stock-take.uncounted.${value}-why`),
            }))}
            selected={uncounted ? [uncounted] : []}
            onChange={([chosen]) => change({ uncounted: chosen ?? null }, true)}
          />
        )}
        {!full && left > 0 && <Banner tone="info">{t('stock-take.left-out', { count: left })}</Banner>}
        <EffectRow title={t('stock-take.post')} effect={t('stock-take.post-effect', { count: sum.lines })}>
          <ConfirmButton
            label={t('stock-take.post')}
            effect={t('stock-take.post-effect', { count: sum.lines })}
            variant="primary"
            loading={act.intent === 'post'}
            disabled={act.busy || (asks && uncounted === null)}
            onConfirm={post}
          />
        </EffectRow>
        {asks && uncounted === null && (
          <Text as="p" tone="subdued">
            {t('stock-take.choose-first')}
          </Text>
        )}
      </BlockStack>
    </Card>
  )
}
