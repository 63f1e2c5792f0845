import { townOf } from '../../rest/fields.ts'
import { utc } from '../../state/clock.ts'
import { gid } from '../../state/gid.ts'
import type { Location, Shop, Staff } from '../../state/shop.ts'
import { levelOf } from '../../state/find.ts'
import { idFrom } from '../../state/gid.ts'
import { connection, type PageArgs } from '../connection.ts'
import type { On, View } from '../context.ts'
import { APP_ID } from '../../state/metafield.ts'
import { metafieldsOf } from './metafield.ts'
import { CATALOG_LIMIT } from '../catalog-limit.ts'
import { mailingAddress } from './money.ts'
import { levelView } from './product.ts'

export function shopView(on: On): View {
  const { shop } = on
  const plan = shop.plus ? 'Shopify Plus' : 'Basic'
  return {
    __typename: 'Shop',
    id: gid('Shop', shop.id),
    name: shop.name,
    email: shop.email,
    contactEmail: shop.email,
    description: null,
    myshopifyDomain: shop.domain,
    url: `https://${shop.domain}`,
    shopOwnerName: shop.owner,
    primaryDomain: {
      id: gid('Domain', shop.id),
      host: shop.domain,
      url: `https://${shop.domain}`,
      sslEnabled: true,
    },
    currencyCode: shop.currency,
    enabledPresentmentCurrencies: () => [
      ...new Set([
        shop.currency,
        ...shop.orders.map((order) => order.presentment?.currency ?? shop.currency),
      ]),
    ],
    ianaTimezone: shop.timezone,
    ...offset(on),
    taxesIncluded: shop.taxesIncluded,
    taxShipping: true,
    weightUnit: 'KILOGRAMS',
    unitSystem: 'METRIC_SYSTEM',
    orderNumberFormatPrefix: '#',
    orderNumberFormatSuffix: '',
    createdAt: utc(shop.createdAt),
    updatedAt: utc(shop.createdAt),
    setupRequired: false,
    plan: {
      displayName: plan,
      publicDisplayName: plan,
      partnerDevelopment: true,
      shopifyPlus: shop.plus,
    },
    shopAddress: {
      ...mailingAddress(shop.address, shop.id),
      __typename: 'ShopAddress',
      id: gid('ShopAddress', shop.id),
    },
    billingAddress: {
      ...mailingAddress(shop.address, shop.id),
      __typename: 'ShopAddress',
      id: gid('ShopAddress', shop.id),
    },
    entitlements: {
      b2b: { enabled: true },
      markets: {
        b2b: { enabled: true, catalogs: { enabled: true, limit: shop.plus ? null : CATALOG_LIMIT } },
      },
    },
    features: {
      bundles: { eligibleForBundles: false, ineligibilityReason: null, sellsBundles: false },
      giftCards: true,
      shopifyPlus: shop.plus,
      storefront: true,
    },
    ...metafieldsOf(on, gid('Shop', shop.id)),
  }
}

function offset({ world, shop }: On) {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: shop.timezone,
    timeZoneName: 'longOffset',
  }).formatToParts(world.clock.now())
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT+00:00'
  const text = name.replace('GMT', '') || '+00:00'
  const [hours = '0', minutes = '0'] = text.slice(1).split(':')
  const total = (Number(hours) * 60 + Number(minutes)) * (text.startsWith('-') ? -1 : 1)
  return { timezoneOffset: text.replace(':', ''), timezoneOffsetMinutes: total, timezoneAbbreviation: 'CET' }
}

export function locationView(on: On, location: Location): View {
  const { address } = location
  const id = gid('Location', location.id)
  return {
    __typename: 'Location',
    id,
    legacyResourceId: location.id,
    name: location.name,
    isActive: !location.deactivatedAt,
    isPrimary: location.isDefault,
    fulfillsOnlineOrders: true,
    shipsInventory: location.isDefault,
    isFulfillmentService: false,
    fulfillmentService: null,
    hasActiveInventory: true,
    addressVerified: true,
    activatable: false,
    deactivatable: false,
    deletable: false,
    deactivatedAt: location.deactivatedAt ? utc(location.deactivatedAt) : null,
    hasUnfulfilledOrders: () =>
      on.shop.orders.some((order) =>
        order.fulfillmentOrders.some((one) => one.locationId === location.id && one.status !== 'CLOSED'),
      ),
    createdAt: utc(location.createdAt),
    updatedAt: utc(location.updatedAt),
    address: {
      address1: address.address1,
      address2: address.address2,
      city: address.city,
      zip: address.zip,
      phone: address.phone,
      country: address.country,
      countryCode: address.countryCode,
      province: address.province ?? null,
      provinceCode: address.provinceCode ?? null,
      latitude: null,
      longitude: null,
      formatted: [address.address1, townOf(address), address.country],
    },
    inventoryLevel: ({ inventoryItemId }: { inventoryItemId: string }) => {
      const level = levelOf(on.shop, idFrom('InventoryItem', inventoryItemId) ?? '', location.id)
      return level ? levelView(on, level) : null
    },
    inventoryLevels: (args: PageArgs) =>
      connection(
        args,
        on.shop.levels.filter(({ locationId }) => locationId === location.id),
        (level) => levelView(on, level),
      ),
    ...metafieldsOf(on, id),
  }
}

export const staffView = (shop: Shop, staff: Staff): View => ({
  __typename: 'StaffMember',
  id: gid('StaffMember', staff.id),
  firstName: staff.firstName,
  lastName: staff.lastName,
  name: `${staff.firstName} ${staff.lastName}`,
  email: staff.email,
  initials: [staff.firstName[0], staff.lastName[0]],
  active: true,
  exists: true,
  isShopOwner: staff === shop.staff[0],
  locale: staff.locale,
  phone: null,
})

export function installationView(on: On): View {
  const id = gid('AppInstallation', on.shop.id)
  const scopes = on.world.app.scopes.map((handle) => ({ handle, description: handle }))
  return {
    __typename: 'AppInstallation',
    id,
    accessScopes: scopes,
    activeSubscriptions: [],
    launchUrl: `${on.world.url}/store/${on.shop.domain.split('.')[0]}/apps/carnet`,
    uninstallUrl: null,
    app: appView(on),
    ...metafieldsOf(on, id),
  }
}

export function appView(on: On): View {
  const scopes = on.world.app.scopes.map((handle) => ({ handle, description: handle }))
  return {
    __typename: 'App',
    id: gid('App', APP_ID),
    apiKey: on.world.app.apiKey,
    handle: 'carnet',
    title: 'Carnet',
    embedded: true,
    description: null,
    developerName: null,
    requestedAccessScopes: scopes,
    availableAccessScopes: scopes,
    optionalAccessScopes: [],
    webhookApiVersion: '2026-07',
  }
}
