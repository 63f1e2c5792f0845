// The page that embeds Carnet, as Shopify's admin does: an iframe of another origin with shop, host and id token.
import type { Router } from 'express'
import { hostParameter, idToken } from '../auth/id-token.ts'
import type { Control } from '../practice-store.ts'
import type { World } from '../state/world.ts'
import { show, visit, type Visit } from './context.ts'
import { html } from './html.ts'
import { button, pathOf } from './layout.ts'

export function appPages(router: Router, world: World, control: Control): void {
  router.get(/^\/store\/([^/]+)\/apps\/carnet(\/.*)?$/, (request, response) => {
    request.params.name = request.params[0]!
    const here = visit(world, control, request)
    const query = new URLSearchParams(request.url.split('?')[1] ?? '')
    const address = appAddress(here, request.params[1] ?? '/', query)
    if (here.shop.installed)
      show(response, here, { section: 'carnet', title: 'Carnet', wide: true }, frame(here, address))
    else show(response, here, { section: 'carnet', title: 'Carnet' }, uninstalled(here))
  })
  router.get('/store/:name/id-token', (request, response) => {
    const here = visit(world, control, request)
    response.set('cache-control', 'no-store').json({ idToken: idToken(here.shop, here.staff, world.app) })
  })
}

function appAddress({ world, shop, staff }: Visit, path: string, query: URLSearchParams): string {
  const url = new URL(path, world.app.url)
  for (const [name, value] of query) url.searchParams.append(name, value)
  const given = {
    embedded: '1',
    host: hostParameter(shop),
    locale: staff.locale,
    session: staff.id,
    shop: shop.domain,
    timestamp: String(Math.floor(Date.now() / 1000)),
    id_token: idToken(shop, staff, world.app),
  }
  for (const [name, value] of Object.entries(given)) url.searchParams.set(name, value)
  return url.href
}

const uninstalled = ({ shop }: Visit) =>
  html`<h1>Carnet</h1>
    <div class="card">
      <p>Carnet is not installed in ${shop.name}.</p>
      ${button(`${pathOf(shop)}/switches/reinstall`, 'Install and open', {}, 'primary')}
    </div>`

const frame = ({ world, shop, staff }: Visit, address: string) =>
  html`<div class="app-bar">
      <h1 id="app-title">Carnet</h1>
      <span class="quiet">in the practice store of ${shop.name}</span><span class="grow"></span
      ><span class="actions" id="app-actions"></span>
    </div>
    <div id="save-bar" hidden>
      <span>Unsaved changes</span><span class="grow"></span><button data-which="discard">Discard</button
      ><button class="primary" data-which="save">Save</button>
    </div>
    <template id="app-template"
      ><iframe
        class="app-frame"
        title="Carnet"
        name="app-iframe"
        data-app="${new URL(world.app.url).origin}"
        data-base="${pathOf(shop)}/apps/carnet"
        data-store="${pathOf(shop)}"
        data-staff="${staff.id}"
        allow="clipboard-write"
        src="${address}"
      ></iframe
    ></template>
    <script src="/practice/admin.js"></script>`
