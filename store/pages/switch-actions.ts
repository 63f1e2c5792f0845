// What the buttons of the page of switches do.
import type { Control } from '../practice-store.ts'
import type { CallKind, TokenKind, TwinIds, WebhookKind } from '../switches/switches.ts'
import type { Form, On } from './actions.ts'
import type { Visit } from './context.ts'
import { pathOf } from './layout.ts'

/** `for` the next few, or a share of all; nothing given is nothing. */
function part(form: Form): { share: number; next: number | undefined } {
  const next = form.next ? Number(form.next) : undefined
  return { share: next === undefined ? Number(form.percent || 0) / 100 : 1, next }
}
const list = (text: string | undefined) => {
  const found = (text ?? '').split(',').flatMap((one) => one.trim() || [])
  return found.length > 0 ? found : undefined
}
const seconds = (text: string | undefined) => (text ? `PT${Math.round(Number(text))}S` : undefined)

export function switchActions(on: On, control: Control): void {
  const action = (name: string, work: (here: Visit, form: Form) => string) =>
    on(`/store/:name/switches/${name}`, (here, form) => ({
      said: work(here, form),
      to: `${pathOf(here.shop)}/switches`,
    }))

  action('webhooks', (_here, form) => {
    const { share, next } = part(form)
    control.webhookMode({
      mode: form.kind as WebhookKind,
      share,
      for: next,
      topics: list(form.only),
      from: seconds(form.fromS),
      to: seconds(form.toS),
      within: seconds(form.withinS),
      ids: form.ids as TwinIds | undefined,
    })
    return ''
  })
  action('calls', (_here, form) => {
    const { share, next } = part(form)
    control.faults({
      kind: form.kind as CallKind,
      share,
      times: next,
      root: list(form.only)?.join(','),
      ms: form.seconds ? Number(form.seconds) * 1000 : undefined,
      status: form.status ? Number(form.status) : undefined,
      version: form.version,
      absent: list(form.absent),
      code: form.code || undefined,
    })
    return ''
  })
  action('tokens', (_here, form) => {
    const { share, next } = part(form)
    control.tokenFaults({ kind: form.kind as TokenKind, share, times: next })
    return ''
  })
  action('off', ({ shop }, form) => {
    control.switchOff({
      group: form.group as 'webhooks',
      index: Number(form.index ?? 0),
      shop: form.shop ?? shop.domain,
    })
    return ''
  })
  action(
    'seed',
    (_here, form) => `The chance begins anew with seed ${control.seed({ seed: Number(form.seed) }).seed}.`,
  )
  action('quiet', () => {
    control.allQuiet()
    return 'All quiet: everything is off.'
  })
  action('bucket', (_here, form) => {
    control.bucket({ size: Number(form.size), restoreRate: Number(form.restoreRate) })
    return ''
  })
  installActions(action, on, control)
}

function installActions(
  action: (name: string, work: (here: Visit, form: Form) => string) => void,
  on: On,
  control: Control,
): void {
  action('stop', ({ shop }, form) => {
    control.stopSubscriptions({ shop: shop.domain, topics: list(form.only) })
    return ''
  })
  action('mend', ({ shop }) => {
    control.mendSubscriptions({ shop: shop.domain })
    return 'Mended: everything is sent again.'
  })
  action('unsubscribe', ({ shop }, form) => {
    control.deleteSubscription({ shop: shop.domain, id: form.id ?? '' })
    return 'The subscription is deleted.'
  })
  action('end', ({ shop }, form) => {
    const { ended } = control.endTokens({ shop: shop.domain, refresh: form.refresh as 'works' })
    return `${ended} ${ended === 1 ? 'token is' : 'tokens are'} refused from now on.`
  })
  action('uninstall', ({ shop }) => {
    control.uninstall({ shop: shop.domain })
    return 'Carnet is uninstalled.'
  })
  on('/store/:name/switches/reinstall', ({ shop }) => {
    control.reinstall({ shop: shop.domain })
    return { to: `${pathOf(shop)}/apps/carnet`, said: '' }
  })
}
