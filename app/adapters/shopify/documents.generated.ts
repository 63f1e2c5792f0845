// Made by `npm run documents` from every `#graphql` document and the Admin schema; never changed by hand.

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
type BulkOperationErrorCode = | 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT';

type BulkOperationStatus = | 'CANCELED' | 'CANCELING' | 'COMPLETED' | 'CREATED' | 'EXPIRED' | 'FAILED' | 'RUNNING';

type BulkOperationUserErrorCode = | 'INVALID' | 'LIMIT_REACHED' | 'OPERATION_IN_PROGRESS';

type CountryCode = | 'AC' | 'AD' | 'AE' | 'AF' | 'AG' | 'AI' | 'AL' | 'AM' | 'AN' | 'AO' | 'AR' | 'AT' | 'AU' | 'AW' | 'AX' | 'AZ' | 'BA' | 'BB' | 'BD' | 'BE' | 'BF' | 'BG' | 'BH' | 'BI' | 'BJ' | 'BL' | 'BM' | 'BN' | 'BO' | 'BQ' | 'BR' | 'BS' | 'BT' | 'BV' | 'BW' | 'BY' | 'BZ' | 'CA' | 'CC' | 'CD' | 'CF' | 'CG' | 'CH' | 'CI' | 'CK' | 'CL' | 'CM' | 'CN' | 'CO' | 'CR' | 'CU' | 'CV' | 'CW' | 'CX' | 'CY' | 'CZ' | 'DE' | 'DJ' | 'DK' | 'DM' | 'DO' | 'DZ' | 'EC' | 'EE' | 'EG' | 'EH' | 'ER' | 'ES' | 'ET' | 'FI' | 'FJ' | 'FK' | 'FO' | 'FR' | 'GA' | 'GB' | 'GD' | 'GE' | 'GF' | 'GG' | 'GH' | 'GI' | 'GL' | 'GM' | 'GN' | 'GP' | 'GQ' | 'GR' | 'GS' | 'GT' | 'GW' | 'GY' | 'HK' | 'HM' | 'HN' | 'HR' | 'HT' | 'HU' | 'ID' | 'IE' | 'IL' | 'IM' | 'IN' | 'IO' | 'IQ' | 'IR' | 'IS' | 'IT' | 'JE' | 'JM' | 'JO' | 'JP' | 'KE' | 'KG' | 'KH' | 'KI' | 'KM' | 'KN' | 'KP' | 'KR' | 'KW' | 'KY' | 'KZ' | 'LA' | 'LB' | 'LC' | 'LI' | 'LK' | 'LR' | 'LS' | 'LT' | 'LU' | 'LV' | 'LY' | 'MA' | 'MC' | 'MD' | 'ME' | 'MF' | 'MG' | 'MK' | 'ML' | 'MM' | 'MN' | 'MO' | 'MQ' | 'MR' | 'MS' | 'MT' | 'MU' | 'MV' | 'MW' | 'MX' | 'MY' | 'MZ' | 'NA' | 'NC' | 'NE' | 'NF' | 'NG' | 'NI' | 'NL' | 'NO' | 'NP' | 'NR' | 'NU' | 'NZ' | 'OM' | 'PA' | 'PE' | 'PF' | 'PG' | 'PH' | 'PK' | 'PL' | 'PM' | 'PN' | 'PS' | 'PT' | 'PY' | 'QA' | 'RE' | 'RO' | 'RS' | 'RU' | 'RW' | 'SA' | 'SB' | 'SC' | 'SD' | 'SE' | 'SG' | 'SH' | 'SI' | 'SJ' | 'SK' | 'SL' | 'SM' | 'SN' | 'SO' | 'SR' | 'SS' | 'ST' | 'SV' | 'SX' | 'SY' | 'SZ' | 'TA' | 'TC' | 'TD' | 'TF' | 'TG' | 'TH' | 'TJ' | 'TK' | 'TL' | 'TM' | 'TN' | 'TO' | 'TR' | 'TT' | 'TV' | 'TW' | 'TZ' | 'UA' | 'UG' | 'UM' | 'US' | 'UY' | 'UZ' | 'VA' | 'VC' | 'VE' | 'VG' | 'VN' | 'VU' | 'WF' | 'WS' | 'XK' | 'YE' | 'YT' | 'ZA' | 'ZM' | 'ZW' | 'ZZ';

type CurrencyCode = | 'AED' | 'AFN' | 'ALL' | 'AMD' | 'ANG' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BGN' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BYR' | 'BZD' | 'CAD' | 'CDF' | 'CHF' | 'CLP' | 'CNY' | 'COP' | 'CRC' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HRK' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JEP' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KID' | 'KMF' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LTL' | 'LVL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLL' | 'SOS' | 'SRD' | 'SSP' | 'STD' | 'STN' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'USDC' | 'UYU' | 'UZS' | 'VED' | 'VEF' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XOF' | 'XPF' | 'XXX' | 'YER' | 'ZAR' | 'ZMW';

type FulfillmentInput = {
  lineItemsByFulfillmentOrder: Array<FulfillmentOrderLineItemsInput>;
  notifyCustomer?: boolean | null | undefined;
  originAddress?: FulfillmentOriginAddressInput | null | undefined;
  trackingInfo?: FulfillmentTrackingInput | null | undefined;
};

type FulfillmentOrderLineItemInput = {
  id: string;
  quantity: number;
};

type FulfillmentOrderLineItemsInput = {
  fulfillmentOrderId: string;
  fulfillmentOrderLineItems?: Array<FulfillmentOrderLineItemInput> | null | undefined;
};

type FulfillmentOrderStatus = | 'CANCELLED' | 'CLOSED' | 'INCOMPLETE' | 'IN_PROGRESS' | 'ON_HOLD' | 'OPEN' | 'SCHEDULED';

type FulfillmentOriginAddressInput = {
  address1?: string | null | undefined;
  address2?: string | null | undefined;
  city?: string | null | undefined;
  countryCode: string;
  provinceCode?: string | null | undefined;
  zip?: string | null | undefined;
};

type FulfillmentStatus = | 'CANCELLED' | 'ERROR' | 'FAILURE' | 'OPEN' | 'PENDING' | 'SUCCESS';

type FulfillmentTrackingInput = {
  company?: string | null | undefined;
  number?: string | null | undefined;
  numbers?: Array<string> | null | undefined;
  url?: string | null | undefined;
  urls?: Array<string> | null | undefined;
};

type InventoryAdjustQuantitiesInput = {
  changes: Array<InventoryChangeInput>;
  name: string;
  reason: string;
  referenceDocumentUri?: string | null | undefined;
};

