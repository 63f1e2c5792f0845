// Control of the store itself: shops, clock, webhooks, calls, faults, tokens.
import { z } from 'zod'
import { newOfflineToken } from '../auth/access-token.ts'
import { tell, uninstall } from '../auth/install.ts'
import { hostParameter, idToken, storeName } from '../auth/id-token.ts'
import { complianceBody, shopBody } from '../rest/shop.ts'
import { stringify } from '../rest/fields.ts'
import { seedMoulin, SEED_CLOCK } from '../seed/moulin.ts'
import { addLocation, emptyShop } from '../seed/shop.ts'
import type { Shop, Staff } from '../state/shop.ts'
import type { Delivery } from '../state/state.ts'
import { emptyState } from '../state/state.ts'
import { topicName } from '../state/subscription.ts'
import { newSwitches } from '../switches/switches.ts'
import { NotPossible, shopOf, type World } from '../state/world.ts'
import type { Sender } from '../webhooks/sender.ts'
import { setBucket } from './switches.ts'
import { newProduct, productInput } from './catalog.ts'

const text = z.string().optional()

export const shopInput = z.strictObject({
  domain: z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/),
  name: text,
  seed: z.enum(['moulin', 'empty']).optional(),
  taxesIncluded: z.boolean().optional(),
  currency: text,
  timezone: text,
  products: z.array(productInput.omit({ shop: true })).optional(),
  nextOrder: z.int().optional(),
  installed: z.boolean().optional(),
  plus: z.boolean().optional(),
})
export const clockInput = z.strictObject({ at: text, frozen: z.boolean().optional(), advance: text })
export const releaseInput = z.strictObject({
  state: z.enum(['held', 'late']).optional(),
  order: z.enum(['as-created', 'reversed', 'shuffled']).optional(),
  seed: z.int().optional(),
  topics: z.array(z.string()).optional(),
  shop: text,
})
export const sendInput = z.strictObject({
  shop: text,
  topic: z.string(),
  body: z.unknown().optional(),
  raw: text,
})
export const routingInput = z.strictObject({ mode: z.enum(['soon', 'hold']), delayMs: z.int().optional() })

/** The parsed body, or the text when it is no JSON. */
export function bodyOf({ body }: Delivery): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return body
  }
}

/** One delivery as the log shows it. */
export const deliveryRow = (delivery: Delivery) => ({
  id: delivery.id,
  shop: delivery.shop,
  topic: delivery.topic,
  webhookId: delivery.webhookId,
  eventId: delivery.eventId,
  triggeredAt: delivery.triggeredAt,
  state: delivery.state,
  ...(delivery.trick ? { trick: delivery.trick } : {}),
  ...(delivery.dueAt ? { dueAt: delivery.dueAt } : {}),
  attempts: delivery.attempts,
  body: bodyOf(delivery),
})

export type StoreControl = ReturnType<typeof storeControl>

