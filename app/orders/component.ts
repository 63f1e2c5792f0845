import type { Component } from '../core/bundle.ts'
import type { OrderLine } from './order.ts'

/**
 * Which bundle a line is a component of. Where an edit left units that make no whole number of bundles, what is left of
 * the bundle goes together: one bundle holds all of it.
 */
export function componentOf({ bundle, quantity }: OrderLine, lines: readonly OrderLine[]): Component | null {
  if (!bundle) return null
  const parts = lines.filter((l) => l.bundle?.id === bundle.id)
  const divides = bundle.quantity > 0 && parts.every((l) => l.quantity % bundle.quantity === 0)
  return { bundle: bundle.id, size: Math.max(1, divides ? quantity / bundle.quantity : quantity) }
}
