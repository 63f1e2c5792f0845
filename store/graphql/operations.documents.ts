// The documents that the tests ask the practice store: one for each operation that Carnet needs, in our own words.

export const money = (amount: string) => ({ amount, currencyCode: 'EUR' })

const SETS = 'shopMoney { amount currencyCode } presentmentMoney { amount currencyCode }'
const ERRORS = 'userErrors { field message }'
const CODED = 'userErrors { code field message }'
const LEVEL = `quantities(names: ["available", "committed", "reserved", "on_hand", "incoming", "damaged"]) { name quantity }`
const GROUP = `inventoryAdjustmentGroup { id reason changes { name delta quantityAfterChange item { id } location { id } } } ${CODED}`

// ── shop, stock ──
export const shop = `{
  shop { name currencyCode ianaTimezone plan { shopifyPlus } entitlements { b2b { enabled } markets { b2b { catalogs { enabled limit } } } } }
  currentAppInstallation { id accessScopes { handle } app { id handle } }
  shopLocales { locale primary published }
  paymentTermsTemplates { id name dueInDays paymentTermsType }
}`
export const locations = `{ locations(first: 10) { nodes { id name address { city countryCode } } pageInfo { hasNextPage endCursor } } }`
export const quantityNames = `{ inventoryProperties { quantityNames { name displayName isInUse belongsTo comprises } } }`
export const variants = `query Variants($query: String) {
  productVariants(first: 5, query: $query) {
    nodes { id sku barcode price inventoryItem { id tracked unitCost { amount } inventoryLevels(first: 5) { nodes { location { id } ${LEVEL} } } } }
  }
}`
export const level = `query Level($inventoryItemId: ID!, $locationId: ID!) {
  inventoryItem(id: $inventoryItemId) { inventoryLevel(locationId: $locationId) { id updatedAt ${LEVEL} } }
}`
export const moveStock = `mutation Move($input: InventoryMoveQuantitiesInput!, $key: String!) { inventoryMoveQuantities(input: $input) @idempotent(key: $key) { ${GROUP} } }`
export const adjustStock = `mutation Adjust($input: InventoryAdjustQuantitiesInput!, $key: String!) { inventoryAdjustQuantities(input: $input) @idempotent(key: $key) { ${GROUP} } }`
export const setStock = `mutation Set($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) { ${GROUP} } }`
export const stockAt = `mutation Stock($inventoryItemId: ID!, $locationId: ID!, $key: String!) {
  inventoryActivate(inventoryItemId: $inventoryItemId, locationId: $locationId) @idempotent(key: $key) { inventoryLevel { id isActive } ${ERRORS} }
}`
export const setCost = `mutation Cost($id: ID!, $input: InventoryItemInput!) { inventoryItemUpdate(id: $id, input: $input) { inventoryItem { id unitCost { amount } } ${ERRORS} } }`
export const createTransfer = `mutation Announce($input: InventoryTransferCreateInput!, $key: String!) {
  inventoryTransferCreate(input: $input) @idempotent(key: $key) {
    inventoryTransfer { id name status referenceName totalQuantity destination { name location { id } } lineItems(first: 5) { nodes { id shippableQuantity } } } ${CODED}
  }
}`
const SHIPMENT = `inventoryShipment { id name status lineItemTotalQuantity totalReceivedQuantity totalAcceptedQuantity totalRejectedQuantity lineItems(first: 5) { nodes { id quantity unreceivedQuantity } } } ${CODED}`
export const sendShipment = `mutation Send($input: InventoryShipmentCreateInput!, $key: String!) { inventoryShipmentCreateInTransit(input: $input) @idempotent(key: $key) { ${SHIPMENT} } }`
export const receiveShipment = `mutation Receive($id: ID!, $lines: [InventoryShipmentReceiveItemInput!], $key: String!) { inventoryShipmentReceive(id: $id, lineItems: $lines) @idempotent(key: $key) { ${SHIPMENT} } }`

