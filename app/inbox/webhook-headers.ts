import { asShop } from '../access/shop-domain.ts'

/** What Shopify's headers say about a webhook. They are not signed: only the body is. */
export type WebhookHeaders = {
  readonly signature: string | null
  readonly shop: string | null
  readonly topic: string
  readonly eventId: string | null
  readonly webhookId: string | null
  readonly apiVersion: string | null
  readonly triggeredAt: Date | null
}

type Raw = Readonly<Record<string, string | readonly string[] | undefined>>

/** Reads both header families, `X-Shopify-…` and `Shopify-…`; what cannot be stored as text is dropped. */
export function readWebhookHeaders(headers: Raw): WebhookHeaders {
  const read = (name: string) => text(headers[`x-shopify-${name}`]) ?? text(headers[`shopify-${name}`])
  return {
    signature: read('hmac-sha256'),
    shop: asShop(read('shop-domain')?.toLowerCase()),
    topic: read('topic') ?? '',
    eventId: read('event-id'),
    webhookId: read('webhook-id'),
    apiVersion: read('api-version'),
    triggeredAt: instant(read('triggered-at')),
  }
}

const LONGEST = 255

function text(value: Raw[string]): string | null {
  if (typeof value !== 'string') return null
  // eslint-disable-next-line no-control-regex -- PostgreSQL's text holds no NUL, and no id holds a control character
  return value.replace(/[\u0000-\u001f\u007f]/g, '').slice(0, LONGEST) || null
}

function instant(value: string | null): Date | null {
  if (!value || !/^2\d{3}-\d{2}-\d{2}T/.test(value)) return null
  const time = Date.parse(value)
  return Number.isNaN(time) ? null : new Date(time)
}