type InventoryAdjustQuantitiesUserErrorCode = | 'ADJUST_QUANTITIES_FAILED' | 'CHANGE_FROM_QUANTITY_STALE' | 'IDEMPOTENCY_CONCURRENT_REQUEST' | 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' | 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED' | 'INTERNAL_LEDGER_DOCUMENT' | 'INVALID_AVAILABLE_DOCUMENT' | 'INVALID_INVENTORY_ITEM' | 'INVALID_LEDGER_DOCUMENT' | 'INVALID_LOCATION' | 'INVALID_QUANTITY_DOCUMENT' | 'INVALID_QUANTITY_NAME' | 'INVALID_QUANTITY_TOO_HIGH' | 'INVALID_QUANTITY_TOO_LOW' | 'INVALID_REASON' | 'INVALID_REFERENCE_DOCUMENT' | 'ITEM_NOT_STOCKED_AT_LOCATION' | 'MAX_ONE_LEDGER_DOCUMENT' | 'NON_MUTABLE_INVENTORY_ITEM' | 'SERVICE_UNAVAILABLE';

type InventoryChangeInput = {
  changeFromQuantity?: number | null | undefined;
  delta: number;
  inventoryItemId: string;
  ledgerDocumentUri?: string | null | undefined;
  locationId: string;
};

type InventoryMoveQuantitiesInput = {
  changes: Array<InventoryMoveQuantityChange>;
  reason: string;
  referenceDocumentUri: string;
};

type InventoryMoveQuantitiesUserErrorCode = | 'CHANGE_FROM_QUANTITY_STALE' | 'DIFFERENT_LOCATIONS' | 'IDEMPOTENCY_CONCURRENT_REQUEST' | 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' | 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED' | 'INTERNAL_LEDGER_DOCUMENT' | 'INVALID_AVAILABLE_DOCUMENT' | 'INVALID_INVENTORY_ITEM' | 'INVALID_LEDGER_DOCUMENT' | 'INVALID_LOCATION' | 'INVALID_QUANTITY_DOCUMENT' | 'INVALID_QUANTITY_NAME' | 'INVALID_QUANTITY_NEGATIVE' | 'INVALID_QUANTITY_TOO_HIGH' | 'INVALID_REASON' | 'INVALID_REFERENCE_DOCUMENT' | 'ITEM_NOT_STOCKED_AT_LOCATION' | 'MAXIMUM_LEDGER_DOCUMENT_URIS' | 'MOVE_QUANTITIES_FAILED' | 'NON_MUTABLE_INVENTORY_ITEM' | 'SAME_QUANTITY_NAME' | 'SERVICE_UNAVAILABLE';

type InventoryMoveQuantityChange = {
  from: InventoryMoveQuantityTerminalInput;
  inventoryItemId: string;
  quantity: number;
  to: InventoryMoveQuantityTerminalInput;
};

type InventoryMoveQuantityTerminalInput = {
  changeFromQuantity?: number | null | undefined;
  ledgerDocumentUri?: string | null | undefined;
  locationId: string;
  name: string;
};

type OrderDisplayFinancialStatus = | 'AUTHORIZED' | 'EXPIRED' | 'PAID' | 'PARTIALLY_PAID' | 'PARTIALLY_REFUNDED' | 'PENDING' | 'REFUNDED' | 'VOIDED';

type RefundLineItemRestockType = | 'CANCEL' | 'LEGACY_RESTOCK' | 'NO_RESTOCK' | 'RETURN';

