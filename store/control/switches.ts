// Control of what goes wrong: webhooks, calls, tokens, subscriptions, installing.
import { z } from 'zod'
import { endTokens, uninstall } from '../auth/install.ts'
import { type Bucket, pointsOf } from '../graphql/bucket.ts'
import { checkCode } from '../graphql/user-errors.ts'
import { checkField } from '../graphql/validation.ts'
import { milliseconds } from '../state/clock.ts'
import { NotPossible, shopOf, type World } from '../state/world.ts'
import { CALL_KINDS, TOKEN_KINDS, TWIN_IDS, WEBHOOK_KINDS } from '../switches/switches.ts'
import { SWITCH_GROUPS, wordsOf } from '../switches/words.ts'

const text = z.string().optional()
const share = z.number().min(0).max(1).optional()
const count = z.int().min(1).optional()
const duration = z
  .string()
  .refine((value) => /^P(?=.)/.test(value) && parses(value), 'not a duration')
  .optional()
const parses = (value: string) => {
  try {
    return milliseconds(value) >= 0
  } catch {
    return false
  }
}

export const modeInput = z.strictObject({
  mode: z.enum(WEBHOOK_KINDS),
  share,
  topics: z.array(z.string()).optional(),
  for: count,
  from: duration,
  to: duration,
  within: duration,
  ids: z.enum(TWIN_IDS).optional(),
})
export const faultInput = z.strictObject({
  root: text,
  kind: z.enum(CALL_KINDS),
  share,
  times: count,
  message: text,
  code: text,
  ms: z.int().min(0).optional(),
  status: z.int().min(400).max(599).optional(),
  version: text,
  absent: z.array(z.string()).optional(),
})
export const tokenFaultInput = z.strictObject({ kind: z.enum(TOKEN_KINDS), share, times: count })
export const bucketInput = z.strictObject({ size: z.number().min(1), restoreRate: z.number().min(0) })
export const topicsInput = z.strictObject({ shop: text, topics: z.array(z.string()).optional() })
export const endInput = z.strictObject({ shop: text, refresh: z.enum(['works', 'refused']).optional() })
export const offInput = z.strictObject({
  group: z.enum(SWITCH_GROUPS),
  index: z.int().optional(),
  shop: text,
})
export const uninstallInput = z.strictObject({ shop: text, redactAfter: duration.unwrap().nullish() })

const SLOW_MS = 1000
const SHUFFLED_WITHIN = 'PT1S'
const REDACTED_AFTER = 'P2D'

export type SwitchControl = ReturnType<typeof switchControl>

/** Another bucket from now on, and a full one; null: the usual one. */
export function setBucket(world: World, bucket: Bucket | null): void {
  world.points = pointsOf(bucket ?? world.switches.usualBucket)
  world.switches.bucket = bucket
}

export function switchControl(world: World) {
  const { switches } = world
  const subscriptions = subscriptionControl(world)
  const install = installControl(world)
  return {
    /** All that is on, in words and as it was set. */
    switches: () => ({
      seed: switches.seed,
      on: wordsOf(world),
      webhooks: switches.webhooks.rules(),
      calls: switches.calls.rules(),
      tokens: switches.tokens.rules(),
      bucket: switches.bucket ?? switches.usualBucket,
    }),
    /** Chance begins anew: the same seed and the same events meet the same fates. */
    seed(raw: { seed: number }) {
      switches.seed = z.strictObject({ seed: z.int() }).parse(raw).seed
      for (const book of [switches.webhooks, switches.calls, switches.tokens]) book.restart()
      return { seed: switches.seed }
    },
    /** Everything off; what is held or late stays so, and an uninstalled app uninstalled. */
    allQuiet() {
      for (const book of [switches.webhooks, switches.calls, switches.tokens]) book.clear()
      if (switches.bucket) setBucket(world, null)
      for (const shop of Object.values(world.state.shops)) delete shop.stopped
      world.changed()
      return { on: wordsOf(world) }
    },
    /** One thing off: a rule by its place in its group, or what concerns a shop. */
    switchOff(raw: z.input<typeof offInput>) {
      const { group, index = 0, shop } = offInput.parse(raw)
      if (group === 'bucket') setBucket(world, null)
      else if (group === 'subscriptions') subscriptions.mendSubscriptions({ shop })
      else if (group === 'app') install.reinstall({ shop })
      else switches[group].remove(index)
      return { on: wordsOf(world) }
    },
    ...ruleControl(world),
    bucket(raw: z.input<typeof bucketInput>) {
      setBucket(world, bucketInput.parse(raw))
      return switches.bucket
    },
    ...subscriptions,
    ...install,
  }
}