// ── orders ──
export const order = `query Order($id: ID!) {
  order(id: $id) {
    id name updatedAt note tags poNumber displayFinancialStatus displayFulfillmentStatus returnStatus cancellation { staffNote } customAttributes { key value }
    totalOutstandingSet { ${SETS} } totalReceivedSet { ${SETS} } paymentTerms { id dueInDays paymentSchedules(first: 2) { nodes { id dueAt balanceDue { amount } } } }
    lineItems(first: 20) { nodes { id sku quantity currentQuantity discountedUnitPriceAfterAllDiscountsSet { ${SETS} } } pageInfo { hasNextPage endCursor } }
    fulfillmentOrders(first: 5) { nodes { id status lineItems(first: 20) { nodes { id remainingQuantity } } } }
    transactions(first: 5) { id kind status gateway amountSet { ${SETS} } parentTransaction { id } }
    returns(first: 5) { nodes { id name status totalQuantity } }
    metafields(first: 5, namespace: "$app") { nodes { id key jsonValue compareDigest } }
  }
}`
export const changedOrders = `query Changed($query: String!) { orders(first: 10, query: $query, sortKey: UPDATED_AT) { nodes { id name updatedAt edited currentSubtotalLineItemsQuantity } } }`
export const openFulfillmentOrders = `{ fulfillmentOrders(first: 50, includeClosed: false, sortKey: UPDATED_AT) { nodes { id status orderId supportedActions { action } assignedLocation { location { id } } } } }`
export const locationsForMove = `query Where($id: ID!) { fulfillmentOrder(id: $id) { locationsForMove(first: 5) { nodes { movable message location { id } availableLineItemsCount { count } } } } }`
export const fulfill = `mutation Fulfill($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id name status fulfillmentLineItems(first: 5) { nodes { id quantity } } } ${ERRORS} } }`
export const track = `mutation Track($id: ID!, $tracking: FulfillmentTrackingInput!) { fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $tracking) { fulfillment { id trackingInfo { company number url } } ${ERRORS} } }`
export const cancelFulfillment = `mutation Undo($id: ID!) { fulfillmentCancel(id: $id) { fulfillment { id status } ${ERRORS} } }`
export const split = `mutation Split($splits: [FulfillmentOrderSplitInput!]!) {
  fulfillmentOrderSplit(fulfillmentOrderSplits: $splits) { fulfillmentOrderSplits { fulfillmentOrder { id } remainingFulfillmentOrder { id lineItems(first: 5) { nodes { id remainingQuantity } } } } ${CODED} }
}`
export const hold = `mutation Hold($id: ID!, $hold: FulfillmentOrderHoldInput!) { fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) { fulfillmentHold { id handle displayReason } fulfillmentOrder { id status } ${CODED} } }`
export const release = `mutation Release($id: ID!) { fulfillmentOrderReleaseHold(id: $id) { fulfillmentOrder { id status } ${CODED} } }`
export const move = `mutation MoveTo($id: ID!, $location: ID!) { fulfillmentOrderMove(id: $id, newLocationId: $location) { movedFulfillmentOrder { id assignedLocation { location { id } } } ${CODED} } }`
export const suggestRefund = `query Suggest($id: ID!, $lines: [RefundLineItemInput!]) {
  order(id: $id) { suggestedRefund(refundLineItems: $lines) { amountSet { ${SETS} } suggestedTransactions { gateway parentTransaction { id } } refundLineItems { quantity restockType } } }
}`
export const refund = `mutation Refund($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) { refund { id createdAt totalRefundedSet { ${SETS} } } order { id } ${ERRORS} } }`
export const returnable = `query Returnable($id: ID!) {
  returnableFulfillments(orderId: $id, first: 5) { nodes { id fulfillment { id } returnableFulfillmentLineItems(first: 5) { nodes { quantity fulfillmentLineItem { id lineItem { sku } } } } } }
}`
export const openReturn = `mutation Return($input: ReturnInput!) {
  returnCreate(returnInput: $input) {
    return { id name status totalQuantity returnLineItems(first: 5) { nodes { id quantity processableQuantity ... on ReturnLineItem { fulfillmentLineItem { id } } } } reverseFulfillmentOrders(first: 2) { nodes { id status lineItems(first: 5) { nodes { id totalQuantity } } } } } ${CODED}
  }
}`
export const processReturn = `mutation Process($input: ReturnProcessInput!) { returnProcess(input: $input) { return { id status closedAt refunds(first: 3) { nodes { id totalRefundedSet { ${SETS} } } } } ${CODED} } }`
const CALCULATED = `calculatedOrder { id subtotalPriceSet { ${SETS} } totalPriceSet { ${SETS} } totalOutstandingSet { ${SETS} } lineItems(first: 20) { nodes { id sku quantity editableQuantity hasStagedLineItemDiscount discountedUnitPriceSet { ${SETS} } calculatedDiscountAllocations { allocatedAmountSet { ${SETS} } discountApplication { description } } } } }`
export const beginEdit = `mutation Begin($id: ID!) { orderEditBegin(id: $id) { ${CALCULATED} ${ERRORS} } }`
export const setQuantity = `mutation Quantity($id: ID!, $line: ID!, $quantity: Int!) { orderEditSetQuantity(id: $id, lineItemId: $line, quantity: $quantity) { calculatedLineItem { id quantity } ${CALCULATED} ${ERRORS} } }`
export const discountLine = `mutation Discount($id: ID!, $line: ID!, $discount: OrderEditAppliedDiscountInput!) {
  orderEditAddLineItemDiscount(id: $id, lineItemId: $line, discount: $discount) { addedDiscountStagedChange { id description } calculatedLineItem { id } ${CALCULATED} ${ERRORS} }
}`
export const addVariant = `mutation Add($id: ID!, $variant: ID!, $quantity: Int!) { orderEditAddVariant(id: $id, variantId: $variant, quantity: $quantity) { calculatedLineItem { id quantity } ${CALCULATED} ${ERRORS} } }`
export const commitEdit = `mutation Commit($id: ID!) { orderEditCommit(id: $id, staffNote: "by phone") { order { id currentTotalPriceSet { ${SETS} } } successMessages ${ERRORS} } }`
export const markPaid = `mutation Paid($input: OrderMarkAsPaidInput!) { orderMarkAsPaid(input: $input) { order { id displayFinancialStatus totalOutstandingSet { ${SETS} } } ${ERRORS} } }`
export const manualPayment = `mutation Pay($id: ID!, $key: String!) { orderCreateManualPayment(id: $id, paymentMethodName: "Virement") @idempotent(key: $key) { order { id displayFinancialStatus paymentGatewayNames } ${CODED} } }`
const TERMS = `paymentTerms { id paymentTermsName dueInDays paymentSchedules(first: 2) { nodes { id issuedAt dueAt totalBalance { amount } } } } ${CODED}`
export const setTerms = `mutation Terms($id: ID!, $terms: PaymentTermsCreateInput!) { paymentTermsCreate(referenceId: $id, paymentTermsAttributes: $terms) { ${TERMS} } }`
export const changeTerms = `mutation Change($input: PaymentTermsUpdateInput!) { paymentTermsUpdate(input: $input) { ${TERMS} } }`
export const remind = `mutation Remind($id: ID!) { paymentReminderSend(paymentScheduleId: $id) { success ${CODED} } }`
export const sendInvoice = `mutation Invoice($id: ID!) { orderInvoiceSend(id: $id) { order { id } ${ERRORS} } }`
export const annotate = `mutation Annotate($input: OrderInput!) { orderUpdate(input: $input) { order { id note tags poNumber } ${ERRORS} } }`
export const cancel = `mutation Cancel($id: ID!) {
  orderCancel(orderId: $id, reason: INVENTORY, restock: true, refundMethod: { originalPaymentMethodsRefund: true }, staffNote: "too late") { job { id done } orderCancelUserErrors { code field message } }
}`
export const tag = `mutation Tag($id: ID!, $tags: [String!]!) { tagsAdd(id: $id, tags: $tags) { node { id } ${ERRORS} } }`

