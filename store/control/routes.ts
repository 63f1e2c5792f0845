// The control API over HTTP: each call is a function of `Control`, documented in README.md.
import express, { type NextFunction, type Request, type Response, type Router } from 'express'
import { ZodError } from 'zod'
import type { Control } from '../practice-store.ts'
import { NotPossible } from '../state/world.ts'

type Handler = (input: Record<string, unknown>, request: Request) => unknown

export function controlRoutes(control: Control): Router {
  const router = express.Router()
  router.use(express.json({ limit: '10mb', strict: false }))
  const route = (method: 'get' | 'post' | 'delete', path: string, handler: Handler) =>
    router[method](path, (request, response, next) => {
      const input = {
        ...(request.query as Record<string, unknown>),
        ...((request.body ?? {}) as Record<string, unknown>),
      }
      Promise.resolve()
        .then(() => handler(input, request))
        .then((result) => response.json(result ?? { ok: true }))
        .catch(next)
    })
  const order = (name: string, call: (input: never) => unknown) =>
    route('post', `/orders/:order/${name}`, (input, { params }) =>
      call({ ...input, order: params.order } as never),
    )

  route('get', '/health', () => control.health())
  route('post', '/reset', () => control.reset())
  route('post', '/shops', (input) => control.createShop(input as never))
  route('post', '/app', (input) => control.setAppUrl(input as never))
  route('post', '/idle', (input) => control.idle(input))
  route('post', '/routing', (input) => control.setRouting(input as never))

  route('post', '/orders', (input) => control.placeOrder(input as never))
  route('get', '/orders', (input) => control.orders(input))
  route('get', '/orders/:order', (input, { params }) => control.order({ ...input, order: params.order! }))
  order('cancel', control.cancelOrder)
  order('refund', control.refundOrder)
  order('edit', control.editOrder)
  order('fulfill', control.fulfillOrder)
  order('pay', control.payOrder)
  order('update', control.updateOrder)
  order('route', control.routeOrder)
  order('move', control.moveOrder)

  route('get', '/stock', (input) => control.stock(input))
  route('post', '/stock', (input) => control.setStock(input as never))
  route('post', '/products', (input) => control.product(input as never))
  route('post', '/customers', (input) => control.customer(input as never))
  route('post', '/companies', (input) => control.company(input as never))

  route('post', '/variants', (input) => control.changeVariant(input as never))
  route('post', '/variants/new-item', (input) => control.moveToNewItem(input as never))
  route('post', '/variants/delete', (input) => control.deleteVariant(input as never))
  route('post', '/locations', (input) => control.openLocation(input as never))
  route('post', '/locations/rename', (input) => control.renameLocation(input as never))
  route('post', '/locations/deactivate', (input) => control.deactivateLocation(input as never))
  route('post', '/locations/activate', (input) => control.activateLocation(input as never))
  route('post', '/locations/delete', (input) => control.deleteLocation(input as never))
  route('post', '/levels/disconnect', (input) => control.disconnect(input as never))
  route('post', '/levels/connect', (input) => control.connect(input as never))

  route('get', '/clock', () => control.clock())
  route('post', '/clock', (input) => control.setClock(input))

  route('get', '/webhooks', (input) => control.webhooks(input))
  route('post', '/webhooks/mode', (input) => control.webhookMode(input as never))
  route('post', '/webhooks/release', (input) => control.releaseWebhooks(input as never))
  route('post', '/webhooks/send', (input) => control.sendWebhook(input as never))
  route('post', '/webhooks/:id/resend', (input, { params }) =>
    control.resendWebhook({
      id: Number(params.id),
      times: input.times === undefined ? undefined : Number(input.times),
    }),
  )

  route('get', '/switches', () => control.switches())
  route('post', '/switches', (input) => control.seed(input as never))
  route('post', '/switches/off', (input) => control.switchOff(input as never))
  route('delete', '/switches', () => control.allQuiet())
  route('post', '/bucket', (input) => control.bucket(input as never))
  route('get', '/subscriptions', (input) => control.subscriptions(input))
  route('post', '/subscriptions/stop', (input) => control.stopSubscriptions(input))
  route('post', '/subscriptions/mend', (input) => control.mendSubscriptions(input))
  route('delete', '/subscriptions/:id', (input, { params }) =>
    control.deleteSubscription({ ...input, id: String(params.id) }),
  )
  route('post', '/uninstall', (input) => control.uninstall(input))
  route('post', '/reinstall', (input) => control.reinstall(input))

  route('get', '/calls', (input) => control.calls(input))
  route('delete', '/calls', () => control.clearCalls())
  route('post', '/faults', (input) => control.faults(input as never))
  route('post', '/tokens/faults', (input) => control.tokenFaults(input as never))
  route('post', '/tokens/end', (input) => control.endTokens(input))
  route('post', '/tokens', (input) => control.offlineToken(input))
  route('post', '/id-token', (input) => control.idToken(input))

  route('get', '/mailbox', (input) => control.mails(input))
  route('delete', '/mailbox', () => control.clearMails())
  route('get', '/mailbox/mode', () => control.mailboxState())
  route('post', '/mailbox/mode', (input) => control.mailboxMode(input as never))
  router.get('/mailbox/:id/attachments/:n', (request, response, next) => {
    control
      .mailAttachment(request.params.id, Number(request.params.n))
      .then(({ name, type, content }) => response.type(type).attachment(name).send(content))
      .catch(next)
  })

  router.use(
    (_request, response) =>
      void response.status(404).json({ error: 'no such control call; see store/README.md' }),
  )
  router.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const status =
      error instanceof NotPossible
        ? error.status
        : error instanceof ZodError || error instanceof SyntaxError
          ? 400
          : 500
    if (status === 500) console.error(error)
    response.status(status).json({
      error:
        error instanceof ZodError
          ? error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
          : (error as Error).message,
    })
  })
  return router
}
