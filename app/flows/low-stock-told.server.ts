import { now } from '#app/clock.server.ts'
import type { Day } from '#app/core/day.ts'
import { dayIn } from '#app/core/day.ts'
import { withShop } from '#app/db.server.ts'
import { planEffect } from '#app/effects/effect.server.ts'
import type { MailPayload } from '#app/effects/mail-effect.server.ts'
import { readLowStock } from '#app/insight/read-low-stock.server.ts'
import { lowStockMail } from '#app/paper/low-stock-mail.ts'
import { shopRow } from './order-facts.server.ts'
import { languageOf } from './parties.ts'

/** Nobody reads more in a mail. */
const LINES = 30

export type LowStockTold = 'told' | 'nothing-to-say' | 'told-before' | 'not-wanted'

/**
 * Tells the shop by mail which items are low, once a day. The day is noted in the transaction that plans the mail, and
 * the mail's key is the day: two workers, or one that dies and comes back, send one mail.
 */
export async function tellLowStock(shop: string): Promise<LowStockTold> {
  const at = now()
  return withShop(shop, async (tx): Promise<LowStockTold> => {
    const row = await shopRow(tx, shop)
    if (!row?.lowStockMail || !row.startedAt || row.uninstalledAt || !row.email) return 'not-wanted'
    const today: Day = dayIn(at, row.timeZone)
    const noted = await tx.$executeRaw`
      UPDATE shop SET low_stock_told_on = ${today}::date
      WHERE shop = ${shop} AND (low_stock_told_on IS NULL OR low_stock_told_on < ${today}::date)`
    if (noted === 0) return 'told-before'
    const { items, count } = await readLowStock(tx, shop, LINES)
    if (count === 0) return 'nothing-to-say'
    const language = languageOf(null, null, row.language)
    const payload: MailPayload = {
      to: row.email,
      toName: row.name,
      fromName: 'Carnet',
      ...lowStockMail({ shopName: row.name, count, lines: items }, language),
      about: { kind: 'low-stock', id: today },
    }
    await planEffect(tx, shop, { key: `mail:low-stock:${today}`, kind: 'mail', payload })
    return 'told'
  })
}
