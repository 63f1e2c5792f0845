import { utc } from '../../state/clock.ts'
import type { AppDiscount } from '../../state/discount.ts'
import { gid } from '../../state/gid.ts'
import { APP_ID } from '../../state/metafield.ts'
import type { On, View } from '../context.ts'
import { appView } from './shop.ts'

/** The functions that the app is taken to have released. */
export const FUNCTIONS = [
  {
    id: '0197f2a0-6d0e-7c39-8a44-5b1d3f6a2c10',
    handle: 'price-rules',
    title: 'Price rules',
    apiType: 'discount',
  },
]

export const functionView = (on: On, one: (typeof FUNCTIONS)[number]): View => ({
  __typename: 'ShopifyFunction',
  ...one,
  apiVersion: '2026-07',
  appKey: on.world.app.apiKey,
  description: null,
  inputQuery: null,
  useCreationUi: false,
  app: appView(on),
  appBridge: { createPath: '/app', detailsPath: '/app' },
})

export function discountView(on: On, discount: AppDiscount): View {
  const now = on.world.clock.now().getTime()
  const scheduled = now < Date.parse(discount.startsAt)
  const over = discount.endsAt !== null && now >= Date.parse(discount.endsAt)
  const used = FUNCTIONS.find(({ handle }) => handle === discount.functionHandle) ?? FUNCTIONS[0]!
  return {
    __typename: 'DiscountAutomaticApp',
    discountId: gid('DiscountAutomaticNode', discount.id),
    title: discount.title,
    status: scheduled ? 'SCHEDULED' : over ? 'EXPIRED' : 'ACTIVE',
    startsAt: utc(discount.startsAt),
    endsAt: discount.endsAt === null ? null : utc(discount.endsAt),
    createdAt: utc(discount.createdAt),
    updatedAt: utc(discount.updatedAt),
    discountClasses: discount.classes,
    discountClass: discount.classes[0] ?? 'PRODUCT',
    combinesWith: { ...discount.combinesWith, productDiscountsWithTagsOnSameCartLine: [] },
    tags: discount.tags,
    appliesOnOneTimePurchase: true,
    appliesOnSubscription: false,
    recurringCycleLimit: 0,
    asyncUsageCount: 0,
    errorHistory: null,
    context: { __typename: 'DiscountBuyerSelectionAll', all: 'ALL' },
    appDiscountType: {
      app: appView(on),
      appKey: `gid://shopify/App/${APP_ID}`,
      appBridge: { createPath: '/app', detailsPath: '/app' },
      description: null,
      discountClass: discount.classes[0] ?? 'PRODUCT',
      discountClasses: discount.classes,
      functionId: used.id,
      title: used.title,
      targetType: 'LINE_ITEM',
    },
  }
}
