// The prices of a price list: fixed prices, quantity rules and quantity breaks.
import { type Item, itemByVariant } from '../../state/find.ts'
import { idFrom } from '../../state/gid.ts'
import { money } from '../../state/money.ts'
import type { ListedPrice, PriceList } from '../../state/catalog.ts'
import { newId, refusal } from '../../state/world.ts'
import type { On, View } from '../context.ts'
import { listedPriceView } from '../views/catalog.ts'
import { variantView } from '../views/product.ts'
import { ok, type Mutation } from './mutation.ts'

type Amount = { amount: string; currencyCode: string }
type PriceInput = { variantId: string; price: Amount; compareAtPrice?: Amount | null }

function listOf(on: On, id: string): PriceList {
  const list = on.shop.priceLists.find((one) => one.id === idFrom('PriceList', id))
  if (!list) throw refusal('Price list does not exist.', ['priceListId'], 'PRICE_LIST_NOT_FOUND')
  return list
}

function itemOf(on: On, id: string, field: string[], code: string): Item {
  const item = itemByVariant(on.shop, idFrom('ProductVariant', id) ?? '')
  if (!item) throw refusal('Variant does not exist.', field, code)
  return item
}

function amountOf(on: On, price: Amount, field: string[], code: string): bigint {
  if (price.currencyCode !== on.shop.currency)
    throw refusal('The currency does not match the price list.', field, code)
  return money(String(price.amount), on.shop.currency)
}

/** The entry of a variant, made when it has none. */
function entry(list: PriceList, variantId: string): ListedPrice {
  const known = list.prices.find((one) => one.variantId === variantId)
  if (known) return known
  const fresh: ListedPrice = { variantId, price: null, compareAt: null, breaks: [], rule: null }
  list.prices.push(fresh)
  return fresh
}

/** An entry that says nothing is none. */
const tidy = (list: PriceList) =>
  (list.prices = list.prices.filter(({ price, breaks, rule }) => price !== null || rule || breaks.length > 0))

function fixedPricesAdd(
  { priceListId, prices }: { priceListId: string; prices: PriceInput[] },
  on: On,
): View {
  const list = listOf(on, priceListId)
  const planned = prices.map((input, n) => plannedPrice(on, input, ['prices', String(n)], ''))
  const written = planned.map((one) => ({ item: one.item, listed: setPrice(list, one) }))
  on.world.changed()
  return { ...ok, prices: written.map(({ item, listed }) => listedPriceView(on, list, item, listed)) }
}

function plannedPrice(on: On, input: PriceInput, path: string[], prefix: string) {
  const mismatch = prefix ? 'PRICE_ADD_CURRENCY_MISMATCH' : 'PRICE_LIST_CURRENCY_MISMATCH'
  return {
    item: itemOf(on, input.variantId, [...path, 'variantId'], `${prefix}VARIANT_NOT_FOUND`),
    price: amountOf(on, input.price, [...path, 'price', 'currencyCode'], mismatch),
    compareAt: input.compareAtPrice
      ? amountOf(on, input.compareAtPrice, [...path, 'compareAtPrice', 'currencyCode'], mismatch)
      : null,
  }
}

function setPrice(list: PriceList, { item, price, compareAt }: ReturnType<typeof plannedPrice>): ListedPrice {
  return Object.assign(entry(list, item.variant.id), { price, compareAt })
}

type RuleInput = { variantId: string; minimum: number; maximum?: number | null; increment: number }
type BreakInput = { variantId: string; minimumQuantity: number; price: Amount }
type QuantityInput = {
  pricesToAdd: PriceInput[]
  pricesToDeleteByVariantId: string[]
  quantityRulesToAdd: RuleInput[]
  quantityRulesToDeleteByVariantId: string[]
  quantityPriceBreaksToAdd: BreakInput[]
  quantityPriceBreaksToDelete: string[]
  quantityPriceBreaksToDeleteByVariantId?: string[] | null
}

/** Everything of a call or nothing: it is done on a copy that takes the list's place when all was right. */
function quantityPricing(
  { priceListId, input }: { priceListId: string; input: QuantityInput },
  on: On,
): View {
  const list = listOf(on, priceListId)
  const copy = structuredClone(list)
  const touched = new Map<string, Item>()
  const touch = (id: string, field: string, code: string) => {
    const item = itemOf(on, id, ['input', field], code)
    touched.set(item.variant.id, item)
    return entry(copy, item.variant.id)
  }
  for (const id of input.pricesToDeleteByVariantId) {
    const listed = touch(id, 'pricesToDeleteByVariantId', 'PRICE_DELETE_VARIANT_NOT_FOUND')
    if (listed.price === null)
      throw refusal(
        'Price is not fixed.',
        ['input', 'pricesToDeleteByVariantId'],
        'PRICE_DELETE_PRICE_NOT_FIXED',
      )
    listed.price = listed.compareAt = null
  }
  input.pricesToAdd.forEach((one, n) => {
    const planned = plannedPrice(on, one, ['input', 'pricesToAdd', String(n)], 'PRICE_ADD_')
    touched.set(planned.item.variant.id, planned.item)
    setPrice(copy, planned)
  })
  for (const id of input.quantityRulesToDeleteByVariantId)
    touch(id, 'quantityRulesToDeleteByVariantId', 'QUANTITY_RULE_DELETE_VARIANT_NOT_FOUND').rule = null
  for (const one of input.quantityRulesToAdd) {
    checkRule(one)
    const { minimum, increment } = one
    touch(one.variantId, 'quantityRulesToAdd', 'QUANTITY_RULE_ADD_VARIANT_NOT_FOUND').rule = {
      minimum,
      increment,
      maximum: one.maximum ?? null,
    }
  }
  deleteBreaks(copy, input, touch)
  for (const one of input.quantityPriceBreaksToAdd) {
    const listed = touch(
      one.variantId,
      'quantityPriceBreaksToAdd',
      'QUANTITY_PRICE_BREAK_ADD_VARIANT_NOT_FOUND',
    )
    addBreak(on, listed, one)
  }
  list.prices = tidy(copy)
  on.world.changed()
  return { ...ok, productVariants: [...touched.values()].map((item) => variantView(on, item)) }
}