type WebhookSubscriptionTopic = | 'APP_PURCHASES_ONE_TIME_UPDATE' | 'APP_SCOPES_UPDATE' | 'APP_SUBSCRIPTIONS_APPROACHING_CAPPED_AMOUNT' | 'APP_SUBSCRIPTIONS_UPDATE' | 'APP_UNINSTALLED' | 'AUDIT_EVENTS_ADMIN_API_ACTIVITY' | 'BULK_OPERATIONS_FINISH' | 'CARTS_CREATE' | 'CARTS_UPDATE' | 'CHANNELS_DELETE' | 'CHECKOUTS_CREATE' | 'CHECKOUTS_DELETE' | 'CHECKOUTS_UPDATE' | 'COLLECTIONS_CREATE' | 'COLLECTIONS_DELETE' | 'COLLECTIONS_UPDATE' | 'COLLECTION_LISTINGS_ADD' | 'COLLECTION_LISTINGS_REMOVE' | 'COLLECTION_LISTINGS_UPDATE' | 'COLLECTION_PUBLICATIONS_CREATE' | 'COLLECTION_PUBLICATIONS_DELETE' | 'COLLECTION_PUBLICATIONS_UPDATE' | 'COMPANIES_CREATE' | 'COMPANIES_DELETE' | 'COMPANIES_UPDATE' | 'COMPANY_CONTACTS_CREATE' | 'COMPANY_CONTACTS_DELETE' | 'COMPANY_CONTACTS_UPDATE' | 'COMPANY_CONTACT_ROLES_ASSIGN' | 'COMPANY_CONTACT_ROLES_REVOKE' | 'COMPANY_LOCATIONS_CREATE' | 'COMPANY_LOCATIONS_DELETE' | 'COMPANY_LOCATIONS_UPDATE' | 'CUSTOMERS_CREATE' | 'CUSTOMERS_DELETE' | 'CUSTOMERS_DISABLE' | 'CUSTOMERS_EMAIL_MARKETING_CONSENT_UPDATE' | 'CUSTOMERS_ENABLE' | 'CUSTOMERS_MARKETING_CONSENT_UPDATE' | 'CUSTOMERS_MERGE' | 'CUSTOMERS_PURCHASING_SUMMARY' | 'CUSTOMERS_UPDATE' | 'CUSTOMERS_WHATS_APP_MARKETING_CONSENT_UPDATE' | 'CUSTOMER_ACCOUNT_SETTINGS_UPDATE' | 'CUSTOMER_GROUPS_CREATE' | 'CUSTOMER_GROUPS_DELETE' | 'CUSTOMER_GROUPS_UPDATE' | 'CUSTOMER_JOINED_SEGMENT' | 'CUSTOMER_LEFT_SEGMENT' | 'CUSTOMER_PAYMENT_METHODS_CREATE' | 'CUSTOMER_PAYMENT_METHODS_REVOKE' | 'CUSTOMER_PAYMENT_METHODS_UPDATE' | 'CUSTOMER_TAGS_ADDED' | 'CUSTOMER_TAGS_REMOVED' | 'DELIVERY_PROMISE_SETTINGS_UPDATE' | 'DISCOUNTS_CREATE' | 'DISCOUNTS_DELETE' | 'DISCOUNTS_REDEEMCODE_ADDED' | 'DISCOUNTS_REDEEMCODE_REMOVED' | 'DISCOUNTS_UPDATE' | 'DISPUTES_CREATE' | 'DISPUTES_UPDATE' | 'DOMAINS_CREATE' | 'DOMAINS_DESTROY' | 'DOMAINS_UPDATE' | 'DRAFT_ORDERS_CREATE' | 'DRAFT_ORDERS_DELETE' | 'DRAFT_ORDERS_UPDATE' | 'FINANCE_APP_STAFF_MEMBER_DELETE' | 'FINANCE_APP_STAFF_MEMBER_GRANT' | 'FINANCE_APP_STAFF_MEMBER_REVOKE' | 'FINANCE_APP_STAFF_MEMBER_UPDATE' | 'FINANCE_KYC_INFORMATION_UPDATE' | 'FULFILLMENTS_CREATE' | 'FULFILLMENTS_UPDATE' | 'FULFILLMENT_EVENTS_CREATE' | 'FULFILLMENT_EVENTS_DELETE' | 'FULFILLMENT_HOLDS_ADDED' | 'FULFILLMENT_HOLDS_RELEASED' | 'FULFILLMENT_ORDERS_CANCELLATION_REQUEST_ACCEPTED' | 'FULFILLMENT_ORDERS_CANCELLATION_REQUEST_REJECTED' | 'FULFILLMENT_ORDERS_CANCELLATION_REQUEST_SUBMITTED' | 'FULFILLMENT_ORDERS_CANCELLED' | 'FULFILLMENT_ORDERS_FULFILLMENT_REQUEST_ACCEPTED' | 'FULFILLMENT_ORDERS_FULFILLMENT_REQUEST_REJECTED' | 'FULFILLMENT_ORDERS_FULFILLMENT_REQUEST_SUBMITTED' | 'FULFILLMENT_ORDERS_FULFILLMENT_SERVICE_FAILED_TO_COMPLETE' | 'FULFILLMENT_ORDERS_HOLD_RELEASED' | 'FULFILLMENT_ORDERS_LINE_ITEMS_PREPARED_FOR_LOCAL_DELIVERY' | 'FULFILLMENT_ORDERS_LINE_ITEMS_PREPARED_FOR_PICKUP' | 'FULFILLMENT_ORDERS_MANUALLY_REPORTED_PROGRESS_STOPPED' | 'FULFILLMENT_ORDERS_MERGED' | 'FULFILLMENT_ORDERS_MOVED' | 'FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE' | 'FULFILLMENT_ORDERS_PLACED_ON_HOLD' | 'FULFILLMENT_ORDERS_PROGRESS_REPORTED' | 'FULFILLMENT_ORDERS_RESCHEDULED' | 'FULFILLMENT_ORDERS_SCHEDULED_FULFILLMENT_ORDER_READY' | 'FULFILLMENT_ORDERS_SPLIT' | 'INVENTORY_ITEMS_CREATE' | 'INVENTORY_ITEMS_DELETE' | 'INVENTORY_ITEMS_UPDATE' | 'INVENTORY_LEVELS_CONNECT' | 'INVENTORY_LEVELS_DISCONNECT' | 'INVENTORY_LEVELS_UPDATE' | 'INVENTORY_SHIPMENTS_ADD_ITEMS' | 'INVENTORY_SHIPMENTS_CREATE' | 'INVENTORY_SHIPMENTS_DELETE' | 'INVENTORY_SHIPMENTS_MARK_IN_TRANSIT' | 'INVENTORY_SHIPMENTS_RECEIVE_ITEMS' | 'INVENTORY_SHIPMENTS_REMOVE_ITEMS' | 'INVENTORY_SHIPMENTS_UPDATE_ITEM_QUANTITIES' | 'INVENTORY_SHIPMENTS_UPDATE_TRACKING' | 'INVENTORY_TRANSFERS_ADD_ITEMS' | 'INVENTORY_TRANSFERS_CANCEL' | 'INVENTORY_TRANSFERS_COMPLETE' | 'INVENTORY_TRANSFERS_READY_TO_SHIP' | 'INVENTORY_TRANSFERS_REMOVE_ITEMS' | 'INVENTORY_TRANSFERS_UPDATED' | 'INVENTORY_TRANSFERS_UPDATE_ITEM_QUANTITIES' | 'LOCALES_CREATE' | 'LOCALES_DESTROY' | 'LOCALES_UPDATE' | 'LOCATIONS_ACTIVATE' | 'LOCATIONS_CREATE' | 'LOCATIONS_DEACTIVATE' | 'LOCATIONS_DELETE' | 'LOCATIONS_UPDATE' | 'MARKETS_BACKUP_REGION_UPDATE' | 'MARKETS_CREATE' | 'MARKETS_DELETE' | 'MARKETS_UPDATE' | 'METAFIELD_DEFINITIONS_CREATE' | 'METAFIELD_DEFINITIONS_DELETE' | 'METAFIELD_DEFINITIONS_UPDATE' | 'METAOBJECTS_CREATE' | 'METAOBJECTS_DELETE' | 'METAOBJECTS_UPDATE' | 'ORDERS_CANCELLED' | 'ORDERS_CREATE' | 'ORDERS_DELETE' | 'ORDERS_EDITED' | 'ORDERS_FULFILLED' | 'ORDERS_LINK_REQUESTED' | 'ORDERS_PAID' | 'ORDERS_PARTIALLY_FULFILLED' | 'ORDERS_RISK_ASSESSMENT_CHANGED' | 'ORDERS_SHOPIFY_PROTECT_ELIGIBILITY_CHANGED' | 'ORDERS_UPDATED' | 'ORDER_TRANSACTIONS_CREATE' | 'PAYMENT_SCHEDULES_DUE' | 'PAYMENT_TERMS_CREATE' | 'PAYMENT_TERMS_DELETE' | 'PAYMENT_TERMS_UPDATE' | 'PRODUCTS_CREATE' | 'PRODUCTS_DELETE' | 'PRODUCTS_UPDATE' | 'PRODUCT_FEEDS_CREATE' | 'PRODUCT_FEEDS_FULL_SYNC' | 'PRODUCT_FEEDS_FULL_SYNC_FINISH' | 'PRODUCT_FEEDS_INCREMENTAL_SYNC' | 'PRODUCT_FEEDS_UPDATE' | 'PRODUCT_LISTINGS_ADD' | 'PRODUCT_LISTINGS_REMOVE' | 'PRODUCT_LISTINGS_UPDATE' | 'PRODUCT_PUBLICATIONS_CREATE' | 'PRODUCT_PUBLICATIONS_DELETE' | 'PRODUCT_PUBLICATIONS_UPDATE' | 'PROFILES_CREATE' | 'PROFILES_DELETE' | 'PROFILES_UPDATE' | 'REFUNDS_CREATE' | 'RETURNS_APPROVE' | 'RETURNS_CANCEL' | 'RETURNS_CLOSE' | 'RETURNS_DECLINE' | 'RETURNS_PROCESS' | 'RETURNS_REOPEN' | 'RETURNS_REQUEST' | 'RETURNS_UPDATE' | 'REVERSE_DELIVERIES_ATTACH_DELIVERABLE' | 'REVERSE_FULFILLMENT_ORDERS_DISPOSE' | 'SCHEDULED_PRODUCT_LISTINGS_ADD' | 'SCHEDULED_PRODUCT_LISTINGS_REMOVE' | 'SCHEDULED_PRODUCT_LISTINGS_UPDATE' | 'SEGMENTS_CREATE' | 'SEGMENTS_DELETE' | 'SEGMENTS_UPDATE' | 'SELLING_PLAN_GROUPS_CREATE' | 'SELLING_PLAN_GROUPS_DELETE' | 'SELLING_PLAN_GROUPS_UPDATE' | 'SHIPPING_ADDRESSES_CREATE' | 'SHIPPING_ADDRESSES_UPDATE' | 'SHOP_UPDATE' | 'SUBSCRIPTION_BILLING_ATTEMPTS_CHALLENGED' | 'SUBSCRIPTION_BILLING_ATTEMPTS_FAILURE' | 'SUBSCRIPTION_BILLING_ATTEMPTS_SUCCESS' | 'SUBSCRIPTION_BILLING_CYCLES_SKIP' | 'SUBSCRIPTION_BILLING_CYCLES_UNSKIP' | 'SUBSCRIPTION_BILLING_CYCLE_EDITS_CREATE' | 'SUBSCRIPTION_BILLING_CYCLE_EDITS_DELETE' | 'SUBSCRIPTION_BILLING_CYCLE_EDITS_UPDATE' | 'SUBSCRIPTION_CONTRACTS_ACTIVATE' | 'SUBSCRIPTION_CONTRACTS_CANCEL' | 'SUBSCRIPTION_CONTRACTS_CREATE' | 'SUBSCRIPTION_CONTRACTS_EXPIRE' | 'SUBSCRIPTION_CONTRACTS_FAIL' | 'SUBSCRIPTION_CONTRACTS_PAUSE' | 'SUBSCRIPTION_CONTRACTS_UPDATE' | 'TAX_SERVICES_CREATE' | 'TAX_SERVICES_UPDATE' | 'TENDER_TRANSACTIONS_CREATE' | 'THEMES_CREATE' | 'THEMES_DELETE' | 'THEMES_PUBLISH' | 'THEMES_UPDATE' | 'VARIANTS_IN_STOCK' | 'VARIANTS_OUT_OF_STOCK';

