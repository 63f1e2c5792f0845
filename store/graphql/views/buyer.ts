import { areaOf, townOf } from '../../rest/fields.ts'
import { utc } from '../../state/clock.ts'
import { customerById } from '../../state/find.ts'
import { gid } from '../../state/gid.ts'
import { sum } from '../../state/money.ts'
import type { Order } from '../../state/order.ts'
import type { Address, Company, CompanyContact, CompanyLocation, Customer } from '../../state/shop.ts'
import { figures } from '../../orders/figures.ts'
import { templateForDays } from '../../orders/terms.ts'
import { connection, count, type PageArgs } from '../connection.ts'
import type { On, View } from '../context.ts'
import { shownOrders } from '../shown-orders.ts'
import { catalogView } from './catalog.ts'
import { metafieldsOf } from './metafield.ts'
import { mailingAddress, moneyV2 } from './money.ts'
import { orderView } from './order.ts'
import { templateView } from './terms.ts'

const spent = (on: On, orders: Order[]) =>
  moneyV2(on, sum(orders.map((order) => figures(order).currentTotal)))

export function customerView(on: On, customer: Customer): View {
  const id = gid('Customer', customer.id)
  const orders = () => shownOrders(on).filter((order) => order.customerId === customer.id)
  const address = mailingAddress(customer.address, customer.addressId)
  return {
    __typename: 'Customer',
    id,
    legacyResourceId: customer.id,
    displayName: `${customer.firstName} ${customer.lastName}`.trim() || (customer.email ?? ''),
    firstName: customer.firstName,
    lastName: customer.lastName,
    email: customer.email,
    phone: customer.phone,
    locale: customer.locale,
    note: customer.note,
    tags: customer.tags,
    taxExempt: customer.taxExempt,
    taxExemptions: [],
    state: 'DISABLED',
    verifiedEmail: true,
    dataSaleOptOut: false,
    multipassIdentifier: null,
    validEmailAddress: customer.email !== null,
    canDelete: false,
    createdAt: utc(customer.createdAt),
    updatedAt: utc(customer.updatedAt),
    defaultEmailAddress:
      customer.email === null
        ? null
        : {
            emailAddress: customer.email,
            marketingState: 'NOT_SUBSCRIBED',
            marketingOptInLevel: null,
            marketingUpdatedAt: null,
            validFormat: true,
          },
    defaultPhoneNumber:
      customer.phone === null ? null : { phoneNumber: customer.phone, marketingState: 'NOT_SUBSCRIBED' },
    defaultAddress: address,
    addresses: address ? [address] : [],
    addressesV2: (args: PageArgs) => connection(args, address ? [address] : [], (one) => one),
    numberOfOrders: () => String(orders().length),
    amountSpent: () => spent(on, orders()),
    orders: (args: PageArgs) => connection(args, orders(), (order) => orderView(on, order)),
    lastOrder: () => (orders().at(-1) ? orderView(on, orders().at(-1)!) : null),
    companyContactProfiles: () =>
      on.shop.companies.flatMap((company) =>
        company.contacts
          .filter(({ customerId }) => customerId === customer.id)
          .map((contact) => contactView(on, company, contact)),
      ),
    ...metafieldsOf(on, id),
  }
}

export function companyView(on: On, company: Company): View {
  const id = gid('Company', company.id)
  const orders = () => shownOrders(on).filter((order) => order.company?.companyId === company.id)
  const main = company.contacts[0]
  return {
    __typename: 'Company',
    id,
    name: company.name,
    externalId: company.externalId,
    note: company.note,
    createdAt: utc(company.createdAt),
    updatedAt: utc(company.updatedAt),
    customerSince: utc(company.createdAt),
    mainContact: () => (main ? contactView(on, company, main) : null),
    contacts: (args: PageArgs) =>
      connection(args, company.contacts, (contact) => contactView(on, company, contact)),
    contactsCount: count(company.contacts.length),
    locations: (args: PageArgs) =>
      connection(args, company.locations, (location) => companyLocationView(on, company, location)),
    locationsCount: count(company.locations.length),
    defaultRole: () => roleView(company, ROLES[1]!, 1),
    contactRoles: (args: PageArgs) =>
      connection(args, ROLES, (role) => roleView(company, role, ROLES.indexOf(role))),
    orders: (args: PageArgs) => connection(args, orders(), (order) => orderView(on, order)),
    ordersCount: () => count(orders().length),
    totalSpent: () => spent(on, orders()),
    ...metafieldsOf(on, id),
  }
}

