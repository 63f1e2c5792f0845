import { createHmac } from 'node:crypto'

/** The base64 HMAC-SHA256 of the raw body, as `X-Shopify-Hmac-Sha256` carries it. */
export const sign = (body: string | Buffer, secret: string) =>
  createHmac('sha256', secret).update(body).digest('base64')
