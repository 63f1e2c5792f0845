import { now } from '#app/clock.server.ts'
import type { Accepted } from '#app/core/accepted.ts'
import type { Period } from '#app/core/day.ts'
import type { Prisma } from '#app/db.server.ts'
import { aloneInShop } from '#app/db.server.ts'
import type { MessageKey } from '#app/messages/message.ts'
import { note } from '#app/shop/audit.server.ts'
import { resolveTasks } from '#app/tasks/tasks.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import { rebalanceShop } from './items-rebalanced.server.ts'

export type Settings = Pick<
  Prisma.ShopUncheckedUpdateInput,
  | 'legalName'
  | 'legalForm'
  | 'capital'
  | 'registry'
  | 'siren'
  | 'vatNumber'
  | 'address1'
  | 'address2'
  | 'zip'
  | 'city'
  | 'countryCode'
  | 'email'
  | 'phone'
  | 'iban'
  | 'bic'
  | 'latePenalty'
> & {
  readonly language: 'fr' | 'en'
  readonly preferredLocation: string | null
  readonly handlingDays: number
  readonly receivingDays: number
  readonly weekend: readonly number[]
  readonly closures: readonly Period[]
  readonly holidays: string | null
  readonly b2bAccepts: Accepted
  readonly b2cAccepts: Accepted
  readonly splitsBundles?: boolean
  readonly lowStockMail?: boolean
  readonly callOffDays: number
}

export type SettingsChanged =
  { kind: 'done' } | { kind: 'invalid'; fields: Record<string, MessageKey> } | { kind: 'not-found' }

/** Changes the seller's settings; the dates and places of every open order follow. */
export async function changeSettings(
  shop: string,
  settings: Settings,
  who: string,
): Promise<SettingsChanged> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<SettingsChanged> => {
    const { preferredLocation } = settings
    const place =
      preferredLocation &&
      (await tx.location.findUnique({
        where: { shop_id: { shop, id: preferredLocation } },
        select: { active: true },
      }))
    if (preferredLocation && !(place && place.active))
      return { kind: 'invalid', fields: { preferredLocation: 'field.unreadable' } }
    const data = {
      ...settings,
      weekend: [...settings.weekend],
      closures: [...settings.closures],
    }
    const { count } = await tx.shop.updateMany({ where: { shop }, data })
    if (count === 0) return { kind: 'not-found' }
    await resolveTasks(tx, shop, ['preferred-location'], at, who)
    const open = await tx.order.findMany({ where: { shop, state: 'open' }, select: { id: true } })
    await rebalanceShop(tx, shop, at, { orders: open.map((o) => o.id) }, freshCause('settings'), who)
    await note(tx, shop, { at, who, action: 'settings-changed', subject: shop })
    return { kind: 'done' }
  })
}