type RunBulkMutationVariables = Exact<{
  query: string;
}>;

type RunBulkMutation = { bulkOperationRunQuery: { bulkOperation: { id: string } | null, userErrors: Array<{ code: BulkOperationUserErrorCode | null, field: Array<string> | null, message: string }> } | null };

type BulkOperationNowQueryVariables = Exact<{
  id: string;
}>;

type BulkOperationNowQuery = { bulkOperation: { id: string, status: BulkOperationStatus, errorCode: BulkOperationErrorCode | null, rootObjectCount: string, url: string | null } | null };

type BulkVariantsQueryVariables = Exact<{ [key: string]: never; }>;

type BulkVariantsQuery = { productVariants: { edges: Array<{ node: { id: string, title: string, displayName: string, sku: string | null, barcode: string | null, price: string, product: { id: string, title: string }, inventoryItem: { id: string, tracked: boolean, requiresShipping: boolean, unitCost: { amount: string, currencyCode: CurrencyCode } | null, inventoryLevels: { edges: Array<{ node: { id: string, isActive: boolean, updatedAt: string, location: { id: string }, quantities: Array<{ name: string, quantity: number }> } }> } } } }> } };

type BulkCompaniesQueryVariables = Exact<{ [key: string]: never; }>;

type BulkCompaniesQuery = { companies: { edges: Array<{ node: { __typename: 'Company', id: string, name: string, mainContact: { customer: { id: string, defaultEmailAddress: { emailAddress: string } | null } } | null, locations: { edges: Array<{ node: { id: string, name: string, locale: string | null, taxSettings: { taxRegistrationId: string | null } } }> } } }> } };

type BulkCustomersQueryVariables = Exact<{ [key: string]: never; }>;

type BulkCustomersQuery = { customers: { edges: Array<{ node: { __typename: 'Customer', id: string, displayName: string, locale: string, defaultEmailAddress: { emailAddress: string } | null, companyContactProfiles: Array<{ id: string }> } }> } };

type BulkOrdersQueryVariables = Exact<{ [key: string]: never; }>;

type BulkOrdersQuery = { orders: { edges: Array<{ node: { id: string, name: string, updatedAt: string, createdAt: string, processedAt: string, cancelledAt: string | null, closedAt: string | null, test: boolean, currencyCode: CurrencyCode, taxesIncluded: boolean, dutiesIncluded: boolean, displayFinancialStatus: OrderDisplayFinancialStatus | null, sourceName: string | null, email: string | null, phone: string | null, note: string | null, poNumber: string | null, customerLocale: string | null, totalPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, currentTotalPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } | null, totalTipReceivedSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, originalTotalDutiesSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } | null, originalTotalAdditionalFeesSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } | null, totalShippingPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, customer: { id: string, firstName: string | null, lastName: string | null } | null, purchasingEntity:
          | { company: { id: string }, location: { id: string } }
          | { __typename?: never }
         | null, billingAddress: { name: string | null, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, zip: string | null, city: string | null, province: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null, shippingAddress: { name: string | null, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, zip: string | null, city: string | null, province: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null, paymentTerms: { id: string, paymentTermsName: string, dueInDays: number | null, paymentSchedules: { edges: Array<{ node: { id: string, dueAt: string | null } }> } } | null, shippingLine: { id: string | null, title: string, isRemoved: boolean, originalPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, discountedPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, taxLines: Array<{ title: string, rate: number | null, priceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }> } | null, fulfillments: Array<{ id: string, status: FulfillmentStatus, createdAt: string, location: { id: string } | null }>, refunds: Array<{ id: string }>, lineItems: { edges: Array<{ node: { id: string, title: string, variantTitle: string | null, sku: string | null, quantity: number, currentQuantity: number, unfulfilledQuantity: number, requiresShipping: boolean, isGiftCard: boolean, taxable: boolean, variant: { id: string } | null, product: { id: string } | null, originalUnitPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, taxLines: Array<{ title: string, rate: number | null, priceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, duties: Array<{ id: string, price: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, taxLines: Array<{ title: string, rate: number | null, priceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }> }> } }> }, fulfillmentOrders: { edges: Array<{ node: { id: string, status: FulfillmentOrderStatus, assignedLocation: { location: { id: string } | null }, lineItems: { edges: Array<{ node: { id: string, totalQuantity: number, remainingQuantity: number, lineItem: { id: string } } }> } } }> } } }> } };

type ShopQueryVariables = Exact<{ [key: string]: never; }>;

type ShopQuery = { shop: { name: string, email: string, contactEmail: string, currencyCode: CurrencyCode, ianaTimezone: string, taxesIncluded: boolean, shopAddress: { company: string | null, address1: string | null, address2: string | null, zip: string | null, city: string | null, countryCodeV2: CountryCode | null, phone: string | null } }, shopLocales: Array<{ locale: string, primary: boolean }>, location: { id: string } | null };

