import { Banner, BlockStack, Button, Card, InlineStack, Link, Text } from '@shopify/polaris'
import { useState } from 'react'
import { Refusal } from '#app/ui/Refusal.tsx'
import { useAction, type Action } from '#app/ui/useAction.ts'
import { useWords } from '#app/ui/words.tsx'
import { idOf, type Gid } from '../core/gid.ts'
import type { Slip, SlipGroup } from './slip.ts'
import { SlipMessage } from './SlipMessage.tsx'
import { SlippedLines } from './SlippedLines.tsx'
import { Ignore } from './TaskCard.tsx'

/** Of so many customers the messages are all shown; of more each on a click. */
const OPEN = 3

/** The customers to warn for one reason, each with the message that goes to him; all of them by one click. */
export function SlipCard({ group: { purchaseOrder, slips } }: { group: SlipGroup }) {
  const { t } = useWords()
  const act = useAction()
  const count = slips.length
  const byMail = slips.filter((slip) => slip.email && slip.dated)
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
          <BlockStack gap="050">
            <Text as="h2" variant="headingMd">
              {purchaseOrder
                ? t('slip.purchase-order', {
                    number: purchaseOrder.number,
                    supplier: purchaseOrder.supplier,
                    count,
                  })
                : t('slip.other', { count })}
            </Text>
            {purchaseOrder && <PurchaseOrderLine purchaseOrder={purchaseOrder} />}
          </BlockStack>
          {byMail.length > 1 && (
            <Button
              variant="primary"
              loading={act.intent === 'warn'}
              disabled={act.busy}
              onClick={() => act.run('warn', warning(byMail))}
            >
              {t('slip.warn-all', { count: byMail.length })}
            </Button>
          )}
        </InlineStack>
        <Refusal said={act.refusal} />
        {slips.map((slip) => (
          <SlipOfOrder key={slip.key} slip={slip} open={count <= OPEN} />
        ))}
      </BlockStack>
    </Card>
  )
}

const warning = (slips: readonly Slip[]) => ({
  slips: slips.map(({ order, mark }) => `${order} ${mark}`).join('\n'),
})

function PurchaseOrderLine({ purchaseOrder }: { purchaseOrder: NonNullable<SlipGroup['purchaseOrder']> }) {
  const { t, day } = useWords()
  const { id, number, on, overdue } = purchaseOrder
  const said = on === null ? 'unknown' : overdue ? 'overdue' : 'on'
  return (
    <InlineStack gap="200">
      <Text as="span" tone="subdued">
        {t(`slip.arrives.${said}`, { number, on: day(on, 'long') })}
      </Text>
      <Link url={`/app/purchase-orders/${id}`}>{t('slip.hasten')}</Link>
    </InlineStack>
  )
}

function SlipOfOrder({ slip, open }: { slip: Slip; open: boolean }) {
  const { t } = useWords()
  const act = useAction()
  const [ignoring, setIgnoring] = useState(false)
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {slip.customer}
        </Text>
        <Link url={`/app/orders/${idOf(slip.order as Gid)}`}>{slip.name}</Link>
      </InlineStack>
      <SlippedLines lines={slip.lines} />
      <Refusal said={act.refusal?.fields ? null : act.refusal} />
      {slip.dated ? (
        <SlipMessage slip={slip} open={open} />
      ) : (
        <Banner tone="warning">{t('slip.no-day')}</Banner>
      )}
      {ignoring ? (
        <Ignore task={slip} act={act} onClose={() => setIgnoring(false)} />
      ) : (
        <Answers slip={slip} act={act} onIgnore={() => setIgnoring(true)} />
      )}
    </BlockStack>
  )
}

type AnswersProps = { slip: Slip; act: Action; onIgnore: () => void }

function Answers({ slip, act, onIgnore }: AnswersProps) {
  const { t } = useWords()
  return (
    <InlineStack gap="200">
      {slip.dated && (
        <Button
          loading={act.intent === 'warn'}
          disabled={act.busy}
          onClick={() => act.run('warn', warning([slip]))}
        >
          {slip.email ? t('slip.warn') : t('slip.told-otherwise')}
        </Button>
      )}
      <Button onClick={onIgnore} disabled={act.busy} variant="tertiary">
        {t('task.ignore')}
      </Button>
    </InlineStack>
  )
}
