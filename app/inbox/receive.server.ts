import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { now } from '../clock.server.ts'
import { env } from '../env.server.ts'
import { log } from '../log.server.ts'
import { storeWebhook } from './store.server.ts'
import { readWebhookHeaders, type WebhookHeaders } from './webhook-headers.ts'

/** Shopify sends bodies "upwards of a megabyte"; beyond this nothing of it is ours. */
export const LARGEST_BODY = 10 * 1024 * 1024

/**
 * Answers one `POST /webhooks`: 401 when it is not Shopify's, 413 when it is too large, 503 when it could not be
 * stored, 200 when it is stored. Nothing else happens here: draining the inbox is a job of the same transaction.
 */
export async function receiveWebhook(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') return answer(response, 405, { allow: 'POST' })
  const body = await readBody(request)
  if (body === 'aborted') return
  if (body === 'too large') return answer(response, 413, { connection: 'close' })
  const headers = readWebhookHeaders(request.headers)
  if (!headers.shop || !isSigned(body, headers.signature)) return answer(response, 401)
  try {
    const isNew = await store(headers.shop, headers, body)
    log.info({ shop: headers.shop, topic: headers.topic, eventId: headers.eventId, isNew }, 'webhook')
    answer(response, 200)
  } catch (error) {
    log.error({ err: error, shop: headers.shop, topic: headers.topic }, 'webhook not stored')
    answer(response, 503, { 'retry-after': '5' })
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'aborted'> {
  if (Number(request.headers['content-length']) > LARGEST_BODY) return 'too large'
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > LARGEST_BODY) return 'too large'
      chunks.push(chunk)
    }
  } catch {
    return 'aborted'
  }
  return Buffer.concat(chunks, size)
}

/** Compares in constant time with the current and, while it is rotated, the previous secret. */
function isSigned(body: Buffer, signature: string | null): boolean {
  if (!signature || !/^[A-Za-z0-9+/]{43}=$/.test(signature)) return false
  const given = Buffer.from(signature, 'base64')
  const { SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_PREVIOUS } = env()
  return [SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_PREVIOUS]
    .filter((secret) => secret !== undefined)
    .map((secret) => timingSafeEqual(createHmac('sha256', secret).update(body).digest(), given))
    .some(Boolean)
}

function store(shop: string, headers: WebhookHeaders, body: Buffer): Promise<boolean> {
  const { topic, webhookId, apiVersion, triggeredAt } = headers
  const eventId =
    headers.eventId ?? webhookId ?? createHash('sha256').update(body).update(topic).digest('hex')
  return storeWebhook({ shop, topic, eventId, webhookId, apiVersion, triggeredAt, receivedAt: now(), body })
}

function answer(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-length': '0', ...headers }).end()
}
