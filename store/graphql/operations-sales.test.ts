// The other half of the operations: money, quotes, companies and prices, and what an app keeps in a shop.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asking, type Asking } from '../asking.ts'
import * as documents from './operations.documents.ts'
import { money } from './operations.documents.ts'

let ask: Asking
beforeAll(async () => {
  ask = await asking()
})
afterAll(() => ask.close())

const item = async (sku: string) => {
  const { productVariants } = await ask(documents.variants, { query: `sku:${sku}` })
  const [node] = productVariants.nodes
  const [first] = node.inventoryItem.inventoryLevels.nodes
  const quantities = Object.fromEntries(
    first.quantities.map(({ name, quantity }: { name: string; quantity: number }) => [name, quantity]),
  ) as Record<string, number>
  return { id: node.id as string, quantities }
}
const grocer = async () => {
  const { companies } = await ask(documents.companies, { query: "name:'Épicerie du Port SARL'" })
  const [company] = companies.nodes
  return { company, location: company.locations.nodes[0] }
}

test('terms are agreed and changed, a reminder and an invoice go out, and a transfer pays', async () => {
  const { gid } = ask.store.control.placeOrder({
    buyer: 'camille.durand@example.com',
    paid: false,
    lines: [{ sku: 'RIZ-CAMARGUE', quantity: 2 }],
  })
  const schedule = { issuedAt: '2026-11-24T00:00:00Z' }
  const template = (n: number) => `gid://shopify/PaymentTermsTemplate/${n}`
  const made = await ask(documents.setTerms, {
    id: gid,
    terms: { paymentTermsTemplateId: template(4), paymentSchedules: [schedule] },
  })
  const { paymentTerms } = made.paymentTermsCreate
  expect(paymentTerms).toMatchObject({
    paymentTermsName: 'Net 30',
    paymentSchedules: { nodes: [{ dueAt: '2026-12-24T00:00:00Z' }] },
  })
  const changed = await ask(documents.changeTerms, {
    input: {
      paymentTermsId: paymentTerms.id,
      paymentTermsAttributes: { paymentTermsTemplateId: template(6), paymentSchedules: [schedule] },
    },
  })
  expect(changed.paymentTermsUpdate.paymentTerms.paymentTermsName).toBe('Net 60')
  const reminded = await ask(documents.remind, { id: paymentTerms.paymentSchedules.nodes[0].id })
  expect(reminded.paymentReminderSend.success).toBe(true)
  await ask(documents.sendInvoice, { id: gid })
  const paid = await ask(documents.manualPayment, { id: gid, key: 'p1' })
  expect(paid.orderCreateManualPayment.order).toMatchObject({
    displayFinancialStatus: 'PAID',
    paymentGatewayNames: ['Virement'],
  })
  await ask.store.control.idle()
  expect(ask.app.topics()).toEqual(expect.arrayContaining(['payment_terms/create', 'payment_terms/update']))
})

test('an order is annotated and tagged', async () => {
  const { gid } = ask.store.control.order({ order: '1040' })
  await ask(documents.annotate, {
    input: { id: gid, note: 'Quai 2', poNumber: 'PO-9', tags: ['b', 'a', 'B'] },
  })
  await ask(documents.tag, { id: gid, tags: ['c'] })
  expect((await ask(documents.order, { id: gid })).order).toMatchObject({
    note: 'Quai 2',
    poNumber: 'PO-9',
    tags: ['a', 'b', 'c'],
  })
})