// ── quotes ──
const DRAFT = `id name status ready completedAt invoiceUrl invoiceSentAt poNumber reserveInventoryUntil tags taxExempt anyVariantPricesOverridden
  subtotalPriceSet { ${SETS} } totalDiscountsSet { ${SETS} } totalShippingPriceSet { ${SETS} } totalTaxSet { ${SETS} } totalPriceSet { ${SETS} } amountDueNowSet { ${SETS} } amountDueLaterSet { ${SETS} }
  purchasingEntity { __typename ... on PurchasingCompany { company { id name } location { id } } ... on Customer { id } }
  paymentTerms { id dueInDays } warnings { errorCode message } order { id name displayFinancialStatus }
  lineItems(first: 20) { nodes { id uuid title sku quantity custom priceOverride { amount } originalUnitPriceSet { ${SETS} } approximateDiscountedUnitPriceSet { ${SETS} } discountedTotalSet { ${SETS} } appliedDiscount { title value valueType amountSet { ${SETS} } } taxLines { rate priceSet { ${SETS} } } } }`
export const calculateDraft = `mutation Calculate($input: DraftOrderInput!) {
  draftOrderCalculate(input: $input) {
    calculatedDraftOrder { subtotalPriceSet { ${SETS} } totalTaxSet { ${SETS} } totalPriceSet { ${SETS} } availableShippingRates { title } platformDiscounts { title } warnings { message } lineItems { uuid sku quantity discountedTotalSet { ${SETS} } priceOverride { amount } } } ${ERRORS}
  }
}`
export const createDraft = `mutation Quote($input: DraftOrderInput!) { draftOrderCreate(input: $input) { draftOrder { ${DRAFT} } ${ERRORS} } }`
export const updateDraft = `mutation Requote($id: ID!, $input: DraftOrderInput!) { draftOrderUpdate(id: $id, input: $input) { draftOrder { ${DRAFT} } ${ERRORS} } }`
export const draft = `query Quote($id: ID!) { draftOrder(id: $id) { ${DRAFT} } }`
export const sendDraft = `mutation SendQuote($id: ID!) { draftOrderInvoiceSend(id: $id, email: { subject: "Devis" }) { draftOrder { id status invoiceSentAt } ${ERRORS} } }`
export const completeDraft = `mutation Complete($id: ID!) { draftOrderComplete(id: $id) { draftOrder { ${DRAFT} } ${ERRORS} } }`
export const deleteDraft = `mutation Forget($input: DraftOrderDeleteInput!) { draftOrderDelete(input: $input) { deletedId ${ERRORS} } }`

