import { gid } from '../state/gid.ts'
import type { Address, Company, CompanyContact, CompanyLocation, Customer, Shop } from '../state/shop.ts'
import { addressBody, fullName, integer, time } from './fields.ts'

const defaultAddress = (customer: Customer) =>
  customer.address && {
    id: integer(customer.addressId),
    customer_id: integer(customer.id),
    ...addressBody(customer.address),
    country_name: customer.address.country,
    default: true,
  }

/** A customer inside an order: since 2025-01 without tags, consent and totals. */
export const customerInOrder = (shop: Shop, customer: Customer) => ({
  id: integer(customer.id),
  admin_graphql_api_id: gid('Customer', customer.id),
  created_at: time(shop, customer.createdAt),
  updated_at: time(shop, customer.updatedAt),
  first_name: customer.firstName,
  last_name: customer.lastName,
  state: 'disabled',
  note: customer.note,
  verified_email: true,
  multipass_identifier: null,
  tax_exempt: customer.taxExempt,
  email: customer.email,
  phone: customer.phone,
  currency: shop.currency,
  tax_exemptions: [],
  default_address: defaultAddress(customer),
})

/** The body of customers/create and customers/update. */
export const customerBody = (shop: Shop, customer: Customer) => ({
  ...customerInOrder(shop, customer),
  addresses: customer.address ? [defaultAddress(customer)] : [],
})

export const companyBody = (shop: Shop, company: Company) => ({
  name: company.name,
  note: company.note,
  external_id: company.externalId,
  main_contact_admin_graphql_api_id: company.contacts[0]
    ? gid('CompanyContact', company.contacts[0].id)
    : null,
  created_at: time(shop, company.createdAt),
  updated_at: time(shop, company.updatedAt),
  customer_since: time(shop, company.createdAt),
  admin_graphql_api_id: gid('Company', company.id),
})

/** The body of company_contacts/create. */
export const companyContactBody = (
  shop: Shop,
  company: Company,
  contact: CompanyContact,
  customer: Customer,
) => ({
  customer_admin_graphql_api_id: gid('Customer', customer.id),
  title: contact.title,
  locale: customer.locale,
  created_at: time(shop, contact.createdAt),
  updated_at: time(shop, contact.updatedAt),
  admin_graphql_api_id: gid('CompanyContact', contact.id),
  company: companyBody(shop, company),
})

const companyAddress = (shop: Shop, company: Company, location: CompanyLocation, address: Address) => ({
  address1: address.address1,
  city: address.city,
  province: address.province ?? null,
  country: address.country,
  zip: address.zip,
  recipient: fullName(address),
  first_name: address.firstName,
  last_name: address.lastName,
  address2: address.address2,
  phone: address.phone,
  zone_code: address.provinceCode ?? null,
  country_code: address.countryCode,
  created_at: time(shop, location.createdAt),
  updated_at: time(shop, location.updatedAt),
  admin_graphql_api_id: gid('CompanyAddress', location.addressId),
  company_admin_graphql_api_id: gid('Company', company.id),
})

export const companyLocationBody = (shop: Shop, company: Company, location: CompanyLocation) => ({
  name: location.name,
  external_id: location.externalId,
  phone: location.phone,
  locale: location.locale,
  created_at: time(shop, location.createdAt),
  updated_at: time(shop, location.updatedAt),
  note: location.note,
  buyer_experience_configuration:
    location.termsDays === null
      ? null
      : {
          checkout_to_draft: location.checkoutToDraft,
          payment_terms_template: { due_in_days: location.termsDays },
        },
  admin_graphql_api_id: gid('CompanyLocation', location.id),
  tax_exemptions: [],
  tax_settings: { tax_registration_id: location.taxId, tax_exempt: location.taxExempt, tax_exemptions: [] },
  company: companyBody(shop, company),
  billing_address: companyAddress(shop, company, location, location.billing),
  shipping_address: companyAddress(shop, company, location, location.shipping),
  tax_registration: { tax_id: location.taxId },
})