test('a quote is calculated, kept, changed, sent and becomes an order on its terms', async () => {
  const { company, location } = await grocer()
  const before = await item('HUILE-75')
  const input = {
    purchasingEntity: {
      purchasingCompany: {
        companyId: company.id,
        companyContactId: company.mainContact.id,
        companyLocationId: location.id,
      },
    },
    poNumber: 'PO-1',
    paymentTerms: { paymentTermsTemplateId: 'gid://shopify/PaymentTermsTemplate/4' },
    reserveInventoryUntil: '2026-12-08T22:00:00Z',
    lineItems: [
      { variantId: before.id, quantity: 3, priceOverride: money('8.00') },
      {
        title: 'Palette',
        quantity: 1,
        originalUnitPriceWithCurrency: money('15.00'),
        requiresShipping: false,
        appliedDiscount: { title: 'Geste', description: 'Geste', value: 10, valueType: 'PERCENTAGE' },
      },
    ],
  }
  const calculated = (await ask(documents.calculateDraft, { input })).draftOrderCalculate.calculatedDraftOrder
  expect(calculated).toMatchObject({
    subtotalPriceSet: { shopMoney: { amount: '37.5' } },
    totalTaxSet: { shopMoney: { amount: '2.06' } },
    totalPriceSet: { shopMoney: { amount: '39.56' } },
  })
  const { draftOrder } = (await ask(documents.createDraft, { input })).draftOrderCreate
  expect(draftOrder).toMatchObject({
    status: 'OPEN',
    totalPriceSet: calculated.totalPriceSet,
    amountDueLaterSet: calculated.totalPriceSet,
    purchasingEntity: { company: { id: company.id } },
  })
  expect((await item('HUILE-75')).quantities).toMatchObject({
    available: before.quantities.available! - 3,
    reserved: 3,
    on_hand: before.quantities.on_hand,
  })
  await ask(documents.updateDraft, { id: draftOrder.id, input: { note: 'Avant midi' } })
  await ask(documents.sendDraft, { id: draftOrder.id })
  expect((await ask(documents.draft, { id: draftOrder.id })).draftOrder).toMatchObject({
    status: 'INVOICE_SENT',
    invoiceSentAt: expect.any(String) as unknown,
  })
  const done = (await ask(documents.completeDraft, { id: draftOrder.id })).draftOrderComplete.draftOrder
  expect(done).toMatchObject({ status: 'COMPLETED', order: { displayFinancialStatus: 'PENDING' } })
  const { order } = await ask(documents.order, { id: done.order.id })
  expect(order).toMatchObject({
    poNumber: 'PO-1',
    totalOutstandingSet: { shopMoney: { amount: '39.56' } },
    transactions: [{ kind: 'SALE', status: 'PENDING', gateway: 'manual' }],
    paymentTerms: { dueInDays: 30 },
  })
  expect((await item('HUILE-75')).quantities).toMatchObject({
    available: before.quantities.available! - 3,
    reserved: 0,
    committed: before.quantities.committed! + 3,
  })
  const other = (await ask(documents.createDraft, { input })).draftOrderCreate.draftOrder
  const gone = await ask(documents.deleteDraft, { input: { id: other.id } })
  expect(gone.draftOrderDelete.deletedId).toBe(other.id)
  expect((await ask(documents.draft, { id: other.id })).draftOrder).toBeNull()
  expect((await item('HUILE-75')).quantities.reserved).toBe(0)
})

test('a company is made with its contact and location, and how it buys', async () => {
  const made = await ask(documents.createCompany, {
    input: {
      company: { name: 'Nordlicht Handel', externalId: 'C-1' },
      companyContact: { firstName: 'Ida', lastName: 'Berg', email: 'ida@example.com', locale: 'de' },
      companyLocation: {
        name: 'Hambourg',
        billingSameAsShipping: true,
        shippingAddress: { address1: 'Hafenstr. 1', city: 'Hamburg', zip: '20359', countryCode: 'DE' },
      },
    },
  })
  const { company } = made.companyCreate
  expect(company.contactRoles.nodes.map(({ name }: { name: string }) => name)).toEqual([
    'Location admin',
    'Ordering only',
  ])
  const set = await ask(documents.updateCompanyLocation, {
    id: company.locations.nodes[0].id,
    input: {
      buyerExperienceConfiguration: {
        checkoutToDraft: true,
        paymentTermsTemplateId: 'gid://shopify/PaymentTermsTemplate/3',
      },
    },
  })
  expect(set.companyLocationUpdate.companyLocation.buyerExperienceConfiguration).toMatchObject({
    checkoutToDraft: true,
    paymentTermsTemplate: { dueInDays: 15 },
  })
  await ask.store.control.idle()
  expect(ask.app.topics()).toEqual(
    expect.arrayContaining(['companies/create', 'company_contacts/create', 'company_locations/create']),
  )
})

test('a catalog with a price list is what its buyers pay by', async () => {
  const { catalogs } = await ask(documents.catalogs)
  expect(catalogs.nodes).toHaveLength(2)
  const market = catalogs.nodes[0].markets.nodes[0].id
  const created = await ask(documents.createCatalog, {
    input: { title: 'Fête', status: 'ACTIVE', context: { marketIds: [market] } },
  })
  const list = await ask(documents.createPriceList, {
    input: {
      name: 'Fête',
      currency: 'EUR',
      catalogId: created.catalogCreate.catalog.id,
      parent: { adjustment: { type: 'PERCENTAGE_DECREASE', value: 5 } },
    },
  })
  const { id } = list.priceListCreate.priceList
  const { id: variantId } = await item('HUILE-75')
  await ask(documents.addPrices, { id, prices: [{ variantId, price: money('9.00') }] })
  await ask(documents.setQuantityPricing, {
    id,
    input: {
      pricesToAdd: [],
      pricesToDeleteByVariantId: [],
      quantityRulesToAdd: [{ variantId, minimum: 6, increment: 6 }],
      quantityRulesToDeleteByVariantId: [],
      quantityPriceBreaksToAdd: [{ variantId, minimumQuantity: 48, price: money('8.10') }],
      quantityPriceBreaksToDelete: [],
    },
  })
  expect((await ask(documents.priceList, { id })).priceList).toMatchObject({
    fixedPricesCount: 1,
    prices: {
      nodes: [{ price: { amount: '9.0' }, quantityPriceBreaks: { nodes: [{ minimumQuantity: 48 }] } }],
    },
    quantityRules: { nodes: [{ minimum: 6, increment: 6 }] },
  })
  const { location } = await grocer()
  const priced = await ask(documents.priceForBuyer, { id: variantId, location: location.id })
  expect(priced.productVariant.contextualPricing).toEqual({
    price: { amount: '9.0' },
    quantityRule: { minimum: 6, maximum: null, increment: 6 },
    quantityPriceBreaks: { nodes: [{ minimumQuantity: 48, price: { amount: '8.1' } }] },
  })
  expect(
    (await ask(documents.priceForBuyer, { id: variantId })).productVariant.contextualPricing.price,
  ).toEqual({
    amount: '10.0',
  })
})