// ── companies and prices ──
export const companies = `query Companies($query: String) {
  companies(first: 5, query: $query, sortKey: UPDATED_AT) {
    nodes { id name externalId mainContact { id customer { id displayName } } contactRoles(first: 5) { nodes { id name } } locations(first: 5) { nodes { id name taxSettings { taxRegistrationId } buyerExperienceConfiguration { checkoutToDraft paymentTermsTemplate { id dueInDays } } catalogs(first: 2) { nodes { id title } } } } }
  }
}`
export const createCompany = `mutation Company($input: CompanyCreateInput!) { companyCreate(input: $input) { company { id name mainContact { id } contactRoles(first: 5) { nodes { id name } } locations(first: 1) { nodes { id } } } ${CODED} } }`
export const updateCompanyLocation = `mutation Buys($id: ID!, $input: CompanyLocationUpdateInput!) { companyLocationUpdate(companyLocationId: $id, input: $input) { companyLocation { id buyerExperienceConfiguration { checkoutToDraft paymentTermsTemplate { dueInDays } } } ${CODED} } }`
const LIST = `id name currency fixedPricesCount parent { adjustment { type value } settings { compareAtMode } }`
export const catalogs = `{ catalogs(first: 5) { nodes { id title status priceList { ${LIST} } ... on MarketCatalog { markets(first: 5) { nodes { id name } } } ... on CompanyLocationCatalog { companyLocations(first: 5) { nodes { id } } } } } }`
export const priceList = `query Prices($id: ID!) {
  priceList(id: $id) { ${LIST} prices(first: 50, originType: FIXED) { nodes { originType price { amount } variant { id sku } quantityPriceBreaks(first: 5) { nodes { id minimumQuantity price { amount } } } } } quantityRules(first: 5) { nodes { minimum maximum increment originType productVariant { id } } } }
}`
export const createCatalog = `mutation Catalog($input: CatalogCreateInput!) { catalogCreate(input: $input) { catalog { id title status } ${CODED} } }`
export const createPriceList = `mutation List($input: PriceListCreateInput!) { priceListCreate(input: $input) { priceList { ${LIST} } ${CODED} } }`
export const addPrices = `mutation Fixed($id: ID!, $prices: [PriceListPriceInput!]!) { priceListFixedPricesAdd(priceListId: $id, prices: $prices) { prices { originType price { amount } variant { id } } ${CODED} } }`
export const setQuantityPricing = `mutation Breaks($id: ID!, $input: QuantityPricingByVariantUpdateInput!) { quantityPricingByVariantUpdate(priceListId: $id, input: $input) { productVariants { id } ${CODED} } }`
export const priceForBuyer = `query Price($id: ID!, $location: ID) {
  productVariant(id: $id) { price contextualPricing(context: { companyLocationId: $location }) { price { amount } quantityRule { minimum maximum increment } quantityPriceBreaks(first: 5) { nodes { minimumQuantity price { amount } } } } }
}`

