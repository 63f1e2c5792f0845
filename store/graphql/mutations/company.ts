// Companies that buy: a company with its contact and its location, and how a location buys.
import { act, type Change } from '../../change.ts'
import { TERMS_TEMPLATES } from '../../orders/terms.ts'
import { companyBody, companyContactBody, companyLocationBody, customerBody } from '../../rest/customer.ts'
import { addCustomer } from '../../seed/shop.ts'
import { companyLocation } from '../../state/find.ts'
import { idFrom } from '../../state/gid.ts'
import type { Company, CompanyContact, CompanyLocation } from '../../state/shop.ts'
import { newId, refusal } from '../../state/world.ts'
import { type AddressInput, toAddress } from '../address.ts'
import type { On, View } from '../context.ts'
import { companyLocationView, companyView } from '../views/buyer.ts'
import { ok, type Mutation } from './mutation.ts'

type Experience = {
  checkoutToDraft?: boolean | null
  editableShippingAddress?: boolean | null
  paymentTermsTemplateId?: string | null
}
type LocationInput = {
  name?: string | null
  externalId?: string | null
  note?: string | null
  phone?: string | null
  locale?: string | null
  shippingAddress?: AddressInput | null
  billingAddress?: AddressInput | null
  billingSameAsShipping?: boolean | null
  taxRegistrationId?: string | null
  taxExempt?: boolean | null
  buyerExperienceConfiguration?: Experience | null
}
type ContactInput = {
  firstName?: string | null
  lastName?: string | null
  email?: string | null
  phone?: string | null
  title?: string | null
  locale?: string | null
}
type CreateInput = {
  company: { name: string; externalId?: string | null; note?: string | null }
  companyContact?: ContactInput | null
  companyLocation?: LocationInput | null
}

function create({ input }: { input: CreateInput }, on: On): View {
  const { shop } = on
  const { name, externalId } = input.company
  if (!name.trim()) throw refusal("Name can't be blank", ['input', 'company', 'name'], 'BLANK')
  if (externalId && shop.companies.some((one) => one.externalId === externalId))
    throw refusal('External id has already been taken.', ['input', 'company', 'externalId'], 'TAKEN')
  if (input.companyContact && !input.companyContact.email)
    throw refusal("Email can't be blank", ['input', 'companyContact', 'email'], 'BLANK')
  termsDaysOf(input.companyLocation?.buyerExperienceConfiguration)
  const created = act(on.world, shop, (change) => {
    const company: Company = {
      id: newId(on.world, 'Company'),
      name,
      externalId: externalId ?? null,
      note: input.company.note ?? null,
      contacts: [],
      locations: [],
      createdAt: change.at,
      updatedAt: change.at,
    }
    if (input.companyContact) company.contacts.push(newContact(change, company, input.companyContact))
    const location = newLocation(change, company, input.companyLocation ?? {})
    company.locations.push(location)
    shop.companies.push(company)
    change.say('companies/create', () => companyBody(shop, company))
    change.say('company_locations/create', () => companyLocationBody(shop, company, location))
    return company
  })
  return { ...ok, company: companyView(on, created) }
}

/** The contact is a customer: the one with that address, or a new one. */
function newContact(change: Change, company: Company, input: ContactInput): CompanyContact {
  const { shop, world, at } = change
  const known = shop.customers.find(({ email }) => email === input.email)
  const customer =
    known ??
    addCustomer(
      world,
      shop,
      {
        firstName: input.firstName ?? '',
        lastName: input.lastName ?? '',
        email: input.email ?? null,
        phone: input.phone ?? null,
        address: null,
      },
      at,
    )
  if (!known) change.say('customers/create', () => customerBody(shop, customer))
  if (!known && input.locale) customer.locale = input.locale
  const contact = {
    id: newId(world, 'CompanyContact'),
    customerId: customer.id,
    title: input.title ?? null,
    createdAt: at,
    updatedAt: at,
  }
  change.say('company_contacts/create', () => companyContactBody(shop, company, contact, customer))
  return contact
}

function newLocation({ world, at }: Change, company: Company, input: LocationInput): CompanyLocation {
  const shipping = toAddress({ company: company.name, ...input.shippingAddress })
  const location: CompanyLocation = {
    id: newId(world, 'CompanyLocation'),
    addressId: newId(world, 'CompanyAddress'),
    name: input.name ?? (shipping.address1 || company.name),
    externalId: input.externalId ?? null,
    phone: input.phone ?? null,
    locale: input.locale ?? 'fr',
    note: input.note ?? null,
    billing:
      input.billingSameAsShipping === false && input.billingAddress
        ? toAddress(input.billingAddress)
        : shipping,
    shipping,
    taxId: input.taxRegistrationId ?? null,
    taxExempt: input.taxExempt ?? false,
    termsDays: null,
    checkoutToDraft: false,
    editableShipping: false,
    createdAt: at,
    updatedAt: at,
  }
  configure(location, input.buyerExperienceConfiguration)
  return location
}

function configure(location: CompanyLocation, wish: Experience | null | undefined): void {
  if (!wish) return
  if (wish.checkoutToDraft != null) location.checkoutToDraft = wish.checkoutToDraft
  if (wish.editableShippingAddress != null) location.editableShipping = wish.editableShippingAddress
  const days = termsDaysOf(wish)
  if (days !== undefined) location.termsDays = days
}

/** The days of the terms that are wished for; null = none, undefined = as before. */
function termsDaysOf(wish: Experience | null | undefined): number | null | undefined {
  if (wish?.paymentTermsTemplateId == null) return wish?.paymentTermsTemplateId
  const key = idFrom('PaymentTermsTemplate', wish.paymentTermsTemplateId)
  const template = TERMS_TEMPLATES.find(({ id }) => id === key)
  const field = ['input', 'buyerExperienceConfiguration', 'paymentTermsTemplateId']
  if (template?.type !== 'NET' && template?.type !== 'RECEIPT')
    throw refusal('The payment terms template does not exist.', field, 'RESOURCE_NOT_FOUND')
  return template.days
}

type UpdateInput = Pick<
  LocationInput,
  'name' | 'externalId' | 'note' | 'phone' | 'locale' | 'buyerExperienceConfiguration'
>

function updateLocation(
  { companyLocationId, input }: { companyLocationId: string; input: UpdateInput },
  on: On,
): View {
  const { shop } = on
  const found = companyLocation(shop, idFrom('CompanyLocation', companyLocationId) ?? null)
  if (!found) throw refusal("The company location doesn't exist", ['companyLocationId'], 'RESOURCE_NOT_FOUND')
  const { company, location } = found
  const next = { ...location }
  configure(next, input.buyerExperienceConfiguration)
  for (const key of ['externalId', 'note', 'phone'] as const)
    if (input[key] !== undefined) next[key] = input[key]
  if (input.name) next.name = input.name
  if (input.locale) next.locale = input.locale
  act(on.world, shop, (change) => {
    Object.assign(location, next, { updatedAt: change.at })
    change.say('company_locations/update', () => companyLocationBody(shop, company, location))
  })
  return { ...ok, companyLocation: companyLocationView(on, company, location) }
}

export const companyMutations: Record<string, Mutation> = {
  companyCreate: create,
  companyLocationUpdate: updateLocation,
}
