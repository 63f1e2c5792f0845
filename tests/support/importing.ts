// Imports of whole shops in a place of their own: a practice store of empty shops and Carnet on a scratch database.
import { openReplay } from '#scripts/corpus/replay.ts'
import { startTestServer } from './database.ts'

export type Importing = Awaited<ReturnType<typeof openImporting>>
type Tx = Parameters<Parameters<typeof import('#app/db.server.ts').withShop>[1]>[0]

const PRODUCTS = [
  { sku: 'HUILE-75', price: '10.00', onHand: 30 },
  { sku: 'NOIX', price: '7.00', onHand: 50 },
]

async function load() {
  return {
    ...(await import('#app/flows/shop-imported.server.ts')),
    ...(await import('#app/flows/import-asked.server.ts')),
    ...(await import('#app/flows/inbox-drained.server.ts')),
    ...(await import('#app/flows/task-settled.server.ts')),
    ...(await import('#app/shop/import-steps.server.ts')),
    ...(await import('#app/db.server.ts')),
    ...(await import('#app/verify/verify.server.ts')),
  }
}

/** Opens the place; webhooks are not sent until a test wants them. */
export async function openImporting() {
  const own = process.env.CARNET_TEST_SERVER ? null : await startTestServer()
  const replay = await openReplay(own ?? undefined)
  const carnet = await load()
  const { control } = replay.store
  control.webhookMode({ mode: 'drop' })
  const read = <T>(shop: string, what: (tx: Tx) => Promise<T>) => carnet.withShop(shop, what)

  /** A shop with `open` and `closed` orders that Carnet has not read yet. */
  async function shopWith({ open, closed }: { open: number; closed: number }): Promise<string> {
    const { domain: shop } = await replay.freshShop(PRODUCTS)
    control.company({ shop, name: 'Épicerie du Port' })
    control.customer({ shop, email: 'jeanne@example.com', firstName: 'Jeanne', lastName: 'Petit' })
    const lines = [{ sku: 'NOIX', quantity: 1 }]
    for (let n = 0; n < open; n++) control.placeOrder({ shop, buyer: 'Épicerie du Port', lines })
    await control.idle()
    for (let n = 0; n < closed; n++) {
      const { name } = control.placeOrder({
        shop,
        buyer: 'jeanne@example.com',
        lines: [{ sku: 'HUILE-75', quantity: 1 }],
      })
      control.setStock({ shop, sku: 'HUILE-75', delta: 1 })
      control.routeOrder({ shop, order: name })
      control.fulfillOrder({ shop, order: name })
    }
    await forget(shop)
    return shop
  }
  const forget = (shop: string) => read(shop, (tx) => carnet.forgetImport(tx, shop))
  return {
    replay,
    carnet,
    read,
    shopWith,
    forget,
    view: (shop: string) => read(shop, (tx) => carnet.readImport(tx, shop)),
    /** How far the orders of a shop are read. */
    ofOrders: async (shop: string) =>
      (await read(shop, (tx) => carnet.readImport(tx, shop))).steps.find(({ step }) => step === 'orders')!,
    /** How many states of orders were told in all. */
    told: (shop: string) => read(shop, (tx) => tx.orderTold.count({ where: { shop } })),
    unclean: async (shop: string) =>
      (await carnet.verifyShop((work) => carnet.withShop(shop, work), shop, new Date()))
        .filter((r) => !r.ok)
        .map((r) => ({ check: `${r.id} ${r.name}`, rows: r.rows })),
    close: async () => {
      await replay.close()
      await own?.stop()
    },
  }
}

/** Has the next file of orders, or of variants, come as `change` makes it; what is returned ends that. */
export function nextFile(
  change: (bytes: Buffer) => BodyInit,
  of: 'Order' | 'ProductVariant' = 'Order',
): () => void {
  const real = globalThis.fetch
  let left = 1
  globalThis.fetch = async (input, init) => {
    const response = await real(input, init)
    if (left === 0 || !String(input).includes('/bulk/')) return response
    const bytes = Buffer.from(await response.arrayBuffer())
    if (!bytes.toString().startsWith(`{"id":"gid://shopify/${of}/`)) return new Response(bytes, response)
    left = 0
    return new Response(change(bytes), response)
  }
  return () => void (globalThis.fetch = real)
}

/** The first part of a file, and when all of it was read, what `then` does. */
export function partly(
  bytes: Buffer,
  share: number,
  then: (rest: Buffer) => Promise<Buffer>,
): ReadableStream {
  const cut = Math.floor(bytes.length * share)
  let sent = false
  return new ReadableStream({
    async pull(controller) {
      if (!sent) controller.enqueue(new Uint8Array(bytes.subarray(0, cut)))
      else {
        controller.enqueue(new Uint8Array(await then(bytes.subarray(cut))))
        controller.close()
      }
      sent = true
    },
  })
}

/** Has the connection end after a share of the next file of orders. */
export const cutOnce = (share: number) =>
  nextFile((bytes) => partly(bytes, share, () => Promise.reject(new Error('the worker died'))))
