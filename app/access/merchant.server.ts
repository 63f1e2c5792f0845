import { withShop } from '../db.server.ts'
import type { Language } from '../core/language.ts'
import { staff } from './who.server.ts'

export type Merchant = { shop: string; who: string; userId: string; language: Language; imported: boolean }

/**
 * The door of every page of the embedded app: who asks, for which shop, in which language. Sees to it that the shop is
 * installed and its import has begun; pages show what is there so far.
 */
export async function merchant(request: Request): Promise<Merchant> {
  const { shop, who, userId, language } = await staff(request)
  const known = (await installedShop(shop)) ?? (await install(shop))
  return { shop, who, userId, language: language ?? known.language, imported: known.imported }
}

type Installed = { language: Language; imported: boolean }

async function installedShop(shop: string): Promise<Installed | null> {
  const row = await withShop(shop, (tx) => tx.shop.findFirst({ where: { shop, uninstalledAt: null } }))
  return row && { language: row.language === 'en' ? 'en' : 'fr', imported: row.importedAt !== null }
}

async function install(shop: string): Promise<Installed> {
  const { shopInstalled } = (await import(`#app/flows/shop-installed${'.server.ts'}`)) as {
    shopInstalled(shop: string): Promise<void>
  }
  await shopInstalled(shop)
  const installed = await installedShop(shop)
  if (!installed) throw new Error('installing left no shop')
  return installed
}
