import type { Session } from '@shopify/shopify-api'
import type { Language } from '../core/language.ts'
import { withShop } from '../db.server.ts'
import { authenticateAdmin } from '../shopify.server.ts'
import { languageOf } from './language.ts'
import { asShop } from './shop-domain.ts'

/** A person of the merchant's staff, as Shopify vouches for them. */
export type Staff = {
  shop: string
  /** "Claire Martin": what the audit and the documents say. */
  who: string
  userId: string
  /** Of the admin; null when it is neither French nor English. */
  language: Language | null
}

/** Who makes this request. Throws Shopify's redirect or a 401 when nobody vouches for it. */
export async function staff(request: Request): Promise<Staff> {
  const { session, sessionToken } = await authenticateAdmin(request)
  const { sub, iss, dest } = sessionToken as { sub?: string; iss?: string; dest?: string }
  const shop = asShop(hostOf(dest))
  // The library checks signature, times and audience, but not that issuer and shop are the same.
  if (!shop || hostOf(iss) !== shop || session.shop !== shop || !sub)
    throw new Response(null, { status: 401 })
  const locale = new URL(request.url).searchParams.get('locale')
  return { shop, who: nameOf(session) ?? sub, userId: sub, language: await languageAsked(session, locale) }
}

function hostOf(url: string | undefined): string | null {
  return url && URL.canParse(url) ? new URL(url).hostname : null
}

function nameOf(session: Session): string | null {
  const user = session.onlineAccessInfo?.associated_user
  // The session storage writes a missing name as the text "null".
  const name = [user?.first_name, user?.last_name].filter((part) => part && part !== 'null').join(' ')
  return name || null
}

/**
 * Shopify tells the admin's language on the first page only; it is kept with the person's session, so that the pages
 * that follow speak the same.
 */
async function languageAsked(session: Session, told: string | null): Promise<Language | null> {
  const kept = session.onlineAccessInfo?.associated_user.locale ?? null
  if (!told || told === kept || !languageOf(told)) return languageOf(kept)
  await withShop(session.shop, (tx) =>
    tx.session.updateMany({ where: { id: session.id }, data: { locale: told } }),
  )
  return languageOf(told)
}
