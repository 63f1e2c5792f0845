// Webhooks as Shopify sends them: signed over the exact bytes.
import { createHmac, randomUUID } from 'node:crypto'
import { SECRET } from './environment.ts'

export type Webhook = {
  shop: string
  topic: string
  body: string | Buffer
  eventId?: string | null
  webhookId?: string | null
  secret?: string
  /** `Shopify-…` instead of `X-Shopify-…`. */
  short?: boolean
  headers?: Record<string, string>
}

export function sign(body: string | Buffer, secret = SECRET): string {
  return createHmac('sha256', secret).update(body).digest('base64')
}

/** The headers of a webhook; an id of null is left out. */
export function webhookHeaders(webhook: Webhook): Record<string, string> {
  const {
    shop,
    topic,
    body,
    secret,
    short,
    headers,
    eventId = randomUUID(),
    webhookId = randomUUID(),
  } = webhook
  const prefix = short ? 'shopify-' : 'x-shopify-'
  const named: Record<string, string | null> = {
    topic,
    'shop-domain': shop,
    'hmac-sha256': sign(body, secret),
    'event-id': eventId,
    'webhook-id': webhookId,
    'api-version': '2026-07',
    'triggered-at': '2026-11-24T08:14:00.123456789Z',
  }
  const given = Object.entries(named).flatMap(([name, value]) =>
    value === null ? [] : [[prefix + name, value]],
  )
  return { 'content-type': 'application/json', ...Object.fromEntries(given), ...headers }
}

/** Sends a webhook and answers the status. */
export async function sendWebhook(url: string, webhook: Webhook): Promise<number> {
  const { body } = webhook
  const response = await fetch(`${url}/webhooks`, {
    method: 'POST',
    headers: webhookHeaders(webhook),
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })
  await response.arrayBuffer()
  return response.status
}
