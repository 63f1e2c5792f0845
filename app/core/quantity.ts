/** Units in whole numbers. */
export type Quantity = number

/** Takes at most `wanted` from `there`, never a negative number. */
export function takeUpTo(wanted: Quantity, there: Quantity): Quantity {
  return Math.max(0, Math.min(wanted, there))
}

/** The sum of a list's quantities. */
export function sumOf<T>(list: readonly T[], quantity: (item: T) => Quantity): Quantity {
  return list.reduce((sum, item) => sum + quantity(item), 0)
}

/** `quantity` rounded up to whole packs. */
export function roundUpToPacks(quantity: Quantity, packSize: Quantity): Quantity {
  return Math.ceil(quantity / packSize) * packSize
}
