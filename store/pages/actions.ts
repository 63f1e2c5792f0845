// What the buttons of the pages do: each calls the control API and comes back with a word about it.
import { ZodError } from 'zod'
import express, { type Request, type Router } from 'express'
import type { Control } from '../practice-store.ts'
import { orderOf } from '../state/find.ts'
import { NotPossible, type World } from '../state/world.ts'
import { instantOf } from './clock.ts'
import { staffCookie, visit, type Visit } from './context.ts'
import { pathOf } from './layout.ts'
import { switchActions } from './switch-actions.ts'
import { linesOfForm, storefrontPath } from './storefront.ts'

export type Form = Record<string, string>
/** What the person at the page can do something about. */
const problemOf = (error: unknown): string | undefined =>
  error instanceof NotPossible
    ? error.message
    : error instanceof ZodError
      ? error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
      : undefined
type Result = { to: string; said: string }

export function actions(router: Router, world: World, control: Control): void {
  router.use(express.urlencoded({ extended: false }))
  const on = (path: string, work: (here: Visit, form: Form, request: Request) => Result | Promise<Result>) =>
    router.post(path, (request, response, next) => {
      const here = visit(world, control, request)
      Promise.resolve()
        .then(() => work(here, (request.body ?? {}) as Form, request))
        .catch((error: unknown) => {
          const problem = problemOf(error)
          if (problem === undefined) throw error
          return { to: request.header('referer') ?? pathOf(here.shop), said: problem }
        })
        .then(({ to, said }) => response.redirect(303, withWord(to, said)))
        .catch(next)
    })

  on('/store/:name/staff', ({ shop }, form, request) => {
    request.res?.setHeader('set-cookie', staffCookie(form.staff ?? ''))
    return { to: request.header('referer') ?? pathOf(shop), said: '' }
  })
  on('/store/:name/storefront', ({ shop }, form) => {
    const lines = linesOfForm(form)
    if (lines.length === 0) throw new NotPossible('Nothing was ordered: give a quantity.')
    const placed = control.placeOrder({
      shop: shop.domain,
      buyer: form.as || null,
      email: form.email ?? null,
      lines,
      poNumber: form.poNumber || null,
      note: form.note || null,
    })
    return {
      to: `${storefrontPath(shop)}?as=${encodeURIComponent(form.as ?? '')}&placed=${placed.name.replace('#', '')}`,
      said: `Order ${placed.name} was placed: ${placed.order.total_price} ${shop.currency} with tax.`,
    }
  })
  on('/store/:name/sell', ({ shop }) => {
    const placed = control.placeOrder({
      shop: shop.domain,
      buyer: null,
      pos: true,
      lines: [
        { sku: 'HUILE-50', quantity: 1 },
        { sku: 'SAVON-300', quantity: 1 },
      ],
    })
    return { to: `${pathOf(shop)}/orders`, said: `${placed.name} was sold in the shop.` }
  })
  on('/store/:name/stock', ({ shop }, form) => {
    control.setStock({
      shop: shop.domain,
      sku: form.sku ?? '',
      location: form.location,
      onHand: Number(form.onHand),
    })
    return { to: `${pathOf(shop)}/products`, said: `${form.sku}: ${form.onHand} on hand.` }
  })
  on('/store/:name/clock', ({ shop }, form) => {
    const at = form.local ? instantOf(form.local, shop.timezone) : undefined
    const frozen = form.frozen === undefined ? undefined : form.frozen === 'yes'
    control.setClock({ at, frozen, advance: form.advance })
    return { to: `${pathOf(shop)}/clock`, said: '' }
  })
  orderActions(on, control)
  webhookActions(on, control)
  switchActions(on, control)
  on('/mailbox/mode', async (_here, form) => {
    await control.mailboxMode({ mode: form.mode as 'accept', for: form.for ? Number(form.for) : undefined })
    return { to: '/mailbox', said: '' }
  })
}

export type On = (
  path: string,
  work: (here: Visit, form: Form, request: Request) => Result | Promise<Result>,
) => void

function orderActions(on: On, control: Control): void {
  const order = (
    name: string,
    said: string,
    work: (input: { shop: string; order: string }, form: Form) => unknown,
  ) =>
    on(`/store/:name/orders/:order/${name}`, ({ shop }, form, request) => {
      const found = orderOf(shop, request.params.order!)
      work({ shop: shop.domain, order: found.id }, form)
      return { to: `${pathOf(shop)}/orders/${found.number}`, said }
    })
  const unit = (form: Form) => ({ lineId: form.lineId, quantity: Number(form.quantity) })

  order('fulfill', 'Fulfilled in Shopify.', (input, form) =>
    control.fulfillOrder({ ...input, ...(form.lineId ? { lines: [unit(form)] } : {}) }),
  )
  order('pay', 'Marked as paid.', (input) => control.payOrder(input))
  order('cancel', 'Cancelled.', (input, form) =>
    control.cancelOrder({ ...input, restock: form.restock === 'yes', refund: true }),
  )
  order('edit', 'The order was edited.', (input, form) =>
    control.editOrder({ ...input, lines: [unit(form)] }),
  )
  order('refund', 'Refunded.', (input, form) =>
    control.refundOrder({ ...input, lines: [{ ...unit(form), restockType: form.restockType as 'cancel' }] }),
  )
  order('route', 'Routed.', (input) => control.routeOrder(input))
  order('move', 'Moved.', (input, form) => control.moveOrder({ ...input, location: form.location ?? '' }))
}

function webhookActions(on: On, control: Control): void {
  const back = ({ shop }: Visit, said: string) => ({ to: `${pathOf(shop)}/webhooks`, said })
  on('/store/:name/webhooks/mode', (here, form) => {
    control.webhookMode({ mode: form.mode as 'once' })
    return back(here, `From now on webhooks are: ${form.mode}.`)
  })
  on('/store/:name/webhooks/release', (here, form) => {
    const { released } = control.releaseWebhooks({
      order: form.order as 'shuffled',
      state: form.state === 'late' ? 'late' : 'held',
      shop: here.shop.domain,
    })
    return back(here, `${released.length} released.`)
  })
  on('/store/:name/webhooks/send', (here, form) => {
    control.sendWebhook({ shop: here.shop.domain, topic: form.topic ?? '' })
    return back(here, `${form.topic} was sent.`)
  })
  on('/store/:name/webhooks/:id/resend', (here, _form, request) => {
    control.resendWebhook({ id: Number(request.params.id) })
    return back(here, 'Sent again.')
  })
}

/** The address with the word to show there; an older word is replaced. */
function withWord(to: string, said: string): string {
  const url = new URL(to, 'http://here')
  url.searchParams.delete('said')
  if (said) url.searchParams.set('said', said)
  return url.pathname + url.search
}
