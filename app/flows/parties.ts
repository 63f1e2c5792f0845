import type { Language } from '#app/core/language.ts'
import { postalLines, type PostalAddress } from '#app/core/postal-address.ts'
import type { Party } from '#app/documents/document.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'

/** The seller's identity as the settings hold it. */
export type SellerFacts = PostalAddress & {
  readonly name: string
  readonly legalName: string | null
  readonly legalForm: string | null
  readonly capital: string | null
  readonly registry: string | null
  readonly siren: string | null
  readonly vatNumber: string | null
  readonly email: string | null
  readonly phone: string | null
}

/** The seller as documents of a language name it. */
export function sellerParty(seller: SellerFacts, language: Language): Party {
  const form = [seller.legalForm, seller.capital].filter(Boolean).join(' · ')
  return {
    name: seller.legalName ?? seller.name,
    lines: [...(form ? [form] : []), ...postalLines(seller, language)],
    email: seller.email,
    phone: seller.phone,
    registrations: [
      ...(seller.siren ? [{ label: 'SIREN', value: seller.siren }] : []),
      ...(seller.registry ? [{ label: 'RCS', value: seller.registry }] : []),
      ...(seller.vatNumber ? [{ label: 'TVA', value: seller.vatNumber }] : []),
    ],
  }
}

/** What is missing before a legal invoice can name the seller; the names of the settings. */
export function missingOfSeller(seller: SellerFacts): string[] {
  const needed = ['legalName', 'address1', 'zip', 'city', 'countryCode'] as const
  const french = seller.countryCode === 'FR' && !seller.siren ? ['siren'] : []
  return [...needed.filter((field) => !seller[field]), ...french]
}

type Printed = [language: Language, sellersCountry: string | null]

/** One of the seller's places, as documents of a language name it. */
export function placeParty(
  seller: SellerFacts,
  place: { readonly name: string; readonly address: unknown } | null,
  language: Language,
): Party {
  const address = (place?.address ?? {}) as Partial<PostalAddress>
  const lines = postalLines(address, language, seller.countryCode)
  const own = sellerParty(seller, language)
  return {
    ...own,
    name: place ? `${own.name} — ${place.name}` : own.name,
    lines: lines.length > 0 ? lines : own.lines,
    registrations: [],
  }
}

/** Who bought, with the numbers Carnet knows of him. */
export function buyerParty(
  snapshot: OrderSnapshot,
  known: { siren: string | null; vatNumber: string | null } | null,
  ...printed: Printed
): Party {
  const address = snapshot.billTo ?? snapshot.shipTo
  return {
    name: snapshot.buyerName ?? address?.company ?? address?.name ?? snapshot.email ?? '—',
    lines: address ? postalLines(address, ...printed) : [],
    email: snapshot.email,
    phone: snapshot.phone ?? address?.phone ?? null,
    registrations: [
      ...(known?.siren ? [{ label: 'SIREN', value: known.siren }] : []),
      ...(known?.vatNumber ? [{ label: 'TVA', value: known.vatNumber }] : []),
    ],
  }
}

/** Where the goods go. */
export function deliveryParty(snapshot: OrderSnapshot, ...printed: Printed): Party {
  const address = snapshot.shipTo ?? snapshot.billTo
  const name = address?.company ?? address?.name ?? snapshot.buyerName ?? '—'
  const lines = address
    ? [...(address.company && address.name ? [address.name] : []), ...postalLines(address, ...printed)]
    : []
  return { name, lines, email: null, phone: address?.phone ?? snapshot.phone, registrations: [] }
}

/** The language in which the buyer is written to: what Carnet was told of him, else his checkout's, else the shop's. */
export function languageOf(told: string | null, locale: string | null, shopLanguage: string): Language {
  const wanted = (told ?? locale ?? shopLanguage).slice(0, 2).toLowerCase()
  return wanted === 'fr' || wanted === 'en' ? wanted : shopLanguage === 'en' ? 'en' : 'fr'
}
