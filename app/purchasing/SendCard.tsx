import { Card, Link, Text } from '@shopify/polaris'
import { ConfirmButton } from '#app/ui/ConfirmButton.tsx'
import { EffectRow } from '#app/ui/EffectRow.tsx'
import type { Action } from '#app/ui/useAction.ts'
import { useWords } from '#app/ui/words.tsx'
import { sumOf } from '../core/quantity.ts'
import type { PurchaseOrderPage } from './read-purchase-order.server.ts'

/** The draft's one next step: sending it, and what that does. */
export function SendCard({ order, act }: { order: PurchaseOrderPage; act: Action }) {
  const { t, money } = useWords()
  const { name, email, id } = order.supplier
  const units = sumOf(order.lines, (line) => line.quantity)
  const wanted = sumOf(order.lines, (line) =>
    sumOf(
      line.needs.filter((need) => need.need === 'order'),
      (need) => need.quantity,
    ),
  )
  const mailed = t('purchase.send-effect', { supplier: name, email: email ?? '', count: units })
  const effect = wanted > 0 ? `${mailed} ${t('purchase.send-claims', { count: wanted })}` : mailed
  const warning = (
    <Text as="span" tone="critical">
      {t('purchase.no-email', { supplier: name })}{' '}
      <Link url={`/app/suppliers/${id}`}>{t('purchase.open-supplier')}</Link>
    </Text>
  )
  return (
    <Card>
      <EffectRow
        title={t('purchase.send-title', { total: money(order.total, order.currency) })}
        effect={email ? effect : warning}
      >
        <ConfirmButton
          label={t('purchase.send')}
          effect={effect}
          variant="primary"
          loading={act.intent === 'send'}
          disabled={act.busy || !email || order.lines.length === 0}
          onConfirm={() => act.run('send')}
        />
      </EffectRow>
    </Card>
  )
}
