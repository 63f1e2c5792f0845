// The HTTP side: Shopify's own addresses by x-forwarded-host, the control API, and the pages.
import { createServer, type Server } from 'node:http'
import express from 'express'
import { adminApi } from './admin-api.ts'
import { controlRoutes } from './control/routes.ts'
import { pageRoutes } from './pages/routes.ts'
import type { Control } from './practice-store.ts'
import type { World } from './state/world.ts'

export function buildServer(world: World, control: Control): Server {
  const app = express()
  app.disable('x-powered-by')
  app.use(adminApi(world))
  app.use('/control', controlRoutes(control))
  app.use(pageRoutes(world, control))
  return createServer(app)
}