/** For webhooks, calls and renewals: for a share of them, or for the next few. */
function ruleControl({ switches }: World) {
  return {
    webhookMode(raw: z.input<typeof modeInput>) {
      const input = modeInput.parse(raw)
      const from = milliseconds(input.from ?? 'PT30S')
      const to = input.mode === 'shuffled' ? milliseconds(input.within ?? SHUFFLED_WITHIN) : null
      if (input.mode === 'once' && !input.topics && input.share === undefined) switches.webhooks.clear()
      else
        switches.webhooks.set({
          kind: input.mode,
          share: input.share ?? 1,
          only: input.topics ?? null,
          left: input.for ?? null,
          fromMs: from,
          toMs: to ?? (input.to ? milliseconds(input.to) : from),
          ids: input.ids ?? 'same',
        })
      return { modes: switches.webhooks.rules() }
    },
    /** The next calls of a root field fail (by default one), or a share of all from now on. */
    faults(raw: z.input<typeof faultInput>) {
      const input = faultInput.parse(raw)
      const only = input.root === undefined ? null : input.root.split(',').map((one) => one.trim())
      if (input.code) checkCode(input.code, only)
      input.absent?.forEach(checkField)
      switches.calls.set({
        kind: input.kind,
        share: input.share ?? 1,
        only,
        left: input.times ?? (input.share === undefined ? 1 : null),
        ms: input.ms ?? (input.kind === 'slow' ? SLOW_MS : 0),
        status: input.status ?? 500,
        version: input.version ?? '2026-10',
        absent: input.absent ?? [],
        message: input.message ?? null,
        code: input.code ?? null,
      })
      return { faults: switches.calls.rules() }
    },
    /** What becomes of the next renewals of a token, or of a share of them. */
    tokenFaults(raw: z.input<typeof tokenFaultInput>) {
      const { kind, share: part, times } = tokenFaultInput.parse(raw)
      const left = times ?? (part === undefined ? 1 : null)
      switches.tokens.set({ kind, share: part ?? 1, only: null, left })
      return { faults: switches.tokens.rules() }
    },
  }
}

function subscriptionControl(world: World) {
  const subscriptions = (raw: { shop?: string | undefined } = {}) => {
    const shop = shopOf(world, raw.shop)
    return { stopped: shop.stopped ?? [], subscriptions: shop.subscriptions }
  }
  return {
    /** Those that the app made through the API, and the declared topics that are stopped. */
    subscriptions,
    /** The app's own, declared subscriptions are gone, of some topics or of all: nothing is sent until mended. */
    stopSubscriptions(raw: z.input<typeof topicsInput> = {}) {
      const { shop: name, topics } = topicsInput.parse(raw)
      const shop = shopOf(world, name)
      shop.stopped = [...new Set([...(shop.stopped ?? []), ...(topics ?? ['*'])])]
      world.changed()
      return subscriptions({ shop: shop.domain })
    },
    mendSubscriptions(raw: z.input<typeof topicsInput> = {}) {
      const { shop: name, topics } = topicsInput.parse(raw)
      const shop = shopOf(world, name)
      const rest = topics ? (shop.stopped ?? []).filter((one) => !topics.includes(one)) : []
      if (rest.length > 0) shop.stopped = rest
      else delete shop.stopped
      world.changed()
      return subscriptions({ shop: shop.domain })
    },
    deleteSubscription(raw: { shop?: string | undefined; id: string }) {
      const shop = shopOf(world, raw.shop)
      if (!shop.subscriptions.some(({ id }) => id === raw.id))
        throw new NotPossible(`no subscription ${raw.id} in ${shop.domain}`, 404)
      shop.subscriptions = shop.subscriptions.filter(({ id }) => id !== raw.id)
      world.changed()
      return subscriptions({ shop: shop.domain })
    },
  }
}

function installControl(world: World) {
  return {
    /** Access tokens are refused from now on, as expired or revoked ones; `refused`: renewing them is too. */
    endTokens(raw: z.input<typeof endInput> = {}) {
      const { shop, refresh = 'works' } = endInput.parse(raw)
      return { ended: endTokens(world, shopOf(world, shop), refresh === 'works') }
    },
    /** As the shop's owner uninstalls: tokens die, app/uninstalled is sent, and shop/redact 48 hours later. */
    uninstall(raw: z.input<typeof uninstallInput> = {}) {
      const { shop: name, redactAfter = REDACTED_AFTER } = uninstallInput.parse(raw)
      const shop = shopOf(world, name)
      if (!shop.installed) throw new NotPossible(`Carnet is not installed in ${shop.domain}`)
      uninstall(world, shop)
      if (redactAfter !== null)
        shop.redactAt = new Date(world.clock.now().getTime() + milliseconds(redactAfter)).toISOString()
      return { installed: false, redactAt: shop.redactAt ?? null }
    },
    /** Installed again: opened from the admin, the app gets tokens by token exchange. */
    reinstall(raw: { shop?: string | undefined } = {}) {
      const shop = shopOf(world, raw.shop)
      shop.installed = true
      world.changed()
      return { installed: true, redactAt: shop.redactAt ?? null }
    },
  }
}