/** The roles that every company has. */
const ROLES = ['Location admin', 'Ordering only']

const roleView = (company: Company, name: string, n: number): View => ({
  __typename: 'CompanyContactRole',
  id: gid('CompanyContactRole', `${company.id}${n}`),
  name,
  note: `System-defined ${name} role`,
})

export const contactView = (on: On, company: Company, contact: CompanyContact): View => ({
  __typename: 'CompanyContact',
  id: gid('CompanyContact', contact.id),
  title: contact.title,
  locale: customerById(on.shop, contact.customerId)?.locale ?? 'fr',
  isMainContact: company.contacts[0] === contact,
  createdAt: utc(contact.createdAt),
  updatedAt: utc(contact.updatedAt),
  company: () => companyView(on, company),
  customer: () => customerView(on, customerById(on.shop, contact.customerId)!),
})

export function companyLocationView(on: On, company: Company, location: CompanyLocation): View {
  const id = gid('CompanyLocation', location.id)
  const orders = () => shownOrders(on).filter((order) => order.company?.locationId === location.id)
  return {
    __typename: 'CompanyLocation',
    id,
    name: location.name,
    externalId: location.externalId,
    phone: location.phone,
    currency: on.shop.currency,
    locale: location.locale,
    note: location.note,
    createdAt: utc(location.createdAt),
    updatedAt: utc(location.updatedAt),
    company: () => companyView(on, company),
    billingAddress: companyAddress(company, location, location.billing),
    shippingAddress: companyAddress(company, location, location.shipping),
    taxSettings: { taxExempt: location.taxExempt, taxRegistrationId: location.taxId, taxExemptions: [] },
    taxRegistrationId: location.taxId,
    taxExemptions: [],
    buyerExperienceConfiguration: {
      checkoutToDraft: location.checkoutToDraft,
      editableShippingAddress: location.editableShipping,
      payNowOnly: location.termsDays === null,
      deposit: null,
      paymentTermsTemplate:
        location.termsDays === null ? null : templateView(templateForDays(location.termsDays)!),
    },
    // Shopify lists only catalogs that name the location itself here; those of its markets count for prices all the same.
    catalogs: (args: PageArgs) =>
      connection(
        args,
        on.shop.catalogs.filter(({ companyLocationIds }) => companyLocationIds.includes(location.id)),
        (catalog) => catalogView(on, catalog),
      ),
    orders: (args: PageArgs) => connection(args, orders(), (order) => orderView(on, order)),
    ordersCount: () => count(orders().length),
    totalSpent: () => spent(on, orders()),
    ...metafieldsOf(on, id),
  }
}

const companyAddress = (company: Company, location: CompanyLocation, address: Address): View => ({
  __typename: 'CompanyAddress',
  id: gid('CompanyAddress', location.addressId),
  companyName: company.name,
  recipient: `${address.firstName} ${address.lastName}`.trim() || null,
  firstName: address.firstName || null,
  lastName: address.lastName || null,
  address1: address.address1,
  address2: address.address2,
  city: address.city,
  zip: address.zip || null,
  province: address.province ?? null,
  zoneCode: address.provinceCode ?? null,
  country: address.country,
  countryCode: address.countryCode,
  phone: address.phone,
  createdAt: utc(location.createdAt),
  updatedAt: utc(location.updatedAt),
  formattedArea: areaOf(address),
  formattedAddress: [address.address1, townOf(address), address.country],
})
