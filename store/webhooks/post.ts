// One webhook over the network: signed, and changed on its way where a switch says so.
import type { Delivery } from '../state/state.ts'
import type { World } from '../state/world.ts'
import { sign } from './signature.ts'

export const API_VERSION = '2026-07'
const ANSWER_WITHIN_MS = 5000

/** Posts a delivery and tells what the app answered, or why it did not. */
export async function post(
  world: World,
  delivery: Delivery,
): Promise<{ status: number | null; error: string | null }> {
  try {
    const response = await fetch(delivery.subscription?.uri ?? new URL('/webhooks', world.app.url), {
      method: 'POST',
      headers: headersOf(world, delivery),
      body: onItsWay(delivery),
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    await response.arrayBuffer()
    return { status: response.status, error: null }
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause
    return { status: null, error: cause?.code ?? (error as Error).message }
  }
}

function headersOf(world: World, delivery: Delivery): Record<string, string> {
  const { trick, subscription } = delivery
  const secret = trick === 'forged' ? `not ${world.app.secret}` : world.app.secret
  return {
    'content-type': 'application/json',
    'user-agent': 'Shopify-Captain-Hook (practice store)',
    'x-shopify-topic': delivery.topic,
    'x-shopify-hmac-sha256': sign(delivery.body, secret),
    'x-shopify-shop-domain': trick === 'other-shop' ? otherShop(world, delivery.shop) : delivery.shop,
    'x-shopify-api-version': API_VERSION,
    'x-shopify-webhook-id': delivery.webhookId,
    ...(delivery.eventId ? { 'x-shopify-event-id': delivery.eventId } : {}),
    'x-shopify-triggered-at': delivery.triggeredAt,
    ...(subscription?.name ? { 'x-shopify-name': subscription.name } : {}),
  }
}

const otherShop = ({ state }: World, domain: string) =>
  Object.keys(state.shops).find((one) => one !== domain) ?? 'another-shop.myshopify.com'

/** The body as it arrives. What was altered on the way is whole when it is tried again. */
function onItsWay({ body, trick, attempts }: Delivery): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(body)
  const middle = bytes.length >> 1
  if (attempts.length > 0) return bytes
  if (trick === 'truncated') return bytes.subarray(0, middle)
  if (trick === 'altered' && bytes.length > 0) bytes[middle]! ^= 1
  return bytes
}
