// The frame around every page: the bar that says "practice store", and the navigation on the left.
import { storeName } from '../auth/id-token.ts'
import type { Shop, Staff } from '../state/shop.ts'
import { html, type Html } from './html.ts'

export type Section =
  'orders' | 'products' | 'storefront' | 'mailbox' | 'clock' | 'webhooks' | 'switches' | 'carnet' | 'home'
export type Frame = {
  shop: Shop | undefined
  staff: Staff | undefined
  section: Section
  title: string
  now: Date
  /** What misbehaves, in words. */
  on: readonly string[]
  said?: string | undefined
  wide?: boolean
  actions?: Html
}

const LINKS: [Section, string, string][] = [
  ['orders', 'Orders', 'orders'],
  ['products', 'Products & stock', 'products'],
  ['storefront', 'Storefront', 'storefront'],
  ['mailbox', 'Mailbox', ''],
  ['clock', 'Clock', 'clock'],
  ['webhooks', 'Webhook log', 'webhooks'],
  ['switches', 'Switches', 'switches'],
]

export const pathOf = (shop: Shop) => `/store/${storeName(shop)}`

/** A whole page. */
export function page(frame: Frame, content: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${frame.title} · practice store</title>
        <link rel="stylesheet" href="/practice/store.css" />
        <link rel="icon" href="data:," />
      </head>
      <body class="${frame.wide ? 'wide' : ''} ${frame.on.length > 0 ? 'switched' : ''}">
        ${topBar(frame)}
        <nav class="side" aria-label="Practice store">
          ${frame.shop ? sideLinks(frame.shop, frame.section) : null}
        </nav>
        <main>
          ${misbehaving(frame)} ${frame.said ? html`<p class="said" role="status">${frame.said}</p>` : null}
          ${content}
        </main>
        <div id="toasts" role="status" aria-live="polite"></div>
      </body>
    </html>`.toString()
}

/** On every page while something is switched on, so that nobody forgets. */
function misbehaving({ shop, on, section }: Frame): Html | null {
  if (on.length === 0 || section === 'switches') return null
  const at = shop && `${pathOf(shop)}/switches`
  const [first, second, ...more] = on
  return html`<div class="switched-bar" role="status">
    <b>Misbehaving on purpose</b>
    <span
      >${[first, second].filter((one) => one !== undefined).join(' · ')}${more.length > 0 ? ` · and ${more.length} more` : ''}</span
    >
    ${at ? html`<a href="${at}">Switches</a> ${button(`${at}/quiet`, 'All quiet')}` : null}
  </div>`
}

function topBar({ shop, staff, now }: Frame): Html {
  const time = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: shop?.timezone ?? 'Europe/Paris',
  }).format(now)
  return html`<header class="top">
    <a class="brand" href="/">practice store</a>
    <span class="shop-name">${shop?.name ?? ''}</span>
    <span class="grow"></span>
    <span class="now" title="The shop's clock">${time}</span>
    ${shop && staff ? staffChoice(shop, staff) : null}
  </header>`
}

const staffChoice = (shop: Shop, staff: Staff) =>
  html`<form method="post" action="${pathOf(shop)}/staff" class="staff">
    <label>
      <span class="quiet">signed in as</span>
      <select name="staff" onchange="this.form.submit()">
        ${shop.staff.map((one) => html`<option value="${one.id}" ${one === staff ? html`selected` : null}>${one.firstName} (${one.role})</option>`)}
      </select>
    </label>
    <noscript><button>Change</button></noscript>
  </form>`

function sideLinks(shop: Shop, section: Section): Html {
  const here = (one: Section) => (one === section ? html`aria-current="page"` : null)
  return html`<ul>
      ${LINKS.map(([one, label, path]) => html`<li><a href="${one === 'mailbox' ? '/mailbox' : `${pathOf(shop)}/${path}`}" ${here(one)}>${label}</a></li>`)}
    </ul>
    <h2>Apps</h2>
    <ul>
      <li>
        <a href="${pathOf(shop)}/apps/carnet" ${here('carnet')}>Carnet</a>
        <div id="app-menu"></div>
      </li>
    </ul>
    <p class="quiet note">
      A local stand-in for Shopify, for trying Carnet. Nothing here is real and nothing leaves this machine.
    </p>`
}

/** A form that is one button. */
export const button = (
  action: string,
  label: string,
  fields: Record<string, string> = {},
  className = '',
): Html =>
  html`<form method="post" action="${action}" class="inline">
    ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <button class="${className}">${label}</button>
  </form>`

export const badge = (text: string, tone: 'good' | 'warn' | 'bad' | 'plain' = 'plain') =>
  html`<span class="badge ${tone}">${text}</span>`
