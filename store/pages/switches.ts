// The page where Shopify and the network are made to misbehave.
import type { Router } from 'express'
import type { Control } from '../practice-store.ts'
import type { CallRule, WebhookKind, WebhookRule, CallKind, TokenKind } from '../switches/switches.ts'
import { onNow } from '../switches/words.ts'
import type { World } from '../state/world.ts'
import { show, visit, type Visit } from './context.ts'
import { when } from './figures.ts'
import { html, type Html } from './html.ts'
import { button, pathOf } from './layout.ts'
import { number, onlyFor, row, type Row } from './switch-row.ts'

const TOPICS = [
  'orders/create',
  'orders/updated',
  'orders/cancelled',
  'refunds/create',
  'fulfillments/create',
  'fulfillment_orders/order_routing_complete',
  'inventory_levels/update',
  'products/update',
  'customers/update',
  'app/uninstalled',
]
const ROOTS = ['order', 'orders', 'node', 'nodes', 'shop', 'fulfillmentCreate', 'inventoryAdjustQuantities']

export function switchPages(router: Router, world: World, control: Control): void {
  router.get('/store/:name/switches', (request, response) => {
    const here = visit(world, control, request)
    show(response, here, { section: 'switches', title: 'Switches' }, switches(here))
  })
}

const switches = (here: Visit) =>
  html`<h1>Switches</h1>
    ${nowOn(here)} ${webhooks(here)} ${calls(here)} ${points(here)} ${subscriptions(here)} ${tokens(here)}
    ${installing(here)}
    <datalist id="topics">${TOPICS.map((topic) => html`<option value="${topic}"></option>`)}</datalist>
    <datalist id="roots">${ROOTS.map((root) => html`<option value="${root}"></option>`)}</datalist>`

const pathTo = ({ shop }: Visit, action: string) => `${pathOf(shop)}/switches/${action}`

function nowOn(here: Visit): Html {
  const on = onNow(here.world)
  return html`<div class="card">
    <h2>On now</h2>
    ${
      on.length === 0
        ? html`<p class="quiet">Nothing: webhooks, calls and tokens are as they should be.</p>`
        : html`<ul class="on-now">
            ${on.map(
              ({ words, off }) =>
                html`<li>
                  <span>${words}</span
                  >${button(pathTo(here, 'off'), off.group === 'app' ? 'Install again' : 'Off', off)}
                </li>`,
            )}
          </ul>`
    }
    <div class="row">
      <form method="post" action="${pathTo(here, 'seed')}" class="row">
        <label
          ><span>Seed of the chance</span
          ><input type="number" name="seed" step="1" value="${here.world.switches.seed}" /></label
        ><button>Begin anew</button>
      </form>
      <span class="grow"></span>
      ${on.length > 0 ? button(pathTo(here, 'quiet'), 'All quiet', {}, 'primary') : null}
    </div>
    <p class="quiet">
      The same seed and the same events meet the same fates: each topic of a shop and each root field has dice
      of its own. All of this is forgotten when the practice store is started again, except subscriptions and
      installing.
    </p>
  </div>`
}

function webhooks(here: Visit): Html {
  const rules = here.world.switches.webhooks.rules()
  const find = (kind: WebhookKind) => rules.find((rule) => rule.kind === kind)
  const rows: (Row & { kind: WebhookKind })[] = [
    { kind: 'drop', name: 'Lost', what: 'never sent' },
    { kind: 'twice', name: 'Twice', what: 'sent and sent again', fields: idsChoice(find('twice')) },
    { kind: 'late', name: 'Late', what: 'on the shop’s clock', fields: lateFields(find('late')) },
    {
      kind: 'shuffled',
      name: 'Shuffled',
      what: 'in another order',
      fields: number('within, s', 'withinS', (find('shuffled')?.toMs ?? 1000) / 1000),
    },
    { kind: 'altered', name: 'Altered', what: 'a bit changed after signing; whole when tried again' },
    { kind: 'truncated', name: 'Cut off', what: 'half the body missing; whole when tried again' },
    { kind: 'forged', name: 'Forged', what: 'a copy besides, signed with another secret' },
    { kind: 'other-shop', name: 'Another shop', what: 'a copy besides, under another shop’s name' },
    { kind: 'hold', name: 'Held back', what: 'until released in the webhook log' },
  ]
  return html`<div class="card">
    <h2>Webhooks</h2>
    ${rows.map((one) =>
      row(
        pathTo(here, 'webhooks'),
        one,
        find(one.kind),
        onlyFor('only topics', 'only', 'topics', find(one.kind)),
      ),
    )}
  </div>`
}

