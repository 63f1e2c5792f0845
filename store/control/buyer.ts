// Who an order is by.
import { type Buyer, companyLocation, customerById } from '../state/find.ts'
import type { Order } from '../state/order.ts'
import type { Customer, Shop } from '../state/shop.ts'
import { NotPossible } from '../state/world.ts'

/** A company whose name begins with `buyer`, or the customer with that e-mail. */
export function findBuyer(
  shop: Shop,
  buyer: string | null | undefined,
): { buyer: Buyer; customer: Customer | null } {
  if (!buyer) return { buyer: null, customer: null }
  const wanted = buyer.toLowerCase()
  const company = shop.companies.find(({ name }) => name.toLowerCase().startsWith(wanted))
  if (company)
    return {
      buyer: { company, location: company.locations[0]! },
      customer: customerById(shop, company.contacts[0]?.customerId ?? null) ?? null,
    }
  const customer = shop.customers.find(
    ({ email, firstName, lastName }) =>
      email?.toLowerCase() === wanted || `${firstName} ${lastName}`.toLowerCase() === wanted,
  )
  if (!customer) throw new NotPossible(`no buyer ${buyer} in ${shop.domain}`, 404)
  const profile = shop.companies.find(({ contacts }) =>
    contacts.some(({ customerId }) => customerId === customer.id),
  )
  return { buyer: profile ? { company: profile, location: profile.locations[0]! } : null, customer }
}

export function buyerName(shop: Shop, order: Order): string {
  const company = companyLocation(shop, order.company?.locationId ?? null)?.company.name
  const customer = customerById(shop, order.customerId)
  return company ?? (customer ? `${customer.firstName} ${customer.lastName}` : (order.email ?? 'Guest'))
}
