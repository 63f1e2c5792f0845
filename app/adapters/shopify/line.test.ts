import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { PRESUMED, waitFor, type Bucket } from './bucket.ts'
import { pointsFor, sendAway, type Called, type Tell } from './line.server.ts'
import { newTurn, patienceLeft, standing, type Turn } from './turns.server.ts'

/** Shopify's side: takes what a call costs when it comes, and tells what is left. */
function shopify(size: number, restoreRate: number) {
  let bucket: Bucket = { ...PRESUMED, available: size, max: size, restoreRate, at: Date.now() }
  const refused: number[] = []
  const told = () => {
    const now = Date.now()
    const restored = bucket.available + ((now - bucket.at) / 1_000) * restoreRate
    bucket = { ...bucket, available: Math.min(size, restored), at: now }
    return { currentlyAvailable: Math.floor(bucket.available), maximumAvailable: size, restoreRate }
  }
  const answer = async (cost: number): Promise<Called> => {
    told()
    const there = waitFor(bucket, { cost, background: false, underway: 0 }, Date.now()) === 0
    if (there) bucket = { ...bucket, available: bucket.available - cost }
    else refused.push(cost)
    const status = told()
    await sleep(20)
    return { cost: { requestedQueryCost: cost, throttleStatus: status }, ...(!there && { closedMs: 20 }) }
  }
  return { answer, refused }
}

let shops = 0
const newShop = () => `shop-${++shops}.myshopify.com`

async function call(shop: string, side: ReturnType<typeof shopify>, cost: number, turn: Turn): Promise<void> {
  for (let again = false; ; again = true) {
    const tell = await pointsFor({ shop, document: `costs ${cost} in ${shop}`, variables: {}, again }, turn)
    const before = side.refused.length
    const called = await side.answer(cost)
    tell(called)
    if (side.refused.length === before) return
  }
}

/** A call that only stands: what came of it is told by the test. */
const stand = (shop: string, turn: Turn, document = 'one', again = false): Promise<Tell> =>
  pointsFor({ shop, document, variables: {}, again }, turn)
const status = (available: number, restoreRate = 100) => ({
  cost: {
    requestedQueryCost: 100,
    throttleStatus: { currentlyAvailable: available, maximumAvailable: 2_000, restoreRate },
  },
})

test('F16: fifty calls at once pass as their points come, and none of a known cost is throttled', async () => {
  const shop = newShop()
  const side = shopify(2_000, 4_000)
  await call(shop, side, 100, newTurn())
  await Promise.all(Array.from({ length: 50 }, () => call(shop, side, 100, newTurn())))
  expect(side.refused).toEqual([])
})

test('F16: of a document that was never asked only a few are sent before its cost is known', async () => {
  const shop = newShop()
  const side = shopify(1_000, 4_000)
  await Promise.all(Array.from({ length: 20 }, () => call(shop, side, 400, newTurn())))
  expect(side.refused.length).toBeLessThanOrEqual(3)
})

test('F16: what somebody waits for passes before background work, in the order asked', async () => {
  const shop = newShop()
  const passed: string[] = []
  const tell = await stand(shop, newTurn())
  tell(status(0, 4_000))
  const background = newTurn({ background: true })
  const asks = (['night', 'import', 'page', 'drain'] as const).map(async (name) => {
    const turn = name === 'page' || name === 'drain' ? newTurn() : background
    const told = await stand(shop, turn)
    passed.push(name)
    told(status(2_000, 4_000))
  })
  await Promise.all(asks)
  expect(passed).toEqual(['page', 'drain', 'night', 'import'])
})

test('F16: a call that was throttled stands before those that came after it', async () => {
  const shop = newShop()
  const passed: string[] = []
  const tell = await stand(shop, newTurn())
  tell(status(0, 2_000))
  const later = stand(shop, newTurn()).then(() => passed.push('later'))
  const again = stand(shop, newTurn(), 'one', true).then(() => passed.push('again'))
  await Promise.all([later, again])
  expect(passed).toEqual(['again', 'later'])
})

test('F16: no shop waits for another', async () => {
  const empty = newShop()
  const tell = await stand(empty, newTurn())
  tell(status(0, 1))
  const waiting = stand(empty, newTurn({ patienceMs: 200_000 })).catch(() => 'sent away')
  const free = await stand(newShop(), newTurn({ patienceMs: 0 }))
  free(status(2_000))
  sendAway()
  expect(await waiting).toBe('sent away')
})

test('F16: whoever would wait longer than it may is told at once when to come back', async () => {
  const shop = newShop()
  const tell = await stand(shop, newTurn())
  tell(status(-9_900))
  const turn = newTurn()
  const error = await stand(shop, turn).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ failure: { kind: 'throttled' } })
  const { waitMs } = (error as { failure: { waitMs: number } }).failure
  expect(Math.ceil(waitMs / 1_000)).toBe(100)
  expect(patienceLeft(turn)).toBe(turn.patienceMs)
})

test('F16: whoever stands longer than it may, because others go before, is told when to come back', async () => {
  const shop = newShop()
  const tell = await stand(shop, newTurn())
  tell(status(0, 200))
  const first = stand(shop, newTurn())
  const second = stand(shop, newTurn({ patienceMs: 600 })).catch((thrown: unknown) => thrown)
  const admitted = await first
  expect(await second).toMatchObject({ failure: { kind: 'throttled' } })
  admitted(status(0))
})

test('F16: a turn’s calls that stand beside each other use up its patience once', async () => {
  vi.useFakeTimers()
  try {
    const turn = newTurn({ patienceMs: 5_000 })
    const place = () => standing(turn, new Promise((go) => setTimeout(go, 1_000)))
    const first = place()
    vi.advanceTimersByTime(400)
    const second = place()
    vi.advanceTimersByTime(200)
    expect(patienceLeft(turn)).toBe(4_400)
    vi.advanceTimersByTime(800)
    await Promise.all([first, second])
    expect(turn.waitedMs).toBe(1_400)
    expect(patienceLeft(turn)).toBe(3_600)
  } finally {
    vi.useRealTimers()
  }
})
