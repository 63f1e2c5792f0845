// Medusa's reservation step, for comparison: its inventory module behind its own in-memory lock, as its workflow calls it.
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { speedOf, type Speed } from './measure.ts'

/** Medusa is no dependency of ours: who measures fetches it, in these versions, into a folder of its own. */
const VERSION = '2.21.2'
const PACKAGES = ['framework', 'inventory', 'locking', 'modules-sdk', 'utils'].map(
  (name) => `@medusajs/${name}`,
)
const HOME = resolve('node_modules/.cache/carnet-medusa')
const PLENTY = 100_000_000

export type Medusa = {
  /** Reserves as many orders, so many at once. */
  reserve(server: number, clients: number, count: number, order: () => OrderSnapshot): Promise<Speed>
  close(): Promise<void>
}

/** Opens Medusa on a database of its own on the server, with `items` items of plenty. */
export async function openMedusa(ownerUrl: string, items: number): Promise<Medusa> {
  await install()
  const url = await createDatabase(ownerUrl)
  const { inventory, locking, close } = await boot(url)
  const made = await inventory.createInventoryItems(
    Array.from({ length: items }, (_, n) => ({ sku: `SKU-${n + 1}` })),
  )
  await inventory.createInventoryLevels(
    made.map(({ id }) => ({ inventory_item_id: id, location_id: 'place', stocked_quantity: PLENTY })),
  )
  const ids = new Map(made.map(({ id, sku }) => [sku, id]))
  const reserveOne = async ({ lines }: OrderSnapshot) => {
    const wanted = lines.map((line) => ({
      inventory_item_id: ids.get(line.sku!)!,
      location_id: 'place',
      quantity: line.quantity,
      line_item_id: line.id,
      allow_backorder: false,
    }))
    // In one order: its in-memory lock takes keys as they come, and deadlocks for ever when two callers' orders differ.
    const keys = wanted.map((one) => one.inventory_item_id).sort()
    await locking.execute(keys, () => inventory.createReservationItems(wanted))
  }
  const reserve: Medusa['reserve'] = (server, clients, count, order) => {
    const orders = Array.from({ length: count }, order)
    const work = async () => {
      for (let next = orders.shift(); next; next = orders.shift()) await reserveOne(next)
    }
    return speedOf(server, count, () => Promise.all(Array.from({ length: clients }, work)))
  }
  return { reserve, close }
}

async function install(): Promise<void> {
  if (existsSync(join(HOME, 'node_modules/@medusajs/inventory'))) return
  mkdirSync(HOME, { recursive: true })
  const dependencies = Object.fromEntries(PACKAGES.map((name) => [name, VERSION]))
  writeFileSync(join(HOME, 'package.json'), JSON.stringify({ private: true, dependencies }))
  const args = ['install', '--no-audit', '--no-fund', '--legacy-peer-deps', '--ignore-scripts']
  await promisify(execFile)('npm', args, { cwd: HOME, maxBuffer: 2 ** 26 })
}

async function createDatabase(ownerUrl: string): Promise<string> {
  const url = new URL(ownerUrl)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query('CREATE DATABASE medusa')
  await owner.end()
  url.pathname = '/medusa'
  return url.toString()
}

type Inventory = {
  createInventoryItems(items: object[]): Promise<{ id: string; sku: string }[]>
  createInventoryLevels(levels: object[]): Promise<unknown>
  createReservationItems(items: object[]): Promise<unknown>
}
type Locking = { execute(keys: string[], work: () => Promise<unknown>): Promise<unknown> }

// Medusa is CommonJS without types of ours: what is used of it stands here.
async function boot(url: string) {
  const load = createRequire(join(HOME, 'package.json'))
  const { MedusaApp } = load('@medusajs/modules-sdk') as {
    MedusaApp(config: object): Promise<{
      modules: Record<string, unknown>
      runMigrations(): Promise<void>
      onApplicationStart?(): Promise<void>
      onApplicationShutdown?(): Promise<void>
    }>
  }
  const { Modules, ModulesSdkUtils, ContainerRegistrationKeys, createMedusaContainer } = load(
    '@medusajs/utils',
  ) as {
    Modules: { INVENTORY: string; LOCKING: string }
    ModulesSdkUtils: { createPgConnection(config: object): { destroy(): Promise<void> } }
    ContainerRegistrationKeys: { PG_CONNECTION: string; LOGGER: string }
    createMedusaContainer(config: object): { register(name: string, value: unknown): void }
  }
  const { asValue } = load('@medusajs/framework/awilix') as { asValue(value: unknown): unknown }
  const driver = { clientUrl: url, driverOptions: { ssl: false }, pool: { min: 2, max: 16 } }
  const connection = ModulesSdkUtils.createPgConnection(driver)
  const sharedContainer = createMedusaContainer({})
  sharedContainer.register(ContainerRegistrationKeys.PG_CONNECTION, asValue(connection))
  sharedContainer.register(ContainerRegistrationKeys.LOGGER, asValue(SILENT))
  // It warns that its link modules are missing: no links between modules are measured.
  const { warn } = console
  console.warn = nothing
  const app = await MedusaApp({
    modulesConfig: {
      [Modules.INVENTORY]: { resolve: load.resolve('@medusajs/inventory') },
      [Modules.LOCKING]: { resolve: load.resolve('@medusajs/locking'), options: {} },
    },
    sharedContainer,
    sharedResourcesConfig: { database: driver },
  })
  console.warn = warn
  await app.runMigrations()
  await app.onApplicationStart?.()
  const close = async () => {
    await app.onApplicationShutdown?.()
    await connection.destroy()
  }
  return {
    inventory: app.modules[Modules.INVENTORY] as Inventory,
    locking: app.modules[Modules.LOCKING] as Locking,
    close,
  }
}

const nothing = () => {}
const SILENT = {
  ...{ info: nothing, warn: nothing, debug: nothing, log: nothing, activity: nothing, progress: nothing },
  ...{ success: nothing, failure: nothing, panic: nothing, setLogLevel: nothing, unsetLogLevel: nothing },
  ...{ error: (what: unknown) => console.error(what), shouldLog: () => false },
}
