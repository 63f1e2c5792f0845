// What Shopify serves at a shop's own domain: the Admin API and the token endpoint.
import express, { type Request, type Response, type Router } from 'express'
import { accessToken, allows } from './auth/access-token.ts'
import type { GraphQLRequest } from './graphql/execute.ts'
import { reply } from './graphql/reply.ts'
import type { Shop } from './state/shop.ts'
import type { World } from './state/world.ts'
import { API_VERSION } from './webhooks/post.ts'

/** The shop a request is for: the host that the app called. */
function shopFor(world: World, request: Request): Shop | undefined {
  const host = (request.header('x-forwarded-host') ?? request.header('host') ?? '').split(':')[0]!
  return world.state.shops[host]
}

export function adminApi(world: World): Router {
  const router = express.Router()
  const json = express.json({ limit: '10mb' })

  router.post(
    '/admin/oauth/access_token',
    json,
    express.urlencoded({ extended: false }),
    (request, response) => {
      const shop = shopFor(world, request)
      if (!shop)
        return void response
          .status(404)
          .json({ error: 'not_found', error_description: 'There is no such shop in this practice store.' })
      const asked = request.body as Record<string, unknown>
      const [fault] =
        asked.grant_type === 'refresh_token'
          ? world.switches.tokens.draw(world.switches.seed, shop.domain, [])
          : []
      if (fault?.kind === 'http500') return void response.status(500).json({ error: 'server_error' })
      const { status, body } = accessToken(world, shop, asked)
      if (fault?.kind === 'lost-answer') return void response.socket?.destroy()
      response.status(status).json(fault?.kind === 'no-expiry' ? { ...body, expires_in: undefined } : body)
    },
  )

  router.post('/admin/api/:version/graphql.json', json, (request, response, next) => {
    const shop = shopFor(world, request)
    if (!shop) return void response.status(404).json({ errors: 'Not Found' })
    if (request.params.version !== API_VERSION)
      return void response
        .status(404)
        .json({ errors: `practice store: only API version ${API_VERSION} is served` })
    if (!shop.installed || !allows(world, shop, request.header('x-shopify-access-token')))
      return void response
        .status(401)
        .json({ errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' })
    graphql(world, shop, request.body as GraphQLRequest, response).catch(next)
  })
  // The lines of a bulk query; who has the address may read them, as with Shopify's signed ones.
  router.get('/bulk/:file', (request, response) => {
    const lines = world.bulk.resultOf(request.params.file.replace(/\.jsonl$/, ''))
    if (lines === undefined) return void response.status(404).end()
    const from = Number(/^bytes=(\d+)-$/.exec(request.header('range') ?? '')?.[1] ?? 0)
    response.type('application/jsonl').set('accept-ranges', 'bytes')
    if (from === 0) return void response.send(lines)
    if (from >= lines.length) return void response.status(416).end()
    response
      .status(206)
      .set('content-range', `bytes ${from}-${lines.length - 1}/${lines.length}`)
      .send(lines.subarray(from))
  })
  return router
}

async function graphql(world: World, shop: Shop, body: GraphQLRequest, response: Response): Promise<void> {
  const replied = await reply(world, shop, body)
  if (replied === 'cut') return void response.socket?.destroy()
  response.status(replied.status).set(replied.headers).json(replied.body)
}