test('a discount of the app is kept as it was written', async () => {
  const { shopifyFunctions } = await ask(documents.functions)
  expect(shopifyFunctions.nodes[0].apiType).toBe('discount')
  const made = await ask(documents.createDiscount, {
    discount: {
      title: 'Paliers',
      functionHandle: 'price-rules',
      startsAt: '2026-11-24T00:00:00Z',
      discountClasses: ['PRODUCT'],
      combinesWith: { orderDiscounts: true },
      metafields: [{ namespace: '$app', key: 'rules', type: 'json', value: '{"tiers":[]}' }],
    },
  })
  const { discountId } = made.discountAutomaticAppCreate.automaticAppDiscount
  const changed = await ask(documents.updateDiscount, { id: discountId, discount: { title: 'Paliers 2' } })
  expect(changed.discountAutomaticAppUpdate.automaticAppDiscount).toMatchObject({
    title: 'Paliers 2',
    status: 'ACTIVE',
    combinesWith: { orderDiscounts: true, productDiscounts: false },
  })
})

test('metafields are defined, written over what was read, and read back', async () => {
  const { currentAppInstallation } = await ask(documents.shop)
  const write = { ownerId: currentAppInstallation.id, key: 'state', type: 'json', value: '{"n":1}' }
  await ask(documents.setMetafields, { metafields: [{ ...write, compareDigest: null }] })
  const { metafield } = (await ask(documents.appMetafield, { key: 'state' })).currentAppInstallation
  expect(metafield.value).toBe('{"n":1}')
  const again = (compareDigest: string | null) =>
    ask.raw(documents.setMetafields, { metafields: [{ ...write, value: '{"n":2}', compareDigest }] })
  expect((await again(null)).data.metafieldsSet.userErrors[0].code).toBe('STALE_OBJECT')
  expect((await again(metafield.compareDigest)).data.metafieldsSet.userErrors).toEqual([])
  await ask(documents.defineMetafield, {
    definition: { ownerType: 'ORDER', key: 'allocation', name: 'Allocation', type: 'json' },
  })
})

test('texts of a product are translated, and outdated when they change', async () => {
  const product = ask.store.world.state.shops[ask.shop]!.products[0]!
  const id = `gid://shopify/Product/${product.id}`
  const { translatableResource } = await ask(documents.translatable, { id })
  const title = translatableResource.translatableContent.find(({ key }: { key: string }) => key === 'title')
  await ask(documents.translate, {
    id,
    translations: [
      { key: 'title', locale: 'en', value: 'Olive oil', translatableContentDigest: title.digest },
    ],
  })
  const read = async () => (await ask(documents.translatable, { id })).translatableResource.translations
  expect(await read()).toEqual([{ key: 'title', value: 'Olive oil', outdated: false }])
  product.title = 'Autre titre'
  expect(await read()).toMatchObject([{ outdated: true }])
})

test('a bulk query runs, is listed while it runs, and is stopped', async () => {
  const run = async () =>
    (await ask(documents.runBulk, { query: '{ products { edges { node { id title } } } }', grouped: false }))
      .bulkOperationRunQuery.bulkOperation
  const first = await run()
  expect(first).toMatchObject({ status: 'CREATED', type: 'QUERY', objectCount: '0' })
  await ask.store.control.idle()
  const done = (await ask(documents.bulk, { id: first.id })).bulkOperation
  expect(done).toMatchObject({ status: 'COMPLETED', errorCode: null })
  const stopped = await ask(documents.cancelBulk, { id: (await run()).id })
  expect(stopped.bulkOperationCancel.bulkOperation.status).toBe('CANCELING')
  expect((await ask(documents.runningBulk)).bulkOperations.nodes).toEqual([])
})

test('a subscription is made, listed and taken away again', async () => {
  const made = await ask(documents.subscribe, {
    topic: 'ORDERS_CREATE',
    to: { uri: 'https://app.example.com/hooks', name: 'orders', includeFields: ['id'] },
  })
  const { id } = made.webhookSubscriptionCreate.webhookSubscription
  expect((await ask(documents.subscriptions)).webhookSubscriptions.nodes).toMatchObject([
    { id, topic: 'ORDERS_CREATE', includeFields: ['id'] },
  ])
  await ask(documents.unsubscribe, { id })
  expect((await ask(documents.subscriptions)).webhookSubscriptions.nodes).toEqual([])
})
