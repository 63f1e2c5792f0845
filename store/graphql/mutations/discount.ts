// Automatic discounts of the app: kept as state; no function of theirs runs here.
import { act } from '../../change.ts'
import type { AppDiscount } from '../../state/discount.ts'
import { gid, idFrom } from '../../state/gid.ts'
import { utc } from '../../state/clock.ts'
import { newId, refusal } from '../../state/world.ts'
import type { On, View } from '../context.ts'
import { type MetafieldInput, writeMetafields } from '../metafields.ts'
import { discountView, FUNCTIONS } from '../views/discount.ts'
import { ok, type Mutation } from './mutation.ts'

type DiscountInput = {
  title?: string | null
  functionHandle?: string | null
  functionId?: string | null
  startsAt?: string | null
  endsAt?: string | null
  discountClasses?: string[] | null
  combinesWith?: Partial<AppDiscount['combinesWith']> | null
  tags?: string[] | null
  metafields?: MetafieldInput[] | null
}

const FIELD = 'automaticAppDiscount'
const COMBINES = { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false }

function handleOf(input: DiscountInput): string {
  const { functionHandle, functionId } = input
  if (functionHandle && functionId)
    throw refusal(
      'Only one of functionId or functionHandle is allowed.',
      [FIELD],
      'MULTIPLE_FUNCTION_IDENTIFIERS',
    )
  if (!functionHandle && !functionId)
    throw refusal(
      'Missing required function identifier.',
      [FIELD, 'functionHandle'],
      'MISSING_FUNCTION_IDENTIFIER',
    )
  const found = FUNCTIONS.find(({ id, handle }) => handle === functionHandle || id === functionId)
  if (!found)
    throw refusal(
      `Function ${functionHandle ?? functionId} not found. Ensure that it is released in the current app.`,
      [FIELD, functionHandle ? 'functionHandle' : 'functionId'],
      'INVALID',
    )
  return found.handle
}

function checkDates(startsAt: string, endsAt: string | null): void {
  if (endsAt && Date.parse(endsAt) <= Date.parse(startsAt))
    throw refusal('Ends at needs to be after starts_at', [FIELD, 'endsAt'], 'END_DATE_BEFORE_START_DATE')
}

function create({ automaticAppDiscount: input }: { automaticAppDiscount: DiscountInput }, on: On): View {
  const functionHandle = handleOf(input)
  if (!input.title) throw refusal("Title can't be blank", [FIELD, 'title'], 'BLANK')
  if (!input.startsAt) throw refusal("Starts at can't be blank", [FIELD, 'startsAt'], 'BLANK')
  checkDates(input.startsAt, input.endsAt ?? null)
  const at = on.world.clock.now().toISOString()
  const discount: AppDiscount = {
    id: newId(on.world, 'DiscountAutomaticNode'),
    title: input.title,
    functionHandle,
    classes: input.discountClasses ?? ['PRODUCT'],
    combinesWith: { ...COMBINES, ...input.combinesWith },
    tags: input.tags ?? [],
    startsAt: input.startsAt,
    endsAt: input.endsAt ?? null,
    createdAt: at,
    updatedAt: at,
  }
  keepMetafields(on, discount, input)
  on.shop.discounts.push(discount)
  tell(on, discount, 'create')
  return { ...ok, automaticAppDiscount: discountView(on, discount) }
}

const keepMetafields = (on: On, discount: AppDiscount, { metafields }: DiscountInput) =>
  writeMetafields(
    on,
    (metafields ?? []).map((input) => ({ ownerId: gid('DiscountAutomaticNode', discount.id), input })),
  )

/** discounts/*: no sample of these topics was at hand; the fields are those Shopify documents. */
function tell(on: On, discount: AppDiscount, action: 'create' | 'update'): void {
  act(on.world, on.shop, (change) =>
    change.say(`discounts/${action}`, () => ({
      admin_graphql_api_id: gid('DiscountAutomaticNode', discount.id),
      title: discount.title,
      status: String(discountView(on, discount).status),
      created_at: utc(discount.createdAt),
      updated_at: utc(discount.updatedAt),
    })),
  )
}

function update(
  { id, automaticAppDiscount: input }: { id: string; automaticAppDiscount: DiscountInput },
  on: On,
): View {
  const key = idFrom('DiscountAutomaticNode', id) ?? idFrom('DiscountAutomaticApp', id)
  const discount = on.shop.discounts.find((one) => one.id === key)
  if (!discount) throw refusal('Discount does not exist.', ['id'], 'INVALID')
  const startsAt = input.startsAt ?? discount.startsAt
  const endsAt = input.endsAt === undefined ? discount.endsAt : input.endsAt
  checkDates(startsAt, endsAt)
  const functionHandle = input.functionHandle || input.functionId ? handleOf(input) : discount.functionHandle
  Object.assign(discount, {
    title: input.title ?? discount.title,
    functionHandle,
    classes: input.discountClasses ?? discount.classes,
    combinesWith: { ...discount.combinesWith, ...input.combinesWith },
    tags: input.tags ?? discount.tags,
    startsAt,
    endsAt,
    updatedAt: on.world.clock.now().toISOString(),
  })
  keepMetafields(on, discount, input)
  tell(on, discount, 'update')
  return { ...ok, automaticAppDiscount: discountView(on, discount) }
}

export const discountMutations: Record<string, Mutation> = {
  discountAutomaticAppCreate: create,
  discountAutomaticAppUpdate: update,
}
