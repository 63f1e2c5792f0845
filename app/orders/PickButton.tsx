import { Button, type ButtonProps } from '@shopify/polaris'
import { ConfirmButton } from '#app/ui/ConfirmButton.tsx'
import type { Action } from '#app/ui/useAction.ts'
import { useWords, type Words } from '#app/ui/words.tsx'
import type { OrderPage } from './read-order.server.ts'

type Props = { order: OrderPage; act: Action; label: string; variant?: ButtonProps['variant'] }

/** Makes the pick list; asks first where the order looks like another one or lacks an address. */
export function PickButton({ order, act, label, variant }: Props) {
  const { t } = useWords()
  const asks = asksOf(order, t)
  const state = { loading: act.intent === 'pick', disabled: act.busy, variant }
  if (asks === '')
    return (
      <Button {...state} onClick={() => act.run('pick')}>
        {label}
      </Button>
    )
  return (
    <ConfirmButton
      {...state}
      label={label}
      effect={asks}
      onConfirm={() => act.run('pick', { anyway: 'yes' })}
    />
  )
}

function asksOf({ tasks }: OrderPage, t: Words['t']): string {
  return tasks
    .flatMap(({ kind, params }) => {
      if (kind === 'looks-like') return [t('order.ask.looks-like', { other: String(params.like) })]
      return kind === 'incomplete-address' ? [t('order.ask.incomplete-address')] : []
    })
    .join(' ')
}
