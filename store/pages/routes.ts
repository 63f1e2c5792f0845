import { fileURLToPath } from 'node:url'
import express, { type NextFunction, type Request, type Response, type Router } from 'express'
import { storeName } from '../auth/id-token.ts'
import type { Control } from '../practice-store.ts'
import { NotPossible, type World } from '../state/world.ts'
import { actions } from './actions.ts'
import { appPages } from './app-frame.ts'
import { clockPages } from './clock.ts'
import { html } from './html.ts'
import { wordsOf } from '../switches/words.ts'
import { page } from './layout.ts'
import { mailboxPages } from './mailbox.ts'
import { orderPages } from './orders.ts'
import { productPages } from './products.ts'
import { storefrontPages } from './storefront.ts'
import { switchPages } from './switches.ts'
import { webhookPages } from './webhooks.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const ASSETS: [address: string, file: string][] = [
  ['/practice/store.css', here('store.css')],
  ['/practice/admin.js', here('../bridge/admin.js')],
  ['/practice/storefront.js', here('../bridge/storefront.js')],
]

export function pageRoutes(world: World, control: Control): Router {
  const router = express.Router()
  for (const [address, file] of ASSETS)
    router.get(address, (_request, response) => response.set('cache-control', 'no-cache').sendFile(file))
  // The app loads this one from another origin.
  router.get('/app-bridge.js', (_request, response) =>
    response
      .set({ 'cache-control': 'no-cache', 'cross-origin-resource-policy': 'cross-origin' })
      .sendFile(here('../bridge/app-bridge.js')),
  )
  router.get('/', (_request, response) => response.send(home(world)))
  router.get('/store/:name', (request, response) => response.redirect(`/store/${request.params.name}/orders`))
  appPages(router, world, control)
  orderPages(router, world, control)
  productPages(router, world, control)
  storefrontPages(router, world, control)
  clockPages(router, world, control)
  switchPages(router, world, control)
  webhookPages(router, world, control)
  mailboxPages(router, world, control)
  actions(router, world, control)
  router.use(
    (request, response) =>
      void response
        .status(404)
        .send(problem(world, `There is no page ${request.path} in the practice store.`)),
  )
  router.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    if (!(error instanceof NotPossible)) console.error(error)
    response
      .status(error instanceof NotPossible ? error.status : 500)
      .send(problem(world, (error as Error).message))
  })
  return router
}

const bare = (world: World, title: string) => ({
  shop: undefined,
  staff: undefined,
  section: 'home' as const,
  title,
  now: world.clock.now(),
  on: wordsOf(world),
})

const problem = (world: World, message: string) =>
  page(
    bare(world, 'Not possible'),
    html`<h1>Not possible</h1>
      <p class="said bad">${message}</p>
      <p><a href="/">Back to the shops</a></p>`,
  )

const home = (world: World) =>
  page(
    bare(world, 'Shops'),
    html`<h1>Shops of this practice store</h1>
      <div class="card">
        <table>
          <tbody>
            ${Object.values(world.state.shops).map(
              (shop) =>
                html`<tr>
                  <td>
                    <a href="/store/${storeName(shop)}"><b>${shop.name}</b></a
                    ><small>${shop.domain}</small>
                  </td>
                  <td class="num">${shop.orders.length} orders</td>
                  <td>
                    <a href="/store/${storeName(shop)}/apps/carnet">Carnet</a> ·
                    <a href="/store/${storeName(shop)}/storefront">Storefront</a>
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p><a href="/mailbox">Mailbox</a></p>`,
  )