export function storeControl(world: World, sender: Sender, due: () => void) {
  const keptBack = (state: 'held' | 'late' = 'held', topics?: string[], shop?: string) =>
    world.state.deliveries.filter(
      (one) => one.state === state && (!topics || topics.includes(one.topic)) && (!shop || one.shop === shop),
    )

  return {
    health: () => ({
      ok: true,
      practiceStore: true,
      shops: Object.keys(world.state.shops),
      appUrl: world.app.url,
      clock: clockRow(world),
    }),

    /** Everything as seeded, with the same ids; log, calls, tokens and faults are emptied. */
    reset() {
      Object.assign(world.state, emptyState())
      setBucket(world, null)
      Object.assign(world.switches, newSwitches(world.switches.usualBucket))
      world.routing.mode = 'soon'
      seedStore(world)
      world.clock.set({ at: SEED_CLOCK, frozen: false })
      world.changed()
      return { ok: true, shops: Object.keys(world.state.shops) }
    },

    createShop(raw: z.input<typeof shopInput>) {
      const shop = createShop(world, shopInput.parse(raw))
      return { domain: shop.domain, id: shop.id }
    },

    /** Where the app listens, and the secret that signs from now on. */
    setAppUrl(raw: { url?: string; secret?: string }) {
      const { url, secret } = z.strictObject({ url: z.url().optional(), secret: text }).parse(raw)
      if (url !== undefined) world.app.url = url
      if (secret !== undefined) world.app.secret = secret
      return { url: world.app.url }
    },

    setRouting(raw: z.input<typeof routingInput>) {
      const input = routingInput.parse(raw)
      world.routing = { mode: input.mode, delayMs: input.delayMs ?? world.routing.delayMs }
      return world.routing
    },

    clock: () => clockRow(world),
    setClock(raw: z.input<typeof clockInput>) {
      world.clock.set(clockInput.parse(raw))
      due()
      return clockRow(world)
    },

    webhooks(
      raw: {
        shop?: string | undefined
        topic?: string | undefined
        state?: string | undefined
        after?: string | number | undefined
      } = {},
    ) {
      const after = Number(raw.after ?? 0)
      const found = world.state.deliveries.filter(
        (one) =>
          one.id > after &&
          (!raw.shop || one.shop === raw.shop) &&
          (!raw.topic || one.topic === raw.topic) &&
          (!raw.state || one.state === raw.state),
      )
      return { deliveries: found.map(deliveryRow) }
    },
    releaseWebhooks(raw: z.input<typeof releaseInput> = {}) {
      const input = releaseInput.parse(raw)
      const found = keptBack(input.state, input.topics, input.shop)
      const ordered =
        input.order === 'reversed'
          ? found.reverse()
          : input.order === 'shuffled'
            ? shuffled(found, input.seed ?? 1)
            : found
      sender.release(ordered)
      return { released: ordered.map(({ id }) => id) }
    },
    resendWebhook(raw: { id: number; times?: number | undefined }) {
      const delivery = world.state.deliveries.find(({ id }) => id === raw.id)
      if (!delivery) throw new NotPossible(`no delivery ${raw.id}`, 404)
      sender.resend(delivery, raw.times ?? 1)
      return { ok: true }
    },
    /** Sends any topic; uninstalling also revokes the shop's tokens and stops its webhooks. */
    sendWebhook(raw: z.input<typeof sendInput>) {
      const input = sendInput.parse(raw)
      const shop = shopOf(world, input.shop)
      const own = shop.subscriptions.some((one) => one.topic === topicName(input.topic))
      if (!own && world.app.topics?.includes(input.topic) === false)
        throw new NotPossible(`the app is not subscribed to ${input.topic}`)
      if (input.raw !== undefined) {
        tell(world, shop, input.topic, input.raw)
        return { ok: true }
      }
      const body =
        input.body ??
        complianceBody(shop, input.topic) ??
        (input.topic === 'app/uninstalled' || input.topic === 'shop/update' ? shopBody(shop) : undefined)
      if (body === undefined) throw new NotPossible(`${input.topic} needs a body here`)
      if (input.topic === 'app/uninstalled') uninstall(world, shop, stringify(body))
      else tell(world, shop, input.topic, stringify(body))
      return { ok: true }
    },

    calls(raw: { shop?: string | undefined; root?: string | undefined } = {}) {
      return {
        calls: world.state.calls.filter(
          (call) => (!raw.root || call.root === raw.root) && (!raw.shop || call.shop === raw.shop),
        ),
      }
    },
    clearCalls() {
      world.state.calls = []
      return { ok: true }
    },

    offlineToken(raw: { shop?: string | undefined } = {}) {
      return {
        accessToken: newOfflineToken(world, shopOf(world, raw.shop), false).token,
        scope: world.app.scopes.join(','),
      }
    },
    idToken(raw: { shop?: string | undefined; staff?: string | undefined } = {}) {
      const shop = shopOf(world, raw.shop)
      const token = idToken(shop, staffOf(shop, raw.staff), world.app)
      const host = hostParameter(shop)
      return {
        idToken: token,
        host,
        shop: shop.domain,
        query: new URLSearchParams({ embedded: '1', shop: shop.domain, host, id_token: token }).toString(),
      }
    },
  }
}

export function staffOf(shop: Shop, name: string | undefined): Staff {
  const staff = name
    ? shop.staff.find(
        (one) =>
          one.id === name || `${one.firstName} ${one.lastName}`.toLowerCase().startsWith(name.toLowerCase()),
      )
    : shop.staff[0]
  if (!staff) throw new NotPossible(`no staff ${name} in ${shop.domain}`, 404)
  return staff
}

function clockRow({ clock }: World) {
  const setting = clock.read()
  return {
    at: setting?.at ?? null,
    setAt: setting?.setAt ?? null,
    frozen: setting?.frozen ?? false,
    now: clock.now().toISOString(),
  }
}

/** The shops a fresh store has. */
export function seedStore(world: World): void {
  createShop(world, { domain: 'moulin-lyon.myshopify.com', seed: 'moulin' })
}

export function createShop(world: World, input: z.output<typeof shopInput>): Shop {
  const at = world.clock.now().toISOString()
  const shop = input.seed === 'moulin' ? seedMoulin(world, input.domain) : bareShop(world, input, at)
  for (const product of input.products ?? []) newProduct(world, shop, product, at)
  if (input.nextOrder !== undefined) shop.nextOrderNumber = input.nextOrder
  shop.installed = input.installed ?? true
  shop.plus = input.plus ?? false
  world.state.shops[shop.domain] = shop
  world.changed()
  return shop
}

function bareShop(world: World, input: z.output<typeof shopInput>, at: string): Shop {
  const shop = emptyShop(world, {
    domain: input.domain,
    name: input.name ?? storeName({ domain: input.domain } as Shop),
    at,
    ...(input.currency ? { currency: input.currency } : {}),
    ...(input.timezone ? { timezone: input.timezone } : {}),
    taxesIncluded: input.taxesIncluded ?? false,
  })
  addLocation(world, shop, 'Entrepôt', at, { address1: '1 rue du Dépôt', zip: '69000', city: 'Lyon' })
  return shop
}

/** The same shuffle for the same seed (a small linear congruential generator). */
export function shuffled<T>(list: readonly T[], seed: number): T[] {
  const result = [...list]
  let state = seed >>> 0
  for (let n = result.length - 1; n > 0; n -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const other = state % (n + 1)
    ;[result[n], result[other]] = [result[other]!, result[n]!]
  }
  return result
}