// ── what an app keeps in a shop ──
export const functions = `{ shopifyFunctions(first: 5, apiType: "discount") { nodes { id title apiType apiVersion app { id } } } }`
const DISCOUNT = `automaticAppDiscount { discountId title status discountClasses startsAt combinesWith { orderDiscounts productDiscounts shippingDiscounts } } ${CODED}`
export const createDiscount = `mutation Rules($discount: DiscountAutomaticAppInput!) { discountAutomaticAppCreate(automaticAppDiscount: $discount) { ${DISCOUNT} } }`
export const updateDiscount = `mutation Rules2($id: ID!, $discount: DiscountAutomaticAppInput!) { discountAutomaticAppUpdate(id: $id, automaticAppDiscount: $discount) { ${DISCOUNT} } }`
export const setMetafields = `mutation Keep($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { metafields { id namespace key jsonValue compareDigest } userErrors { code field message elementIndex } } }`
export const appMetafield = `query Kept($key: String!) { currentAppInstallation { id metafield(namespace: "$app", key: $key) { id type value compareDigest } } }`
export const defineMetafield = `mutation Define($definition: MetafieldDefinitionInput!) { metafieldDefinitionCreate(definition: $definition) { createdDefinition { id namespace key } ${CODED} } }`
export const subscribe = `mutation Subscribe($topic: WebhookSubscriptionTopic!, $to: WebhookSubscriptionInput!) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: $to) { webhookSubscription { id topic uri format includeFields name apiVersion { handle } } ${ERRORS} } }`
export const unsubscribe = `mutation Unsubscribe($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId ${ERRORS} } }`
export const subscriptions = `{ webhookSubscriptions(first: 10) { nodes { id topic uri includeFields createdAt } } }`
export const translatable = `query Texts($id: ID!) { translatableResource(resourceId: $id) { resourceId translatableContent { key value digest locale } translations(locale: "en") { key value outdated } } }`
export const translate = `mutation Translate($id: ID!, $translations: [TranslationInput!]!) { translationsRegister(resourceId: $id, translations: $translations) { translations { key locale value } ${CODED} } }`
export const runBulk = `mutation Bulk($query: String!, $grouped: Boolean!) { bulkOperationRunQuery(query: $query, groupObjects: $grouped) { bulkOperation { id status type objectCount createdAt } ${CODED} } }`
export const bulk = `query Bulk($id: ID!) { bulkOperation(id: $id) { id status errorCode objectCount rootObjectCount fileSize url partialDataUrl createdAt completedAt } }`
export const runningBulk = `{ bulkOperations(first: 10, query: "status:running") { nodes { id status type } } }`
export const cancelBulk = `mutation Stop($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { id status } ${ERRORS} } }`
