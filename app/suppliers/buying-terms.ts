import type { Quantity } from '../core/quantity.ts'

/** How a supplier sells an item. Money in minor units of the supplier's currency. */
export type BuyingTerms = {
  readonly supplier: string
  readonly reference: string | null
  readonly unitCost: bigint
  readonly packSize: Quantity
  readonly moq: Quantity
}

/** What a quantity passes over of the supplier's terms: a person may ask for it, and is told. */
export function passesOver(
  quantity: Quantity,
  { packSize, moq }: Pick<BuyingTerms, 'packSize' | 'moq'>,
): readonly ('pack-size' | 'moq')[] {
  if (quantity === 0) return []
  const inPacks = quantity % packSize === 0
  return [...(inPacks ? [] : (['pack-size'] as const)), ...(quantity < moq ? (['moq'] as const) : [])]
}
