import { withShop } from '../db.server.ts'
import type { Language } from '../core/language.ts'
import { shopInstalled } from '../flows/shop-installed.server.ts'
import { PARKED } from '../flows/connection-noticed.server.ts'
import { log } from '../log.server.ts'
import { resume, wake } from './resume.server.ts'
import { staff } from './who.server.ts'

export type Merchant = { shop: string; who: string; userId: string; language: Language; imported: boolean }

/**
 * The door of every page of the embedded app: who asks, for which shop, in which language. Sees to it that the shop is
 * installed, that its import has begun and that background work has a token; pages show what is there so far.
 */
export async function merchant(request: Request): Promise<Merchant> {
  const { shop, who, userId, language } = await staff(request)
  const { installed, hasToken, isParked } = await stateOf(shop)
  if (!hasToken) await resuming(shop, request)
  else if (isParked) await withShop(shop, (tx) => wake(tx, shop))
  const known = installed ?? (await install(shop))
  return { shop, who, userId, language: language ?? known.language, imported: known.imported }
}

type Installed = { language: Language; imported: boolean }

async function stateOf(
  shop: string,
): Promise<{ installed: Installed | null; hasToken: boolean; isParked: boolean }> {
  return withShop(shop, async (tx) => {
    const row = await tx.shop.findFirst({ where: { shop, uninstalledAt: null } })
    const tokens = await tx.session.count({ where: { shop, isOnline: false } })
    const installed = row && { language: languageOfShop(row.language), imported: row.importedAt !== null }
    const parked = await tx.task.count({ where: { shop, key: PARKED, resolvedAt: null } })
    return { installed, hasToken: tokens > 0, isParked: parked > 0 }
  })
}

const languageOfShop = (language: string): Language => (language === 'en' ? 'en' : 'fr')

// A page can be shown without: what it starts in the background waits.
async function resuming(shop: string, request: Request): Promise<void> {
  try {
    await resume(shop, request)
  } catch (error) {
    log.error({ err: error, shop }, 'no token for background work')
  }
}

async function install(shop: string): Promise<Installed> {
  await shopInstalled(shop)
  const { installed } = await stateOf(shop)
  if (!installed) throw new Error('installing left no shop')
  return installed
}
