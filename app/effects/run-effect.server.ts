import { setTimeout as sleep } from 'node:timers/promises'
import { AdminError } from '../adapters/shopify/admin-error.server.ts'
import { now } from '../clock.server.ts'
import { withShop, type Tx } from '../db.server.ts'
import { log } from '../log.server.ts'
import { LAST_ATTEMPT, pauseAfter, type Effect, type Outcome } from './effect.ts'
import { askForEffect } from './effect.server.ts'

/** One kind of effect: how it is done outside, and what its outcome means inside. */
export type EffectKind = {
  /** Touches the outside once. May throw: then nobody knows whether it happened, and `interrupted` decides. */
  perform(shop: string, effect: Effect): Promise<Outcome>
  /** Writes what follows from the outcome, in the transaction that records it. */
  record(tx: Tx, shop: string, effect: Effect, outcome: Outcome): Promise<void>
  /** After an attempt without an answer: try again (it is idempotent or reads back first), or leave it unknown. */
  interrupted(effect: Effect): 'again' | 'unknown'
}

export type EffectKinds = Readonly<Record<string, EffectKind>>

/**
 * Tries one effect: the attempt is recorded and committed before the outside is touched, the outcome after it.
 * What is done, failed or unknown stays so; an uninstalled shop's effects stay due.
 */
export async function runEffect(kinds: EffectKinds, shop: string, id: string): Promise<void> {
  const effect = await begin(kinds, shop, id)
  if (!effect) return
  const kind = kindOf(kinds, effect)
  const { interruptions, ...ended } = await attempt(kind, shop, effect)
  const outcome = givenUp(effect, ended.outcome)
  await insisting(() => withShop(shop, (tx) => finish(tx, shop, kind, { ...effect, interruptions }, outcome)))
  log.info({ shop, effect: id, kind: effect.kind, attempt: effect.attempts, outcome: outcome.kind }, 'effect')
}

type Row = {
  key: string
  kind: string
  payload: { interruptions?: number }
  state: string
  attempts: number
  installed: boolean
}

async function begin(kinds: EffectKinds, shop: string, id: string): Promise<Effect | null> {
  return withShop(shop, async (tx) => {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT e.key, e.kind, e.payload, e.state, e.attempts, s.uninstalled_at IS NULL AS installed
      FROM effect e JOIN shop s ON s.shop = e.shop WHERE e.shop = ${shop} AND e.id = ${id}::uuid FOR UPDATE OF e`
    const row = rows[0]
    if (!row?.installed || (row.state !== 'due' && row.state !== 'trying')) return null
    const interruptions = (row.payload.interruptions ?? 0) + (row.state === 'trying' ? 1 : 0)
    const effect = { ...row, id, attempts: row.attempts + 1, interruptions }
    const kind = kindOf(kinds, effect)
    if (row.state === 'trying' && kind.interrupted(effect) === 'unknown') {
      await finish(tx, shop, kind, { ...effect, attempts: row.attempts }, INTERRUPTED)
      return null
    }
    await tx.$executeRaw`
      UPDATE effect SET state = 'trying', attempts = ${effect.attempts}, moved_at = ${now()},
        payload = jsonb_set(payload, '{interruptions}', to_jsonb(${interruptions}::integer))
      WHERE shop = ${shop} AND id = ${id}::uuid`
    return effect
  })
}

const INTERRUPTED: Outcome = { kind: 'unknown', why: 'the attempt was interrupted' }

function kindOf(kinds: EffectKinds, effect: Effect): EffectKind {
  const kind = kinds[effect.kind]
  if (!kind) throw new Error(`no effect is of kind ${effect.kind}`)
  return kind
}

type Ended = { outcome: Outcome; interruptions: number }

async function attempt(kind: EffectKind, shop: string, effect: Effect): Promise<Ended> {
  const { interruptions } = effect
  try {
    return { outcome: await kind.perform(shop, effect), interruptions }
  } catch (error) {
    log.warn({ err: error, shop, effect: effect.id, kind: effect.kind }, 'attempt ended without an answer')
    const known = error instanceof AdminError ? outcomeOf(error) : null
    if (known) return { outcome: known, interruptions }
    const why = error instanceof Error ? error.message : String(error)
    const again = kind.interrupted({ ...effect, interruptions: interruptions + 1 }) === 'again'
    return { outcome: { kind: again ? 'later' : 'unknown', why }, interruptions: interruptions + 1 }
  }
}

const TOKEN_PAUSE_MS = 10 * 60_000

/** What Shopify's refusals mean for an effect; null when it may have been done. */
function outcomeOf({ failure }: AdminError): Outcome | null {
  switch (failure.kind) {
    case 'throttled':
      return { kind: 'wait', ms: failure.waitMs, why: 'Shopify asks to wait' }
    case 'parked':
      return { kind: 'wait', ms: TOKEN_PAUSE_MS, why: failure.why }
    case 'refused':
      return { kind: 'later', why: failure.messages.join('; ') }
    case 'unreachable':
      return null
  }
}

function givenUp(effect: Effect, outcome: Outcome): Outcome {
  if (outcome.kind !== 'later' || effect.attempts < LAST_ATTEMPT) return outcome
  return { kind: 'failed', answer: `given up after ${effect.attempts} attempts: ${outcome.why}` }
}

/** Records the outcome, unless the effect was meanwhile taken by another worker (this one was paused, say). */
async function finish(
  tx: Tx,
  shop: string,
  kind: EffectKind,
  effect: Effect,
  outcome: Outcome,
): Promise<void> {
  const { id, attempts } = effect
  const next = nextOf(effect, outcome)
  const moved = await tx.$executeRaw`
    UPDATE effect SET state = ${next.state}, attempts = ${next.attempts}, answer = ${next.answer}, moved_at = ${now()},
      payload = jsonb_set(payload, '{interruptions}', to_jsonb(${effect.interruptions}::integer))
    WHERE shop = ${shop} AND id = ${id}::uuid AND state = 'trying' AND attempts = ${attempts}`
  if (moved === 0) {
    log.warn(
      { shop, effect: id, outcome: outcome.kind },
      'another worker took the effect; this outcome is dropped',
    )
    return
  }
  await kind.record(tx, shop, effect, outcome)
  if (next.pause !== null) {
    await askForEffect(tx, shop, { id, kind: effect.kind, runAt: new Date(Date.now() + next.pause) })
  }
}

type Next = { state: string; attempts: number; answer: string; pause: number | null }

function nextOf({ attempts }: Effect, outcome: Outcome): Next {
  switch (outcome.kind) {
    case 'done':
    case 'failed':
      return { state: outcome.kind, attempts, answer: outcome.answer, pause: null }
    case 'unknown':
      return { state: 'unknown', attempts, answer: outcome.why, pause: null }
    case 'later':
      return { state: 'due', attempts, answer: outcome.why, pause: pauseAfter(attempts) }
    case 'wait':
      return { state: 'due', attempts: attempts - 1, answer: outcome.why, pause: outcome.ms }
  }
}

// The outside has answered: losing that answer to a passing database failure would make it unknown.
async function insisting(save: () => Promise<void>, tries = 4): Promise<void> {
  for (let n = 1; ; n++) {
    try {
      return await save()
    } catch (error) {
      if (n === tries) throw error
      await sleep(250 * 4 ** (n - 1))
    }
  }
}
