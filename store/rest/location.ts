import { gid } from '../state/gid.ts'
import type { Location, Shop } from '../state/shop.ts'
import { integer, time } from './fields.ts'

/** The body of locations/create, update, activate and deactivate. */
export const locationBody = (shop: Shop, location: Location) => ({
  id: integer(location.id),
  name: location.name,
  address1: location.address.address1,
  address2: location.address.address2,
  city: location.address.city,
  zip: location.address.zip,
  province: location.address.province ?? null,
  country: location.address.countryCode,
  phone: location.address.phone,
  created_at: time(shop, location.createdAt),
  updated_at: time(shop, location.updatedAt),
  country_code: location.address.countryCode,
  country_name: location.address.country,
  province_code: location.address.provinceCode ?? null,
  legacy: false,
  active: !location.deactivatedAt,
  admin_graphql_api_id: gid('Location', location.id),
})