const IDS = [
  ['same', 'the same ids'],
  ['new-webhook-id', 'another webhook id'],
  ['new-event-id', 'another event id'],
  ['new', 'both others'],
  ['no-event-id', 'no event id'],
] as const

const idsChoice = (rule: WebhookRule | undefined) =>
  html`<label
    ><span>the second with</span
    ><select name="ids">
      ${IDS.map(([ids, label]) => html`<option value="${ids}" ${rule?.ids === ids ? html`selected` : null}>${label}</option>`)}
    </select></label
  >`

const lateFields = (rule: WebhookRule | undefined) =>
  html`${number('from, s', 'fromS', (rule?.fromMs ?? 30_000) / 1000)}${number('to, s', 'toS', (rule?.toMs ?? 300_000) / 1000)}`

function calls(here: Visit): Html {
  const rules = here.world.switches.calls.rules()
  const find = (kind: CallKind) => rules.find((rule) => rule.kind === kind)
  const wait = (kind: CallKind, label: string, seconds: number) =>
    number(label, 'seconds', (find(kind)?.ms ?? seconds * 1000) / 1000)
  const of = (kind: CallKind): CallRule | undefined => find(kind)
  const rows: (Row & { kind: CallKind })[] = [
    { kind: 'throttled', name: 'THROTTLED', what: 'GraphQL: no points left' },
    { kind: 'http429', name: 'HTTP 429', what: 'with Retry-After' },
    {
      kind: 'http500',
      name: 'HTTP error',
      what: 'nothing is done; 402: the shop is frozen',
      fields: number('status', 'status', of('http500')?.status ?? 500),
    },
    {
      kind: 'lost-request',
      name: 'Cut before',
      what: 'no answer, nothing done',
      fields: wait('lost-request', 'after, s', 0),
    },
    {
      kind: 'lost-answer',
      name: 'Cut after',
      what: 'done, the answer lost',
      fields: wait('lost-answer', 'after, s', 0),
    },
    { kind: 'partial', name: 'In part', what: 'HTTP 200 with errors and null fields' },
    {
      kind: 'user-error',
      name: 'User error',
      what: 'a mutation is refused',
      fields: html`<label
        ><span>code</span
        ><input name="code" size="18" placeholder="none" value="${of('user-error')?.code ?? ''}"
      /></label>`,
    },
    { kind: 'slow', name: 'Slow', what: 'answered later', fields: wait('slow', 'by, s', 3) },
    {
      kind: 'other-version',
      name: 'Other version',
      what: 'another API version answers',
      fields: html`<label
          ><span>version</span
          ><input name="version" size="8" value="${of('other-version')?.version ?? '2026-10'}" /></label
        ><label
          ><span>which lacks the fields</span
          ><input name="absent" placeholder="none" value="${of('other-version')?.absent.join(', ') ?? ''}"
        /></label>`,
    },
  ]
  return html`<div class="card">
    <h2>Admin API</h2>
    ${rows.map((one) =>
      row(
        pathTo(here, 'calls'),
        one,
        find(one.kind),
        onlyFor('only root fields', 'only', 'roots', find(one.kind)),
      ),
    )}
  </div>`
}

