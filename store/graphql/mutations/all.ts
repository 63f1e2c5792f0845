// Every mutation that the practice store has.
import { bulkMutations } from './bulk.ts'
import { catalogMutations } from './catalog.ts'
import { companyMutations } from './company.ts'
import { discountMutations } from './discount.ts'
import { draftOrderMutations } from './draft-order.ts'
import { fulfillmentMutations } from './fulfillment.ts'
import { inventoryMutations } from './inventory.ts'
import { inventoryItemMutations } from './inventory-item.ts'
import { metafieldMutations } from './metafield.ts'
import { orderMutations } from './order.ts'
import { orderEditMutations } from './order-edit.ts'
import { paymentMutations } from './payment.ts'
import { priceListMutations } from './price-list.ts'
import { refundMutations } from './refund.ts'
import { returnMutations } from './return.ts'
import { transferMutations } from './transfer.ts'
import { translationMutations } from './translation.ts'
import { webhookMutations } from './webhook.ts'
import type { Mutation } from './mutation.ts'

export const mutations: Record<string, Mutation> = {
  ...bulkMutations,
  ...catalogMutations,
  ...companyMutations,
  ...discountMutations,
  ...draftOrderMutations,
  ...fulfillmentMutations,
  ...inventoryMutations,
  ...inventoryItemMutations,
  ...metafieldMutations,
  ...orderMutations,
  ...orderEditMutations,
  ...paymentMutations,
  ...priceListMutations,
  ...refundMutations,
  ...returnMutations,
  ...transferMutations,
  ...translationMutations,
  ...webhookMutations,
}
