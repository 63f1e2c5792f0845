// How fast webhooks are acknowledged: by Carnet's own web process, and by a bare server that does the least.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#scripts/postgres.ts'
import { asWebhookBody } from '#tests/support/order-shapes.ts'
import { webhookHeaders } from '#tests/support/webhook.ts'
import { diceOf } from '../../sim/dice.ts'
import { atLeast, atMost, exactly, type Goal } from '../../sim/goal.ts'
import { drawing, orderOf } from './orders.ts'
import { SECRET, type Place } from './place.ts'
import { setUpShop } from './shop.ts'
import type { Asked } from './speed.ts'

const SHOP = 'told.myshopify.com'
const AT_ONCE = 16
const ITEMS = 1_000

const TABLE = `CREATE SCHEMA IF NOT EXISTS limits;
  CREATE TABLE limits.inbox (event_id text PRIMARY KEY, shop text NOT NULL, topic text NOT NULL, body bytea NOT NULL)`

/** Sends webhooks to both servers in turns, as fast as they go, and then to Carnet's half as many as the bare one takes. */
export async function measureAcknowledging({ owner }: Place, asked: Asked): Promise<readonly Goal[]> {
  await owner.query(TABLE)
  await setUpShop(SHOP, ITEMS, 1_000)
  const bare = await startServer('scripts/bench/stock/bare-server.ts')
  const own = await startServer('app/server.ts')
  try {
    const rates = { bare: [] as number[], own: [] as number[] }
    const send = senderOf(asked.seed)
    for (const server of [bare, own]) await asFastAsItGoes(send, server.port, 100)
    for (let round = 0; round < asked.rounds + 2; round++) {
      rates.bare.push(await asFastAsItGoes(send, bare.port, asked.orders))
      rates.own.push(await asFastAsItGoes(send, own.port, asked.orders))
      asked.say(
        `  acknowledged: bare ${rates.bare.at(-1)!.toFixed(0)}/s, Carnet ${rates.own.at(-1)!.toFixed(0)}/s`,
      )
    }
    const limit = middle(rates.bare)
    const { p99, refused } = await atRate(send, own.port, limit / 2, asked.orders)
    return [
      atLeast('acknowledged-of-bare', Math.round((middle(rates.own) / limit) * 100) / 100, 0.85),
      atMost('acknowledged-p99-ms', Math.round(p99), 500),
      exactly('acknowledged-not', refused, 0),
    ]
  } finally {
    for (const { child } of [bare, own]) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
  }
}

type Server = { readonly child: ChildProcess; readonly port: number }

async function startServer(file: string): Promise<Server> {
  const port = await freePort()
  const env = { ...process.env, PORT: String(port), NODE_ENV: 'production' as const, LOG_LEVEL: 'info' }
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  for (let waited = 0; waited < 600; waited++) {
    const up = await fetch(`http://127.0.0.1:${port}/health/live`, { method: 'POST' }).catch(() => null)
    if (up) return { child, port }
    await sleep(50)
  }
  throw new Error(`${file} does not start`)
}

/** Sends one webhook of an order of its own; answers how long it took, and the status. */
type Send = (port: number) => Promise<{ ms: number; status: number }>

function senderOf(seed: number): Send {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const dice = diceOf(seed)
  const draw = drawing(dice, ITEMS, 'uniform')
  const bodies = Array.from({ length: 200 }, (_, n) =>
    JSON.stringify(asWebhookBody(orderOf(n + 1, draw, dice))),
  )
  let sent = 0
  return (port) => {
    const body = bodies[sent++ % bodies.length]!
    const headers = webhookHeaders({ shop: SHOP, topic: 'orders/create', body, secret: SECRET })
    const began = performance.now()
    return new Promise((done, failed) => {
      const options = { port, host: '127.0.0.1', path: '/webhooks', method: 'POST', agent }
      request(
        { ...options, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
        (response) => {
          response.resume()
          response.on('end', () => done({ ms: performance.now() - began, status: response.statusCode! }))
        },
      )
        .on('error', failed)
        .end(body)
    })
  }
}

async function asFastAsItGoes(send: Send, port: number, count: number): Promise<number> {
  let left = count
  const began = performance.now()
  const client = async () => {
    while (left-- > 0) {
      const { status } = await send(port)
      if (status !== 200) throw new Error(`answered ${status}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, client))
  return (count * 1_000) / (performance.now() - began)
}

// At a rate: the next is sent whether the last was answered or not, as Shopify does it.
async function atRate(send: Send, port: number, perSecond: number, count: number) {
  const answers: Promise<{ ms: number; status: number }>[] = []
  const began = performance.now()
  while (answers.length < count) {
    const due = Math.min(count, Math.ceil(((performance.now() - began) * perSecond) / 1_000))
    while (answers.length < due) answers.push(send(port))
    await sleep(1)
  }
  const all = await Promise.all(answers)
  const times = all.map(({ ms }) => ms).sort((a, b) => a - b)
  return {
    p99: times[Math.floor(times.length * 0.99)]!,
    refused: all.filter(({ status }) => status !== 200).length,
  }
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!
}
