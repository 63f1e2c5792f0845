import { Button, Card } from '@shopify/polaris'
import { ConfirmButton } from '#app/ui/ConfirmButton.tsx'
import { EffectRow } from '#app/ui/EffectRow.tsx'
import type { Action } from '#app/ui/useAction.ts'
import { useWords, type Words } from '#app/ui/words.tsx'
import { idOf, type Gid } from '../core/gid.ts'
import { sumOf } from '../core/quantity.ts'
import { assertNever } from '../core/assert-never.ts'
import { isToDo, stepKey } from './next-step.ts'
import { PickButton } from './PickButton.tsx'
import type { OrderPage } from './read-order.server.ts'

type Props = { order: OrderPage; act: Action }

/** What comes next: its effect said beside the one primary button, and what else may be done. */
export function NextStepCard({ order, act }: Props) {
  const words = useWords()
  const step = words.t(`step.${stepKey(order.nextStep)}`)
  const title = isToDo(order.nextStep) ? words.t('order.next', { step }) : step
  return (
    <Card>
      <EffectRow title={title} effect={effectOf(order, words)}>
        <OtherSteps order={order} act={act} />
        <StepButton order={order} act={act} />
      </EffectRow>
    </Card>
  )
}

function StepButton({ order, act }: Props) {
  const { t } = useWords()
  const { nextStep: step } = order
  switch (step.kind) {
    case 'order-missing':
      return (
        <Button variant="primary" url={`/app/purchase-orders/${step.purchaseOrders[0]}`}>
          {t('order.open-draft')}
        </Button>
      )
    case 'pick':
      return <PickButton order={order} act={act} label={t('order.do.pick')} variant="primary" />
    case 'confirm':
    case 'deliver':
    case 'invoice':
      return (
        <Button
          variant="primary"
          loading={act.intent === step.kind}
          disabled={act.busy}
          onClick={() => act.run(step.kind)}
        >
          {t(`order.do.${step.kind}`)}
        </Button>
      )
    case 'wait':
      return step.for === 'no-supplier' ? (
        <Button url={sellersOf(order)}>{t('order.find-supplier')}</Button>
      ) : null
    case 'done':
    case 'cancelled':
      return null
    default:
      return assertNever(step)
  }
}

// The page of suppliers, which asks who of them sells the item that is missing.
function sellersOf({ lines }: OrderPage): string {
  const missing = lines.find((line) => line.unsourced > 0 && line.item)
  return `/app/suppliers${missing ? `?item=${idOf(missing.item as Gid)}` : ''}`
}

/** What may be done besides: somebody may know better than the order of steps. */
function OtherSteps({ order, act }: Props) {
  const { t } = useWords()
  const { kind } = order.nextStep
  const reserved = sumOf(order.lines, (l) => l.reserved)
  const open = reserved + sumOf(order.lines, (l) => l.claimed + l.unsourced)
  const dated = order.lines.some((line) => line.expected.length > 0)
  const shipped = sumOf(order.lines, (l) => l.shipped)
  const invoiced = order.documents.some((d) => d.kind === 'invoice')
  return (
    <>
      {kind !== 'confirm' && order.confirmedAt === null && open > 0 && dated && (
        <ConfirmButton
          label={t('order.do.confirm')}
          effect={confirmEffect(order, t)}
          onConfirm={() => act.run('confirm')}
          loading={act.intent === 'confirm'}
          disabled={act.busy}
        />
      )}
      {(kind === 'confirm' || kind === 'order-missing') && reserved > 0 && !order.callOff && (
        <PickButton order={order} act={act} label={t('order.do.pick')} />
      )}
      {kind === 'deliver' && <PickButton order={order} act={act} label={t('order.do.pick-again')} />}
      {!order.callOff && order.state === 'open' && open > 0 && (
        <ConfirmButton
          label={t('call.begin')}
          effect={t('call.begin-effect')}
          onConfirm={() => act.run('begin-call-off')}
          loading={act.intent === 'begin-call-off'}
          disabled={act.busy}
        />
      )}
      {kind === 'done' && !order.b2b && !invoiced && shipped > 0 && (
        <ConfirmButton
          label={t('order.do.invoice')}
          effect={t('order.effect.invoice', { count: shipped })}
          onConfirm={() => act.run('invoice')}
          loading={act.intent === 'invoice'}
          disabled={act.busy}
        />
      )}
    </>
  )
}

function confirmEffect({ customer: { name, email } }: OrderPage, t: Words['t']): string {
  return email ? t('order.effect.confirm', { customer: name }) : t('order.effect.confirm-untold')
}

function effectOf(order: OrderPage, { t, day }: Words): string {
  const { nextStep: step, lines } = order
  const reserved = order.callOff ? calledOf(order) : sumOf(lines, (l) => l.reserved)
  switch (step.kind) {
    case 'confirm':
      return confirmEffect(order, t)
    case 'order-missing':
      return t('order.effect.order-missing', { count: sumOf(lines, (l) => l.unsourced) })
    case 'pick':
      return t('order.effect.pick', { count: reserved })
    case 'deliver':
      return t('order.effect.deliver', { count: reserved + sumOf(lines, (l) => l.unstocked) })
    case 'invoice':
      return t('order.effect.invoice-delivered')
    case 'wait':
      if (step.for === 'call') return waitsForCall(order, t)
      return step.until
        ? t(`order.waits-until.${step.for}`, { day: day(step.until) })
        : t(`order.waits.${step.for}`)
    case 'done':
      return t('order.effect.done')
    case 'cancelled':
      return t('order.effect.cancelled')
    default:
      return assertNever(step)
  }
}

// The call to be served next.
function calledOf({ calls }: OrderPage): number {
  return sumOf(calls[0]?.lines ?? [], (line) => line.open)
}

function waitsForCall({ lines }: OrderPage, t: Words['t']): string {
  const held = lines.flatMap((line) => line.reservations)
  const days = Math.max(0, ...held.map((one) => one.days))
  const count = sumOf(held, (one) => one.quantity)
  return days > 0 ? t('order.waits-for-call', { count, days }) : t('order.waits-for-call-today', { count })
}
