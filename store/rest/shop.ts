import type { Shop } from '../state/shop.ts'
import { integer, time } from './fields.ts'

/** The shop as app/uninstalled and shop/update carry it. */
export const shopBody = (shop: Shop) => ({
  id: integer(shop.id),
  name: shop.name,
  email: shop.email,
  domain: shop.domain,
  province: null,
  country: shop.address.countryCode,
  address1: shop.address.address1,
  zip: shop.address.zip,
  city: shop.address.city,
  source: null,
  phone: shop.phone,
  latitude: null,
  longitude: null,
  primary_locale: 'fr',
  address2: shop.address.address2,
  created_at: time(shop, shop.createdAt),
  updated_at: time(shop, shop.createdAt),
  country_code: shop.address.countryCode,
  country_name: shop.address.country,
  currency: shop.currency,
  customer_email: shop.email,
  timezone: `(GMT+01:00) ${shop.timezone}`,
  iana_timezone: shop.timezone,
  shop_owner: shop.owner,
  money_format: '{{amount_with_comma_separator}} €',
  weight_unit: 'kg',
  taxes_included: shop.taxesIncluded,
  tax_shipping: null,
  plan_display_name: 'Basic',
  plan_name: 'basic',
  myshopify_domain: shop.domain,
  primary_location_id: integer(shop.locations.find(({ isDefault }) => isDefault)?.id ?? null),
})

/** The bodies of the three compliance topics, when the caller gives none of his own. */
export function complianceBody(shop: Shop, topic: string): unknown {
  const base = { shop_id: integer(shop.id), shop_domain: shop.domain }
  const customer = shop.customers[0]
  const who = customer && { id: integer(customer.id), email: customer.email, phone: customer.phone }
  const theirs = shop.orders
    .filter(({ customerId }) => customerId === customer?.id)
    .map(({ id }) => integer(id))
  switch (topic) {
    case 'customers/data_request':
      return { ...base, customer: who, orders_requested: theirs, data_request: { id: 9999 } }
    case 'customers/redact':
      return { ...base, customer: who, orders_to_redact: theirs }
    case 'shop/redact':
      return base
    default:
      return undefined
  }
}
