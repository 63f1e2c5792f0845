import { setTimeout as sleep } from 'node:timers/promises'
import { AdminError } from '../adapters/shopify/admin-error.server.ts'
import { now } from '../clock.server.ts'
import { withShop, type Tx } from '../db.server.ts'
import { log } from '../log.server.ts'
import { LAST_ATTEMPT, pauseAfter, type Effect, type Outcome } from './effect.ts'
import { askForEffect } from './effect.server.ts'
import { holdEffect, type Hold } from './hold.server.ts'

/** One kind of effect: how it is done outside, and what its outcome means inside. */
export type EffectKind = {
  /**
   * Touches the outside once, and right before asks whether the attempt still stands. May throw: then nobody knows
   * whether it happened, and `interrupted` decides.
   */
  perform(shop: string, effect: Effect, stands: Hold['stands']): Promise<Outcome>
  /** Writes what follows from the outcome, in the transaction that records it. */
  record(tx: Tx, shop: string, effect: Effect, outcome: Outcome): Promise<void>
  /** After an attempt without an answer: try again (it is idempotent or reads back first), or leave it unknown. */
  interrupted(effect: Effect): 'again' | 'unknown'
}

export type EffectKinds = Readonly<Record<string, EffectKind>>

const HELD_PAUSE_MS = 15_000

/**
 * Tries one effect: the attempt is recorded and committed before the outside is touched, the outcome after it. While
 * it lasts it holds the effect: another worker whose job came too early waits, however long the outside takes.
 * What is done, failed or unknown stays so; an uninstalled shop's effects stay due.
 */
export async function runEffect(kinds: EffectKinds, shop: string, id: string): Promise<void> {
  const hold = await holdEffect(id)
  if (!hold) return withShop(shop, (tx) => askLater(tx, shop, id))
  try {
    const begun = await begin(kinds, shop, id)
    if (begun) await tryEffect(kindOf(kinds, begun), shop, begun, hold)
  } finally {
    await hold.release()
  }
}

async function askLater(tx: Tx, shop: string, id: string): Promise<void> {
  const open = { shop, id, state: { in: ['due', 'trying'] } }
  const effect = await tx.effect.findFirst({ where: open, select: { kind: true } })
  const runAt = new Date(Date.now() + HELD_PAUSE_MS)
  if (effect) await askForEffect(tx, shop, { id, kind: effect.kind, runAt })
}

/** An effect being tried. `begun` counts every attempt there ever was: no two of them have one number. */
type Begun = Effect & { readonly begun: number }

async function tryEffect(kind: EffectKind, shop: string, effect: Begun, hold: Hold): Promise<void> {
  const { interruptions, ...ended } = await attempt(kind, shop, effect, hold)
  const outcome = givenUp(effect, ended.outcome)
  await insisting(() => withShop(shop, (tx) => finish(tx, shop, kind, { ...effect, interruptions }, outcome)))
  log.info(
    { shop, effect: effect.id, kind: effect.kind, attempt: effect.attempts, outcome: outcome.kind },
    'effect',
  )
}

type Row = {
  key: string
  kind: string
  payload: { interruptions?: number; begun?: number; firstAt?: string }
  state: string
  attempts: number
  installed: boolean
}

async function begin(kinds: EffectKinds, shop: string, id: string): Promise<Begun | null> {
  return withShop(shop, async (tx) => {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT e.key, e.kind, e.payload, e.state, e.attempts, s.uninstalled_at IS NULL AS installed
      FROM effect e JOIN shop s ON s.shop = e.shop WHERE e.shop = ${shop} AND e.id = ${id}::uuid FOR UPDATE OF e`
    const row = rows[0]
    if (!row?.installed || (row.state !== 'due' && row.state !== 'trying')) return null
    // Nobody holds it any more: who tried it died, or lost the database, before the outcome was written.
    const interrupted = row.state === 'trying'
    const interruptions = (row.payload.interruptions ?? 0) + (interrupted ? 1 : 0)
    const before = row.payload.begun ?? 0
    const firstAt = row.payload.firstAt ? new Date(row.payload.firstAt) : now()
    const effect = { ...row, id, attempts: row.attempts + 1, interruptions, begun: before + 1, firstAt }
    const kind = kindOf(kinds, effect)
    if (interrupted && kind.interrupted(effect) === 'unknown') {
      await finish(tx, shop, kind, { ...effect, attempts: row.attempts, begun: before }, INTERRUPTED)
      return null
    }
    await tx.$executeRaw`
      UPDATE effect SET state = 'trying', attempts = ${effect.attempts}, moved_at = ${now()},
        payload = payload || jsonb_build_object('interruptions', ${interruptions}::integer,
          'begun', ${effect.begun}::integer, 'firstAt', ${firstAt.toISOString()}::text)
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

async function attempt(kind: EffectKind, shop: string, effect: Effect, { stands }: Hold): Promise<Ended> {
  const { interruptions } = effect
  try {
    return { outcome: await kind.perform(shop, effect, stands), interruptions }
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

/** Records the outcome, unless the effect was meanwhile taken by another worker (this one's machine froze, say). */
async function finish(
  tx: Tx,
  shop: string,
  kind: EffectKind,
  effect: Begun,
  outcome: Outcome,
): Promise<void> {
  const { id, begun } = effect
  const next = nextOf(effect, outcome)
  const moved = await tx.$executeRaw`
    UPDATE effect SET state = ${next.state}, attempts = ${next.attempts}, answer = ${next.answer}, moved_at = ${now()},
      payload = jsonb_set(payload, '{interruptions}', to_jsonb(${effect.interruptions}::integer))
    WHERE shop = ${shop} AND id = ${id}::uuid AND state = 'trying' AND coalesce(payload->>'begun', '0')::integer = ${begun}`
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
