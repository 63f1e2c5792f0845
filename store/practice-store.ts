// Starts a practice store: state, webhook sender, mailbox and the HTTP server around them.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { redactDue } from './auth/install.ts'
import { ALL_SCOPES } from './auth/scopes.ts'
import { catalogControl, type CatalogControl } from './control/catalog.ts'
import { placeControl, type PlaceControl } from './control/places.ts'
import { orderControl, type OrderControl } from './control/orders.ts'
import { variantControl, type VariantControl } from './control/variants.ts'
import { seedStore, storeControl, type StoreControl } from './control/store.ts'
import { switchControl, type SwitchControl } from './control/switches.ts'
import { act } from './change.ts'
import { CUSTOMER_DATA, type CustomerData } from './graphql/access.ts'
import { type Bucket, PLUS, pointsOf } from './graphql/bucket.ts'
import { startBulkRunner } from './graphql/bulk/runner.ts'
import { mailboxControl, type MailboxControl } from './mailbox/control.ts'
import { startMailbox } from './mailbox/mailbox.ts'
import { routeOrder } from './orders/route.ts'
import { SEED_CLOCK } from './seed/moulin.ts'
import { buildServer } from './server.ts'
import { openClock } from './state/clock.ts'
import type { Order } from './state/order.ts'
import type { Shop } from './state/shop.ts'
import { newSwitches } from './switches/switches.ts'
import { emptyState, readState, writeState } from './state/state.ts'
import type { World } from './state/world.ts'
import { startSender } from './webhooks/sender.ts'

export type StoreOptions = {
  port: number
  apiKey?: string
  secret: string
  /** What the app is granted; default: everything it could ask for. */
  scopes?: readonly string[] | undefined
  /** The topics that its configuration declares; default: all there are. */
  topics?: readonly string[] | undefined
  /** What protected customer data it is approved for; default: all of it. */
  customerData?: readonly CustomerData[] | undefined
  /** The points of its Admin API calls; default: those of a Plus shop, so that nobody waits. */
  bucket?: Bucket | undefined
  appUrl: string
  /** The state as JSON; without it everything is in memory. */
  file?: string | undefined
  clockFile?: string | undefined
  mailbox?: { smtpPort: number; dir: string } | undefined
  routingDelayMs?: number
}

export type Control = OrderControl &
  CatalogControl &
  VariantControl &
  PlaceControl &
  StoreControl &
  SwitchControl &
  MailboxControl & { idle: (input?: { timeoutMs?: number }) => Promise<{ idle: boolean }> }
export type PracticeStore = {
  url: string
  port: number
  control: Control
  world: World
  mailbox: { smtpPort: number } | undefined
  close: () => Promise<void>
}

const WRITE_AFTER_MS = 300
const LOOK_AT_CLOCK_MS = 250

export async function startPracticeStore(options: StoreOptions): Promise<PracticeStore> {
  const { world, flush } = openWorld(options)
  const sender = startSender(() => world)
  world.send = sender.send
  const due = () => {
    sender.sendDue()
    redactDue(world)
  }
  const watch = setInterval(due, LOOK_AT_CLOCK_MS).unref()
  const routing = startRouting(world)
  world.routeLater = routing.schedule
  const bulk = startBulkRunner(world)
  world.bulk = bulk
  const mailbox = options.mailbox
    ? await startMailbox(options.mailbox.smtpPort, options.mailbox.dir)
    : undefined
  const idle = async ({ timeoutMs = 10_000 }: { timeoutMs?: number } = {}) => {
    const until = Date.now() + timeoutMs
    while (Date.now() < until) {
      if (!routing.busy() && !bulk.busy() && !sender.busy() && !sender.retrying()) return { idle: true }
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    return { idle: false }
  }
  const control: Control = {
    ...orderControl(world, routing.schedule),
    ...catalogControl(world),
    ...variantControl(world),
    ...placeControl(world),
    ...storeControl(world, sender, due),
    ...switchControl(world),
    ...mailboxControl(() => mailbox),
    idle,
  }
  const server = await listen(buildServer(world, control), options.port)
  const { port } = server.address() as AddressInfo
  world.url = `http://localhost:${port}`
  return {
    url: world.url,
    port,
    control,
    world,
    mailbox: mailbox && { smtpPort: mailbox.smtpPort() },
    async close() {
      clearInterval(watch)
      routing.close()
      bulk.close()
      await sender.close()
      await mailbox?.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      flush()
    },
  }
}

/** The state of the last run, or a freshly seeded one; `flush` writes what is not written yet. */
function openWorld(options: StoreOptions): { world: World; flush: () => void } {
  const { file } = options
  const known = file ? readState(file) : undefined
  let timer: NodeJS.Timeout | undefined
  const write = () => {
    timer = undefined
    if (file) writeState(file, world.state)
  }
  const world: World = {
    state: known ?? emptyState(),
    clock: openClock(options.clockFile),
    app: {
      url: options.appUrl,
      apiKey: options.apiKey ?? 'carnet-practice-key',
      secret: options.secret,
      scopes: options.scopes ?? ALL_SCOPES,
      topics: options.topics ?? null,
      customerData: options.customerData ?? CUSTOMER_DATA,
    },
    url: '',
    routing: { mode: 'soon', delayMs: options.routingDelayMs ?? 400 },
    switches: newSwitches(options.bucket ?? PLUS),
    points: pointsOf(options.bucket ?? PLUS),
    routeLater: () => {},
    bulk: { start: () => {}, resultOf: () => undefined, busy: () => false },
    send: () => {},
    changed: () => {
      if (file) timer ??= setTimeout(write, WRITE_AFTER_MS)
    },
  }
  if (!known) {
    if (!world.clock.read()) world.clock.set({ at: SEED_CLOCK })
    seedStore(world)
  }
  return {
    world,
    flush: () => {
      clearTimeout(timer)
      if (file && timer) write()
    },
  }
}

/** Fulfillment orders appear a moment after an order was placed; what an earlier run left is routed at the start. */
function startRouting(world: World) {
  const timers = new Set<NodeJS.Timeout>()
  const schedule = (shop: Shop, order: Order) => {
    if (world.routing.mode === 'hold') return
    const timer = setTimeout(() => {
      timers.delete(timer)
      act(world, shop, (change) => routeOrder(change, order))
    }, world.routing.delayMs)
    timers.add(timer)
  }
  for (const shop of Object.values(world.state.shops))
    for (const order of shop.orders) if (!order.routed) schedule(shop, order)
  return {
    schedule,
    busy: () => timers.size > 0,
    close: () => timers.forEach((timer) => clearTimeout(timer)),
  }
}

function listen(server: Server, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => resolve(server))
  })
}