const BUCKETS = [
  ['Standard shop: 2,000, 100 a second', '2000', '100'],
  ['Small: 1,000, 50 a second', '1000', '50'],
  ['Tiny: 500, 10 a second', '500', '10'],
] as const

function points(here: Visit): Html {
  const { size, restoreRate } = here.control.switches().bucket
  const at = pathTo(here, 'bucket')
  return html`<div class="card">
    <h2>Points of the Admin API</h2>
    <form method="post" action="${at}" class="row">
      ${number('points in the bucket', 'size', size)}${number('points a second', 'restoreRate', restoreRate)}
      <button>Set</button>
    </form>
    <p class="actions">
      ${BUCKETS.map(([label, full, rate]) => button(at, label, { size: full, restoreRate: rate }))}
    </p>
    <p class="quiet">A query that asks for more than the bucket holds is never answered.</p>
  </div>`
}

function subscriptions(here: Visit): Html {
  const { shop } = here
  const { stopped, subscriptions: made } = here.control.subscriptions({ shop: shop.domain })
  return html`<div class="card">
    <h2>Subscriptions</h2>
    <form method="post" action="${pathTo(here, 'stop')}" class="row">
      <label
        ><span>the app’s own, of these topics</span
        ><input name="only" list="topics" placeholder="all" size="34"
      /></label>
      <button>Delete</button>
    </form>
    ${
      stopped.length > 0
        ? html`<p>
            Nothing is sent of <b>${stopped.includes('*') ? 'all topics' : stopped.join(', ')}</b>.
            ${button(pathTo(here, 'mend'), 'Mend')}
          </p>`
        : null
    }
    ${
      made.length > 0
        ? html`<table>
            <tbody>
              ${made.map(
                ({ id, topic, uri }) =>
                  html`<tr>
                    <td>${topic}<small>${uri}</small></td>
                    <td class="num">${button(pathTo(here, 'unsubscribe'), 'Delete', { id })}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
        : html`<p class="quiet">Carnet made none through the API in this shop.</p>`
    }
  </div>`
}

function tokens(here: Visit): Html {
  const rules = here.world.switches.tokens.rules()
  const rows: (Row & { kind: TokenKind })[] = [
    { kind: 'no-expiry', name: 'Without end', what: 'a renewal without expires_in' },
    { kind: 'lost-answer', name: 'Cut after', what: 'renewed, the answer lost' },
    { kind: 'http500', name: 'HTTP 500', what: 'not renewed' },
  ]
  const at = pathTo(here, 'end')
  return html`<div class="card">
    <h2>Tokens</h2>
    <p class="actions">
      ${button(at, 'Expire them now', { refresh: 'works' })}
      ${button(at, 'Revoke them, renewing too', { refresh: 'refused' }, 'danger')}
    </p>
    <p class="quiet">Expired or revoked, a token is refused at once; the second cannot be renewed either.</p>
    ${rows.map((one) =>
      row(
        pathTo(here, 'tokens'),
        one,
        rules.find(({ kind }) => kind === one.kind),
        null,
      ),
    )}
  </div>`
}

function installing(here: Visit): Html {
  const { shop } = here
  return html`<div class="card">
    <h2>Installing</h2>
    <p class="actions">
      ${
        shop.installed
          ? button(pathTo(here, 'uninstall'), 'Uninstall Carnet', {}, 'danger')
          : button(pathTo(here, 'reinstall'), 'Install again and open', {}, 'primary')
      }
    </p>
    <p class="quiet">
      Carnet is ${shop.installed ? 'installed' : 'not installed: no token works and nothing is sent'}.
      ${shop.redactAt ? `shop/redact comes on ${when(shop, shop.redactAt)}, installed again or not.` : 'Uninstalling ends its tokens, sends app/uninstalled, and shop/redact 48 hours later on the shop’s clock.'}
    </p>
  </div>`
}
