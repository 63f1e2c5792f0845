// Uninstalling and installing again, as a shop's owner does.
import { randomUUID } from 'node:crypto'
import { complianceBody, shopBody } from '../rest/shop.ts'
import { stringify } from '../rest/fields.ts'
import type { Shop } from '../state/shop.ts'
import type { World } from '../state/world.ts'

/** Sends a topic whether the app is installed or not. */
export function tell(world: World, shop: Shop, topic: string, body: string): void {
  world.send(shop, topic, randomUUID(), world.clock.now().toISOString(), body)
}

/** Ends the tokens at once and says so; nothing else is sent from then on, and the API's subscriptions are gone. */
export function uninstall(world: World, shop: Shop, body = stringify(shopBody(shop))): void {
  world.state.tokens = world.state.tokens.filter((token) => token.shop !== shop.domain)
  shop.installed = false
  tell(world, shop, 'app/uninstalled', body)
  shop.subscriptions = []
  world.changed()
}

/** Sends shop/redact to the shops whose time has come. One that was installed again gets it too: that happens. */
export function redactDue(world: World): void {
  const now = world.clock.now().toISOString()
  for (const shop of Object.values(world.state.shops)) {
    if (shop.redactAt === undefined || shop.redactAt > now) continue
    delete shop.redactAt
    tell(world, shop, 'shop/redact', stringify(complianceBody(shop, 'shop/redact')))
    world.changed()
  }
}

/** Ends access tokens now; those of before can be renewed unless that is to be refused too. */
export function endTokens(world: World, shop: Shop, renewable: boolean): number {
  const theirs = world.state.tokens.filter((token) => token.shop === shop.domain)
  const now = Date.now()
  for (const token of theirs) token.expiresAt = now - 1
  world.state.tokens = world.state.tokens.filter(
    (token) => !theirs.includes(token) || (renewable && token.refreshToken !== null),
  )
  world.changed()
  return theirs.length
}
