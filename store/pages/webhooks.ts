import type { Router } from 'express'
import type { Control } from '../practice-store.ts'
import type { Delivery } from '../state/state.ts'
import type { Shop } from '../state/shop.ts'
import { bodyOf } from '../control/store.ts'
import { NotPossible, type World } from '../state/world.ts'
import { show, visit } from './context.ts'
import { when } from './figures.ts'
import { html } from './html.ts'
import { badge, button, pathOf } from './layout.ts'

const SHOWN = 200
const COMPLIANCE = [
  'customers/data_request',
  'customers/redact',
  'shop/redact',
  'shop/update',
  'app/uninstalled',
]

export function webhookPages(router: Router, world: World, control: Control): void {
  router.get('/store/:name/webhooks', (request, response) => {
    const here = visit(world, control, request)
    const all = world.state.deliveries.filter(({ shop }) => shop === here.shop.domain)
    show(response, here, { section: 'webhooks', title: 'Webhook log' }, log(here.shop, all, world))
  })
  router.get('/store/:name/webhooks/:id', (request, response) => {
    const here = visit(world, control, request)
    const delivery = world.state.deliveries.find(({ id }) => String(id) === request.params.id)
    if (!delivery) throw new NotPossible('no such delivery', 404)
    show(response, here, { section: 'webhooks', title: delivery.topic }, detail(here.shop, delivery))
  })
}

const tone = (state: Delivery['state']) =>
  state === 'delivered'
    ? 'good'
    : state === 'waiting' || state === 'held' || state === 'late'
      ? 'warn'
      : 'bad'

function log(shop: Shop, all: Delivery[], world: World) {
  const at = `${pathOf(shop)}/webhooks`
  const held = all.filter(({ state }) => state === 'held').length
  const late = all.filter(({ state }) => state === 'late').length
  return html`<h1>Webhook log</h1>
    <div class="card">
      <h2>From now on</h2>
      <p class="quiet">
        For a share of them, for some topics, late, shuffled or altered:
        <a href="${pathOf(shop)}/switches">Switches</a>.
      </p>
      <div class="actions">
        ${button(`${at}/mode`, 'Send once', { mode: 'once' })}
        ${button(`${at}/mode`, 'Send twice', { mode: 'twice' })}
        ${button(`${at}/mode`, 'Hold back', { mode: 'hold' })}
        ${button(`${at}/mode`, 'Drop', { mode: 'drop' })}
        ${held > 0 ? html`${button(`${at}/release`, `Release ${held} in order`, { order: 'as-created' }, 'primary')} ${button(`${at}/release`, 'Release shuffled', { order: 'shuffled' })}` : null}
        ${late > 0 ? button(`${at}/release`, `Send the ${late} late ones now`, { state: 'late' }) : null}
      </div>
      <h2 style="margin-top:14px">Send</h2>
      <div class="actions">${COMPLIANCE.map((topic) => button(`${at}/send`, topic, { topic }))}</div>
      <p class="quiet">
        To ${world.app.url}/webhooks, signed with the app's secret. Carnet is
        ${shop.installed ? 'installed' : 'not installed: nothing is sent'}.
      </p>
    </div>
    <div class="card">
      <table>
        <thead>
          <tr>
            <th></th>
            <th>Topic</th>
            <th>Triggered</th>
            <th>State</th>
            <th class="num">Attempts</th>
            <th></th>
          </tr>
        </thead>
        <tbody>
          ${[...all]
            .reverse()
            .slice(0, SHOWN)
            .map(
              (one) =>
                html`<tr>
                  <td class="quiet">${one.id}</td>
                  <td><a href="${at}/${one.id}">${one.topic}</a></td>
                  <td>${when(shop, one.triggeredAt)}</td>
                  <td>
                    ${badge(one.state, tone(one.state))}<small
                      >${[one.trick?.replace('-', ' '), one.state === 'late' && one.dueAt ? `due ${when(shop, one.dueAt)}` : undefined].filter(Boolean).join(', ')}</small
                    >
                  </td>
                  <td class="num">
                    ${one.attempts.length}<small
                      >${one.attempts.at(-1)?.status ?? one.attempts.at(-1)?.error ?? ''}</small
                    >
                  </td>
                  <td>${button(`${at}/${one.id}/resend`, 'Send again')}</td>
                </tr>`,
            )}
        </tbody>
      </table>
    </div>`
}

const detail = (shop: Shop, delivery: Delivery) =>
  html`<h1>${delivery.topic} ${badge(delivery.state, tone(delivery.state))}</h1>
    <div class="card">
      <dl>
        <dt>Webhook id</dt>
        <dd>${delivery.webhookId}</dd>
        <dt>Event id</dt>
        <dd>${delivery.eventId}</dd>
        <dt>Triggered</dt>
        <dd>${when(shop, delivery.triggeredAt)}</dd>
        ${delivery.attempts.map(
          (attempt) =>
            html`<dt>Attempt</dt>
              <dd>${attempt.at} → ${attempt.status ?? attempt.error}</dd>`,
        )}
      </dl>
    </div>
    <pre>${JSON.stringify(bodyOf(delivery), null, 2)}</pre>`