type LocationsPageQueryVariables = Exact<{
  after?: string | null | undefined;
}>;

type LocationsPageQuery = { locations: { nodes: Array<{ id: string, name: string, isActive: boolean, address: { address1: string | null, address2: string | null, zip: string | null, city: string | null, countryCode: string | null, phone: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

type BuyersQueryVariables = Exact<{
  ids: Array<string> | string;
}>;

type BuyersQuery = { nodes: Array<
    | { __typename: 'Company', id: string, name: string, mainContact: { customer: { id: string, defaultEmailAddress: { emailAddress: string } | null } } | null, locations: { nodes: Array<{ id: string, name: string, locale: string | null, taxSettings: { taxRegistrationId: string | null }, buyerExperienceConfiguration: { paymentTermsTemplate: { name: string, dueInDays: number | null } | null } | null, billingAddress: { recipient: string | null, companyName: string, address1: string, address2: string | null, zip: string | null, city: string | null, countryCode: CountryCode, phone: string | null } | null }> } }
    | { __typename: 'Customer', id: string, displayName: string, locale: string, defaultEmailAddress: { emailAddress: string } | null }
    | { __typename?: never }
   | null> };

type OrdersPageQueryVariables = Exact<{
  search: string;
  after?: string | null | undefined;
}>;

type OrdersPageQuery = { orders: { nodes: Array<{ id: string, updatedAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

type VariantsPageQueryVariables = Exact<{
  after?: string | null | undefined;
}>;

type VariantsPageQuery = { productVariants: { nodes: Array<{ id: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

type VariantsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;

type VariantsQuery = { nodes: Array<
    | { __typename: 'InventoryItem', id: string, variants: { nodes: Array<{ id: string, title: string, displayName: string, sku: string | null, barcode: string | null, price: string, product: { id: string, title: string }, inventoryItem: { id: string, tracked: boolean, requiresShipping: boolean, unitCost: { amount: string, currencyCode: CurrencyCode } | null } }> } | null }
    | { __typename: 'ProductVariant', id: string, title: string, displayName: string, sku: string | null, barcode: string | null, price: string, product: { id: string, title: string }, inventoryItem: { id: string, tracked: boolean, requiresShipping: boolean, unitCost: { amount: string, currencyCode: CurrencyCode } | null } }
    | { __typename?: never }
   | null> };

type LevelsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;

type LevelsQuery = { nodes: Array<
    | { __typename: 'InventoryItem', id: string, tracked: boolean, inventoryLevels: { nodes: Array<{ isActive: boolean, updatedAt: string, location: { id: string }, quantities: Array<{ name: string, quantity: number }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
    | { __typename?: never }
   | null> };

type LevelsPageQueryVariables = Exact<{
  id: string;
  after: string;
}>;

type LevelsPageQuery = { node:
    | { __typename: 'InventoryItem', id: string, inventoryLevels: { nodes: Array<{ isActive: boolean, updatedAt: string, location: { id: string }, quantities: Array<{ name: string, quantity: number }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
    | { __typename?: never }
   | null };

type SubscribeMutationVariables = Exact<{
  topic: WebhookSubscriptionTopic;
  uri: string;
}>;

type SubscribeMutation = { webhookSubscriptionCreate: { webhookSubscription: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

type SubscriptionsPageQueryVariables = Exact<{
  after?: string | null | undefined;
}>;

type SubscriptionsPageQuery = { webhookSubscriptions: { nodes: Array<{ id: string, topic: WebhookSubscriptionTopic, uri: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

type CreateFulfillmentMutationVariables = Exact<{
  fulfillment: FulfillmentInput;
}>;

type CreateFulfillmentMutation = { fulfillmentCreate: { fulfillment: { id: string, status: FulfillmentStatus, createdAt: string } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

type AdjustInventoryMutationVariables = Exact<{
  input: InventoryAdjustQuantitiesInput;
  key: string;
}>;

type AdjustInventoryMutation = { inventoryAdjustQuantities: { inventoryAdjustmentGroup: { id: string } | null, userErrors: Array<{ code: InventoryAdjustQuantitiesUserErrorCode | null, field: Array<string> | null, message: string }> } | null };

type MoveInventoryMutationVariables = Exact<{
  input: InventoryMoveQuantitiesInput;
  key: string;
}>;

type MoveInventoryMutation = { inventoryMoveQuantities: { inventoryAdjustmentGroup: { id: string } | null, userErrors: Array<{ code: InventoryMoveQuantitiesUserErrorCode | null, field: Array<string> | null, message: string }> } | null };

type StockedQueryVariables = Exact<{
  items: Array<string> | string;
  location: string;
}>;

type StockedQuery = { nodes: Array<
    | { __typename: 'InventoryItem', id: string, inventoryLevel: { id: string } | null }
    | { __typename?: never }
   | null> };

type StockItemMutationVariables = Exact<{
  item: string;
  location: string;
  key: string;
}>;

type StockItemMutation = { inventoryActivate: { inventoryLevel: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

type MoveFulfillmentMutationVariables = Exact<{
  id: string;
  to: string;
  lines?: Array<FulfillmentOrderLineItemInput> | FulfillmentOrderLineItemInput | null | undefined;
}>;

type MoveFulfillmentMutation = { fulfillmentOrderMove: { movedFulfillmentOrder: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

type OrdersForSettlingQueryVariables = Exact<{
  ids: Array<string> | string;
}>;

type OrdersForSettlingQuery = { nodes: Array<
    | { __typename: 'Order', id: string, name: string, updatedAt: string, createdAt: string, processedAt: string, cancelledAt: string | null, closedAt: string | null, test: boolean, currencyCode: CurrencyCode, taxesIncluded: boolean, dutiesIncluded: boolean, displayFinancialStatus: OrderDisplayFinancialStatus | null, sourceName: string | null, email: string | null, phone: string | null, note: string | null, poNumber: string | null, customerLocale: string | null, totalPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, currentTotalPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } | null, totalTipReceivedSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, originalTotalDutiesSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } | null, originalTotalAdditionalFeesSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } | null, customer: { id: string, firstName: string | null, lastName: string | null } | null, purchasingEntity:
        | { company: { id: string }, location: { id: string } }
        | { __typename?: never }
       | null, billingAddress: { name: string | null, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, zip: string | null, city: string | null, province: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null, shippingAddress: { name: string | null, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, zip: string | null, city: string | null, province: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null, paymentTerms: { paymentTermsName: string, dueInDays: number | null, paymentSchedules: { nodes: Array<{ dueAt: string | null }> } } | null, lineItems: { nodes: Array<{ id: string, title: string, variantTitle: string | null, sku: string | null, quantity: number, currentQuantity: number, unfulfilledQuantity: number, requiresShipping: boolean, isGiftCard: boolean, taxable: boolean, variant: { id: string } | null, product: { id: string } | null, lineItemGroup: { id: string, quantity: number } | null, originalUnitPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, taxLines: Array<{ title: string, rate: number | null, priceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, duties: Array<{ id: string, price: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, taxLines: Array<{ title: string, rate: number | null, priceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }> }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, shippingLines: { nodes: Array<{ id: string | null, title: string, isRemoved: boolean, originalPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, discountedPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, taxLines: Array<{ title: string, rate: number | null, priceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, fulfillments: Array<{ id: string, status: FulfillmentStatus, createdAt: string, location: { id: string } | null, fulfillmentLineItems: { nodes: Array<{ quantity: number | null, lineItem: { id: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }>, refunds: Array<{ id: string, createdAt: string | null, processedAt: string, refundLineItems: { nodes: Array<{ quantity: number, restockType: RefundLineItemRestockType, location: { id: string } | null, lineItem: { id: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }>, fulfillmentOrders: { nodes: Array<{ id: string, status: FulfillmentOrderStatus, assignedLocation: { location: { id: string } | null }, lineItems: { nodes: Array<{ id: string, remainingQuantity: number, lineItem: { id: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
    | { __typename?: never }
   | null> };

type OrderLinesPageQueryVariables = Exact<{
  id: string;
  after: string;
}>;

type OrderLinesPageQuery = { order: { id: string, updatedAt: string, lineItems: { nodes: Array<{ id: string, title: string, variantTitle: string | null, sku: string | null, quantity: number, currentQuantity: number, unfulfilledQuantity: number, requiresShipping: boolean, isGiftCard: boolean, taxable: boolean, variant: { id: string } | null, product: { id: string } | null, lineItemGroup: { id: string, quantity: number } | null, originalUnitPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, taxLines: Array<{ title: string, rate: number | null, priceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, duties: Array<{ id: string, price: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, taxLines: Array<{ title: string, rate: number | null, priceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }> }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

type FulfillmentOrdersPageQueryVariables = Exact<{
  id: string;
  after: string;
}>;

type FulfillmentOrdersPageQuery = { order: { id: string, updatedAt: string, fulfillmentOrders: { nodes: Array<{ id: string, status: FulfillmentOrderStatus, assignedLocation: { location: { id: string } | null }, lineItems: { nodes: Array<{ id: string, remainingQuantity: number, lineItem: { id: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

type InnerLinesPageQueryVariables = Exact<{
  id: string;
  after: string;
}>;

type InnerLinesPageQuery = { node:
    | { __typename: 'Fulfillment', id: string, fulfillmentLineItems: { nodes: Array<{ quantity: number | null, lineItem: { id: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
    | { __typename: 'FulfillmentOrder', id: string, lineItems: { nodes: Array<{ id: string, remainingQuantity: number, lineItem: { id: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
    | { __typename: 'Refund', id: string, refundLineItems: { nodes: Array<{ quantity: number, restockType: RefundLineItemRestockType, location: { id: string } | null, lineItem: { id: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
    | { __typename?: never }
   | null };

type OrderBehindQueryVariables = Exact<{
  id: string;
}>;

type OrderBehindQuery = { node:
    | { __typename: 'FulfillmentOrder', order: { id: string } }
    | { __typename: 'PaymentTerms', owed: { id: string } | null }
    | { __typename: 'Return', order: { id: string } }
    | { __typename?: never }
   | null };

/** What each document wants and answers, by its text. */
export type Documents = {
  "#graphql\nmutation RunBulk($query: String!) {\n  bulkOperationRunQuery(query: $query, groupObjects: true) {\n    bulkOperation { id }\n    userErrors { code field message }\n  }\n}": { variables: RunBulkMutationVariables; answer: RunBulkMutation }
  "#graphql\nquery BulkOperationNow($id: ID!) {\n  bulkOperation(id: $id) { id status errorCode rootObjectCount url }\n}": { variables: BulkOperationNowQueryVariables; answer: BulkOperationNowQuery }
  "#graphql\nquery BulkVariants {\n  productVariants {\n    edges {\n      node {\n        id title displayName sku barcode price\n        product { id title }\n        inventoryItem {\n          id tracked requiresShipping unitCost { amount currencyCode }\n          inventoryLevels(includeInactive: true) {\n            edges {\n              node {\n                id isActive updatedAt\n                location { id }\n                quantities(names: [\"on_hand\", \"available\", \"committed\", \"reserved\", \"damaged\", \"safety_stock\", \"quality_control\", \"incoming\"]) {\n                  name quantity\n                }\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n}": { variables: BulkVariantsQueryVariables; answer: BulkVariantsQuery }
  "#graphql\nquery BulkCompanies {\n  companies {\n    edges {\n      node {\n        __typename id name\n        mainContact { customer { id defaultEmailAddress { emailAddress } } }\n        locations { edges { node { id name locale taxSettings { taxRegistrationId } } } }\n      }\n    }\n  }\n}": { variables: BulkCompaniesQueryVariables; answer: BulkCompaniesQuery }
  "#graphql\nquery BulkCustomers {\n  customers {\n    edges {\n      node { __typename id displayName locale defaultEmailAddress { emailAddress } companyContactProfiles { id } }\n    }\n  }\n}": { variables: BulkCustomersQueryVariables; answer: BulkCustomersQuery }
  "#graphql\nquery BulkOrders {\n  orders(sortKey: PROCESSED_AT) {\n    edges {\n      node {\n        id name updatedAt createdAt processedAt cancelledAt closedAt test\n        currencyCode taxesIncluded dutiesIncluded displayFinancialStatus sourceName\n        email phone note poNumber customerLocale\n        totalPriceSet { shopMoney { amount currencyCode } } currentTotalPriceSet { shopMoney { amount currencyCode } } totalTaxSet { shopMoney { amount currencyCode } } totalTipReceivedSet { shopMoney { amount currencyCode } }\n        originalTotalDutiesSet { shopMoney { amount currencyCode } } originalTotalAdditionalFeesSet { shopMoney { amount currencyCode } } totalShippingPriceSet { shopMoney { amount currencyCode } }\n        customer { id firstName lastName }\n        purchasingEntity { ... on PurchasingCompany { company { id } location { id } } }\n        billingAddress { name firstName lastName company address1 address2 zip city province countryCodeV2 phone }\n        shippingAddress { name firstName lastName company address1 address2 zip city province countryCodeV2 phone }\n        paymentTerms { id paymentTermsName dueInDays paymentSchedules { edges { node { id dueAt } } } }\n        shippingLine {\n          id title isRemoved originalPriceSet { shopMoney { amount currencyCode } } discountedPriceSet { shopMoney { amount currencyCode } }\n          discountAllocations { allocatedAmountSet { shopMoney { amount currencyCode } } }\n          taxLines { title rate priceSet { shopMoney { amount currencyCode } } }\n        }\n        fulfillments { id status createdAt location { id } }\n        refunds { id }\n        lineItems {\n          edges {\n            node {\n              id title variantTitle sku quantity currentQuantity unfulfilledQuantity\n              requiresShipping isGiftCard taxable\n              variant { id }\n              product { id }\n              originalUnitPriceSet { shopMoney { amount currencyCode } }\n              discountAllocations { allocatedAmountSet { shopMoney { amount currencyCode } } }\n              taxLines { title rate priceSet { shopMoney { amount currencyCode } } }\n              duties { id price { shopMoney { amount currencyCode } } taxLines { title rate priceSet { shopMoney { amount currencyCode } } } }\n            }\n          }\n        }\n        fulfillmentOrders {\n          edges {\n            node {\n              id status\n              assignedLocation { location { id } }\n              lineItems { edges { node { id totalQuantity remainingQuantity lineItem { id } } } }\n            }\n          }\n        }\n      }\n    }\n  }\n}": { variables: BulkOrdersQueryVariables; answer: BulkOrdersQuery }
  "#graphql\nquery Shop {\n  shop {\n    name email contactEmail currencyCode ianaTimezone taxesIncluded\n    shopAddress { company address1 address2 zip city countryCodeV2 phone }\n  }\n  shopLocales { locale primary }\n  # without an id: the shop's primary location\n  location { id }\n}": { variables: ShopQueryVariables; answer: ShopQuery }
  "#graphql\nquery LocationsPage($after: String) {\n  locations(first: 50, after: $after, includeInactive: true) {\n    nodes { id name isActive address { address1 address2 zip city countryCode phone } }\n    pageInfo { hasNextPage endCursor }\n  }\n}": { variables: LocationsPageQueryVariables; answer: LocationsPageQuery }
  "#graphql\nquery Buyers($ids: [ID!]!) {\n  nodes(ids: $ids) {\n    ... on Company {\n      __typename id name\n      mainContact { customer { id defaultEmailAddress { emailAddress } } }\n      locations(first: 10) {\n        nodes {\n          id name locale\n          taxSettings { taxRegistrationId }\n          buyerExperienceConfiguration { paymentTermsTemplate { name dueInDays } }\n          billingAddress { recipient companyName address1 address2 zip city countryCode phone }\n        }\n      }\n    }\n    ... on Customer { __typename id displayName locale defaultEmailAddress { emailAddress } }\n  }\n}": { variables: BuyersQueryVariables; answer: BuyersQuery }
  "#graphql\nquery OrdersPage($search: String!, $after: String) {\n  orders(first: 100, after: $after, query: $search, sortKey: UPDATED_AT) {\n    nodes { id updatedAt }\n    pageInfo { hasNextPage endCursor }\n  }\n}": { variables: OrdersPageQueryVariables; answer: OrdersPageQuery }
  "#graphql\nquery VariantsPage($after: String) {\n  productVariants(first: 100, after: $after, sortKey: ID) {\n    nodes { id }\n    pageInfo { hasNextPage endCursor }\n  }\n}": { variables: VariantsPageQueryVariables; answer: VariantsPageQuery }
  "#graphql\nquery Variants($ids: [ID!]!) {\n  nodes(ids: $ids) {\n    ... on ProductVariant { __typename ...SoldVariant }\n    ... on InventoryItem { __typename id variants(first: 10) { nodes { ...SoldVariant } } }\n  }\n}\n\nfragment SoldVariant on ProductVariant {\n  id title displayName sku barcode price\n  product { id title }\n  inventoryItem { id tracked requiresShipping unitCost { amount currencyCode } }\n}": { variables: VariantsQueryVariables; answer: VariantsQuery }
  "#graphql\nquery Levels($ids: [ID!]!) {\n  nodes(ids: $ids) {\n    ... on InventoryItem {\n      __typename id tracked\n      inventoryLevels(first: 10, includeInactive: true) {\n        nodes { ...LevelNow }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n  }\n}\n\nfragment LevelNow on InventoryLevel {\n  isActive updatedAt\n  location { id }\n  quantities(names: [\"on_hand\", \"available\", \"committed\", \"reserved\", \"damaged\", \"safety_stock\", \"quality_control\", \"incoming\"]) {\n    name quantity\n  }\n}": { variables: LevelsQueryVariables; answer: LevelsQuery }
  "#graphql\nquery LevelsPage($id: ID!, $after: String!) {\n  node(id: $id) {\n    ... on InventoryItem {\n      __typename id\n      inventoryLevels(first: 50, after: $after, includeInactive: true) {\n        nodes { ...LevelNow }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n  }\n}\n\nfragment LevelNow on InventoryLevel {\n  isActive updatedAt\n  location { id }\n  quantities(names: [\"on_hand\", \"available\", \"committed\", \"reserved\", \"damaged\", \"safety_stock\", \"quality_control\", \"incoming\"]) {\n    name quantity\n  }\n}": { variables: LevelsPageQueryVariables; answer: LevelsPageQuery }
  "#graphql\nmutation Subscribe($topic: WebhookSubscriptionTopic!, $uri: String!) {\n  webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri, format: JSON }) {\n    webhookSubscription { id }\n    userErrors { field message }\n  }\n}": { variables: SubscribeMutationVariables; answer: SubscribeMutation }
  "#graphql\nquery SubscriptionsPage($after: String) {\n  webhookSubscriptions(first: 100, after: $after) {\n    nodes { id topic uri }\n    pageInfo { hasNextPage endCursor }\n  }\n}": { variables: SubscriptionsPageQueryVariables; answer: SubscriptionsPageQuery }
  "#graphql\nmutation CreateFulfillment($fulfillment: FulfillmentInput!) {\n  fulfillmentCreate(fulfillment: $fulfillment) {\n    fulfillment { id status createdAt }\n    userErrors { field message }\n  }\n}": { variables: CreateFulfillmentMutationVariables; answer: CreateFulfillmentMutation }
  "#graphql\nmutation AdjustInventory($input: InventoryAdjustQuantitiesInput!, $key: String!) {\n  inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {\n    inventoryAdjustmentGroup { id }\n    userErrors { code field message }\n  }\n}": { variables: AdjustInventoryMutationVariables; answer: AdjustInventoryMutation }
  "#graphql\nmutation MoveInventory($input: InventoryMoveQuantitiesInput!, $key: String!) {\n  inventoryMoveQuantities(input: $input) @idempotent(key: $key) {\n    inventoryAdjustmentGroup { id }\n    userErrors { code field message }\n  }\n}": { variables: MoveInventoryMutationVariables; answer: MoveInventoryMutation }
  "#graphql\nquery Stocked($items: [ID!]!, $location: ID!) {\n  nodes(ids: $items) {\n    ... on InventoryItem { __typename id inventoryLevel(locationId: $location) { id } }\n  }\n}": { variables: StockedQueryVariables; answer: StockedQuery }
  "#graphql\nmutation StockItem($item: ID!, $location: ID!, $key: String!) {\n  inventoryActivate(inventoryItemId: $item, locationId: $location) @idempotent(key: $key) {\n    inventoryLevel { id }\n    userErrors { field message }\n  }\n}": { variables: StockItemMutationVariables; answer: StockItemMutation }
  "#graphql\nmutation MoveFulfillment($id: ID!, $to: ID!, $lines: [FulfillmentOrderLineItemInput!]) {\n  fulfillmentOrderMove(id: $id, newLocationId: $to, fulfillmentOrderLineItems: $lines) {\n    movedFulfillmentOrder { id }\n    userErrors { field message }\n  }\n}": { variables: MoveFulfillmentMutationVariables; answer: MoveFulfillmentMutation }
  "#graphql\nquery OrdersForSettling($ids: [ID!]!) {\n  nodes(ids: $ids) { ...OrderForSettling }\n}\nfragment OrderForSettling on Order {\n  __typename id name updatedAt createdAt processedAt cancelledAt closedAt test\n  currencyCode taxesIncluded dutiesIncluded displayFinancialStatus sourceName\n  email phone note poNumber customerLocale\n  totalPriceSet { shopMoney { amount currencyCode } }\n  currentTotalPriceSet { shopMoney { amount currencyCode } }\n  totalTaxSet { shopMoney { amount currencyCode } }\n  totalTipReceivedSet { shopMoney { amount currencyCode } }\n  originalTotalDutiesSet { shopMoney { amount currencyCode } }\n  originalTotalAdditionalFeesSet { shopMoney { amount currencyCode } }\n  customer { id firstName lastName }\n  purchasingEntity { ... on PurchasingCompany { company { id } location { id } } }\n  billingAddress { ...Postal }\n  shippingAddress { ...Postal }\n  paymentTerms { paymentTermsName dueInDays paymentSchedules(first: 1) { nodes { dueAt } } }\n  lineItems(first: 50) { nodes { ...OrderLine } pageInfo { hasNextPage endCursor } }\n  shippingLines(first: 10) {\n    nodes {\n      id title isRemoved\n      originalPriceSet { shopMoney { amount currencyCode } }\n      discountedPriceSet { shopMoney { amount currencyCode } }\n      discountAllocations { allocatedAmountSet { shopMoney { amount currencyCode } } }\n      taxLines { ...Tax }\n    }\n    pageInfo { hasNextPage endCursor }\n  }\n  fulfillments(first: 50) {\n    id status createdAt\n    location { id }\n    fulfillmentLineItems(first: 20) { nodes { quantity lineItem { id } } pageInfo { hasNextPage endCursor } }\n  }\n  refunds(first: 50) {\n    id createdAt processedAt\n    refundLineItems(first: 20) {\n      nodes { quantity restockType location { id } lineItem { id } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n  fulfillmentOrders(first: 20) { nodes { ...RoutedOrder } pageInfo { hasNextPage endCursor } }\n}\nfragment Postal on MailingAddress {\n  name firstName lastName company address1 address2 zip city province countryCodeV2 phone\n}\n\nfragment OrderLine on LineItem {\n  id title variantTitle sku quantity currentQuantity unfulfilledQuantity\n  requiresShipping isGiftCard taxable\n  variant { id }\n  product { id }\n  lineItemGroup { id quantity }\n  originalUnitPriceSet { shopMoney { amount currencyCode } }\n  discountAllocations { allocatedAmountSet { shopMoney { amount currencyCode } } }\n  taxLines { ...Tax }\n  duties { id price { shopMoney { amount currencyCode } } taxLines { ...Tax } }\n}\nfragment Tax on TaxLine {\n  title rate\n  priceSet { shopMoney { amount currencyCode } }\n}\nfragment RoutedOrder on FulfillmentOrder {\n  id status\n  assignedLocation { location { id } }\n  lineItems(first: 20) { nodes { ...RoutedLine } pageInfo { hasNextPage endCursor } }\n}\nfragment RoutedLine on FulfillmentOrderLineItem {\n  id remainingQuantity\n  lineItem { id }\n}": { variables: OrdersForSettlingQueryVariables; answer: OrdersForSettlingQuery }
  "#graphql\nquery OrderLinesPage($id: ID!, $after: String!) {\n  order(id: $id) {\n    id updatedAt\n    lineItems(first: 100, after: $after) { nodes { ...OrderLine } pageInfo { hasNextPage endCursor } }\n  }\n}\n\nfragment OrderLine on LineItem {\n  id title variantTitle sku quantity currentQuantity unfulfilledQuantity\n  requiresShipping isGiftCard taxable\n  variant { id }\n  product { id }\n  lineItemGroup { id quantity }\n  originalUnitPriceSet { shopMoney { amount currencyCode } }\n  discountAllocations { allocatedAmountSet { shopMoney { amount currencyCode } } }\n  taxLines { ...Tax }\n  duties { id price { shopMoney { amount currencyCode } } taxLines { ...Tax } }\n}\nfragment Tax on TaxLine {\n  title rate\n  priceSet { shopMoney { amount currencyCode } }\n}": { variables: OrderLinesPageQueryVariables; answer: OrderLinesPageQuery }
  "#graphql\nquery FulfillmentOrdersPage($id: ID!, $after: String!) {\n  order(id: $id) {\n    id updatedAt\n    fulfillmentOrders(first: 20, after: $after) { nodes { ...RoutedOrder } pageInfo { hasNextPage endCursor } }\n  }\n}\n\nfragment RoutedOrder on FulfillmentOrder {\n  id status\n  assignedLocation { location { id } }\n  lineItems(first: 20) { nodes { ...RoutedLine } pageInfo { hasNextPage endCursor } }\n}\nfragment RoutedLine on FulfillmentOrderLineItem {\n  id remainingQuantity\n  lineItem { id }\n}": { variables: FulfillmentOrdersPageQueryVariables; answer: FulfillmentOrdersPageQuery }
  "#graphql\nquery InnerLinesPage($id: ID!, $after: String!) {\n  node(id: $id) {\n    ... on Fulfillment {\n      __typename id\n      fulfillmentLineItems(first: 100, after: $after) {\n        nodes { quantity lineItem { id } }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n    ... on Refund {\n      __typename id\n      refundLineItems(first: 100, after: $after) {\n        nodes { quantity restockType location { id } lineItem { id } }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n    ... on FulfillmentOrder {\n      __typename id\n      lineItems(first: 100, after: $after) {\n        nodes { id remainingQuantity lineItem { id } }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n  }\n}": { variables: InnerLinesPageQueryVariables; answer: InnerLinesPageQuery }
  "#graphql\nquery OrderBehind($id: ID!) {\n  node(id: $id) {\n    ... on FulfillmentOrder { __typename order { id } }\n    ... on Return { __typename order { id } }\n    ... on PaymentTerms { __typename owed: order { id } }\n  }\n}": { variables: OrderBehindQueryVariables; answer: OrderBehindQuery }
}
