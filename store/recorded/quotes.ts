// For tests: quotes, terms, companies and stock behind recorded answers.
import * as documents from '../graphql/operations.documents.ts'
import { addLocation } from '../seed/shop.ts'
import {
  draftOf,
  inShop,
  money,
  place,
  priceOf,
  type Recorded,
  type Replay,
  shopIn,
  variantGid,
  withoutName,
} from './shops.ts'
import { selectionOf } from './selection.ts'

export const QUOTES: Record<string, Replay> = {
  'draft-orders__draft-detail-25-fields': async (ask, { data: { draftOrder: theirs } }) => {
    const shop = shopIn(ask, 'CAD')
    const { control } = ask.store
    control.setClock({ at: theirs.createdAt })
    const [custom, stocked] = theirs.lineItems.nodes
    control.product({
      shop,
      sku: stocked.sku,
      title: stocked.title,
      price: priceOf(stocked),
      tracked: false,
      vat: '0.055',
    })
    const { customer } = control.customer({
      shop,
      email: theirs.customer.email,
      firstName: 'Mara',
      lastName: 'Moreau',
    })
    const address = ({ countryCodeV2, ...rest }: Recorded) => ({
      ...rest,
      countryCode: countryCodeV2,
    })
    const discount = ({ title, description, value, valueType }: Recorded) => ({
      title,
      description,
      value,
      valueType,
    })
    const input = {
      customerId: customer,
      email: theirs.email,
      taxExempt: true,
      tags: theirs.tags,
      reserveInventoryUntil: theirs.reserveInventoryUntil,
      customAttributes: theirs.customAttributes,
      appliedDiscount: discount(theirs.appliedDiscount),
      billingAddress: address(theirs.billingAddress),
      shippingAddress: address(theirs.shippingAddress),
      shippingLine: { title: theirs.shippingLine.title, priceWithCurrency: money('7.25') },
      lineItems: [
        {
          title: custom.title,
          sku: custom.sku,
          quantity: custom.quantity,
          originalUnitPriceWithCurrency: money(priceOf(custom)),
          requiresShipping: false,
          taxable: false,
          customAttributes: custom.customAttributes,
          appliedDiscount: discount(custom.appliedDiscount),
        },
        {
          variantId: variantGid(ask, shop, stocked.sku as string),
          quantity: 1,
        },
      ],
    }
    const answer = await inShop(ask, shop)(
      `mutation($input: DraftOrderInput!) { draftOrderCreate(input: $input) { draftOrder ${selectionOf('DraftOrder', theirs)} userErrors { field message } } }`,
      { input },
    )
    return { theirs: withoutName(theirs), ours: withoutName(draftOf(answer, 'draftOrderCreate')) }
  },
  'orders__b2b-draft-completed-purchasing-company': async (ask, { data }) => {
    const theirs = data.draftOrderComplete
    const shop = shopIn(ask, 'CAD')
    ask.store.control.company({ shop, name: 'Grossiste', termsDays: null })
    const company = ask.store.world.state.shops[shop]!.companies.find(({ name }) => name === 'Grossiste')!
    const gid = (kind: string, id: string) => `gid://shopify/${kind}/${id}`
    const created = await inShop(ask, shop)(documents.createDraft, {
      input: {
        purchasingEntity: {
          purchasingCompany: {
            companyId: gid('Company', company.id),
            companyContactId: gid('CompanyContact', company.contacts[0]!.id),
            companyLocationId: gid('CompanyLocation', company.locations[0]!.id),
          },
        },
        taxExempt: true,
        lineItems: [{ title: 'Service', quantity: 1, originalUnitPriceWithCurrency: money('25.00') }],
      },
    })
    const answer = await inShop(ask, shop)(
      `mutation($id: ID!) { draftOrderComplete(id: $id) { draftOrder ${selectionOf('DraftOrder', theirs.draftOrder)} userErrors { field message } } }`,
      { id: draftOf(created, 'draftOrderCreate').id },
    )
    const ours = draftOf(answer, 'draftOrderComplete')
    return {
      theirs: { ...theirs.draftOrder, order: withoutName(theirs.draftOrder.order) },
      ours: { ...ours, order: withoutName(ours.order) },
    }
  },
  'payment-terms__net-terms-created': async (ask, { data: { paymentTermsCreate: theirs } }) => {
    const line = { title: 'Service', quantity: 1, originalUnitPriceSet: { shopMoney: { amount: '18.5' } } }
    const placed = await place(ask, { lineItems: { nodes: [line] } })
    const { data } = await placed.in(
      `mutation($id: ID!, $terms: PaymentTermsCreateInput!) { paymentTermsCreate(referenceId: $id, paymentTermsAttributes: $terms) { paymentTerms ${selectionOf('PaymentTerms', theirs.paymentTerms)} userErrors { field message } } }`,
      {
        id: placed.gid,
        terms: {
          paymentTermsTemplateId: 'gid://shopify/PaymentTermsTemplate/4',
          paymentSchedules: [{ issuedAt: '2027-04-27T12:00:00Z' }],
        },
      },
    )
    return { theirs, ours: data.paymentTermsCreate }
  },
  'companies__companies-list': async (ask, { data }) => {
    const [theirs] = data.companies.nodes
    const shop = shopIn(ask, 'CAD')
    const [location] = theirs.locations.nodes
    const asked = inShop(ask, shop)
    await asked(documents.createCompany, {
      input: {
        company: { name: theirs.name, note: theirs.note, externalId: theirs.externalId },
        companyContact: { email: 'buyer@example.com', title: 'Buyer', locale: 'en', lastName: 'Buyer' },
        companyLocation: { name: location.name, phone: location.phone, locale: 'en' },
      },
    })
    const answer = await asked(
      `query($query: String) { companies(first: 5, query: $query) ${selectionOf('CompanyConnection', data.companies)} }`,
      { query: `name:"${theirs.name}"` },
    )
    return { theirs: data.companies, ours: answer.data?.companies ?? answer.errors }
  },
  'company-locations__location-tax-settings-addresses': async (ask, { data }) => {
    // Roles are not assigned to people here.
    const [{ roleAssignments: _roles, staffMemberAssignments: _staff, ...theirs }] = data.nodes
    const shop = shopIn(ask, 'CAD')
    const { address1, city, countryCode } = theirs.billingAddress
    const made = await inShop(ask, shop)(documents.createCompany, {
      input: {
        company: { name: theirs.company.name },
        companyContact: { email: 'updated@example.com', title: theirs.company.mainContact.title },
        companyLocation: {
          name: theirs.name,
          phone: theirs.phone,
          locale: 'en',
          shippingAddress: { address1, city, countryCode },
          billingSameAsShipping: true,
        },
      },
    })
    const { id } = made.data.companyCreate.company.locations.nodes[0]
    const answer = await inShop(
      ask,
      shop,
    )(`{ node(id: "${id}") { ... on CompanyLocation ${selectionOf('CompanyLocation', theirs)} } }`)
    return { theirs, ours: answer.data?.node ?? answer.errors }
  },
  'inventory__item-levels-paged': async (ask, { data: { inventoryItem } }) => {
    const theirs = { id: inventoryItem.id, inventoryLevels: inventoryItem.activeLevels }
    const shop = 'recorded-stock.myshopify.com'
    ask.store.control.createShop({
      domain: shop,
      seed: 'empty',
      products: [{ sku: 'PAGED', price: '1.00', onHand: 4 }],
    })
    const state = ask.store.world.state.shops[shop]!
    const names = theirs.inventoryLevels.edges.map(({ node }: Recorded) => node.location.name as string)
    state.locations[0]!.name = names[0]
    addLocation(ask.store.world, state, names[1], state.createdAt, {})
    ask.store.control.setStock({ shop, sku: 'PAGED', location: names[1], onHand: 10 })
    const item = `gid://shopify/InventoryItem/${state.products[0]!.variants[0]!.itemId}`
    const answer = await inShop(
      ask,
      shop,
    )(`{ inventoryItem(id: "${item}") ${selectionOf('InventoryItem', theirs)} }`)
    return { theirs, ours: answer.data?.inventoryItem ?? answer.errors }
  },
}