type Touch = (id: string, field: string, code: string) => ListedPrice

function deleteBreaks(list: PriceList, input: QuantityInput, touch: Touch): void {
  for (const id of input.quantityPriceBreaksToDeleteByVariantId ?? [])
    touch(
      id,
      'quantityPriceBreaksToDeleteByVariantId',
      'QUANTITY_PRICE_BREAK_DELETE_BY_VARIANT_ID_VARIANT_NOT_FOUND',
    ).breaks = []
  for (const gid of input.quantityPriceBreaksToDelete) {
    const key = idFrom('QuantityPriceBreak', gid)
    const listed = list.prices.find(({ breaks }) => breaks.some(({ id }) => id === key))
    if (!listed)
      throw refusal(
        'Quantity price break does not exist.',
        ['input', 'quantityPriceBreaksToDelete'],
        'QUANTITY_PRICE_BREAK_DELETE_NOT_FOUND',
      )
    listed.breaks = listed.breaks.filter(({ id }) => id !== key)
  }
}

function checkRule({ minimum, maximum, increment }: RuleInput): void {
  const wrong = (message: string, code: string) => refusal(message, ['input', 'quantityRulesToAdd'], code)
  if (minimum < 1) throw wrong('Minimum must be at least 1.', 'QUANTITY_RULE_ADD_MINIMUM_IS_LESS_THAN_ONE')
  if (increment < 1)
    throw wrong('Increment must be at least 1.', 'QUANTITY_RULE_ADD_INCREMENT_IS_LESS_THAN_ONE')
  if (increment > minimum)
    throw wrong(
      'Increment must be lower than or equal to the minimum.',
      'QUANTITY_RULE_ADD_INCREMENT_IS_GREATER_THAN_MINIMUM',
    )
  if (minimum % increment !== 0)
    throw wrong(
      'Minimum must be a multiple of the increment.',
      'QUANTITY_RULE_ADD_MINIMUM_NOT_A_MULTIPLE_OF_INCREMENT',
    )
  if (maximum == null) return
  if (maximum < minimum)
    throw wrong(
      'Minimum must be less than or equal to the maximum.',
      'QUANTITY_RULE_ADD_MINIMUM_GREATER_THAN_MAXIMUM',
    )
  if (maximum % increment !== 0)
    throw wrong(
      'Maximum must be a multiple of the increment.',
      'QUANTITY_RULE_ADD_MAXIMUM_NOT_A_MULTIPLE_OF_INCREMENT',
    )
}

const MOST_BREAKS = 10

function addBreak(on: On, listed: ListedPrice, { minimumQuantity, price }: BreakInput): void {
  const wrong = (message: string, code: string) =>
    refusal(message, ['input', 'quantityPriceBreaksToAdd'], `QUANTITY_PRICE_BREAK_ADD_${code}`)
  const { rule } = listed
  if (rule && minimumQuantity < rule.minimum)
    throw wrong('Minimum is below the quantity rule.', 'MIN_LOWER_THAN_QUANTITY_RULES_MIN')
  if (rule?.maximum != null && minimumQuantity > rule.maximum)
    throw wrong('Minimum is above the quantity rule.', 'MIN_HIGHER_THAN_QUANTITY_RULES_MAX')
  if (rule && minimumQuantity % rule.increment !== 0)
    throw wrong('Minimum is no multiple of the increment.', 'MIN_NOT_A_MULTIPLE_OF_QUANTITY_RULES_INCREMENT')
  const others = listed.breaks.filter(({ from }) => from !== minimumQuantity)
  if (others.length >= MOST_BREAKS)
    throw wrong(`A variant can have ${MOST_BREAKS} quantity price breaks.`, 'LIMIT_EXCEEDED')
  listed.breaks = [
    ...others,
    {
      id: newId(on.world, 'QuantityPriceBreak'),
      from: minimumQuantity,
      price: amountOf(
        on,
        price,
        ['input', 'quantityPriceBreaksToAdd'],
        'QUANTITY_PRICE_BREAK_ADD_CURRENCY_MISMATCH',
      ),
    },
  ]
}

export const priceListMutations: Record<string, Mutation> = {
  priceListFixedPricesAdd: fixedPricesAdd,
  quantityPricingByVariantUpdate: quantityPricing,
}
