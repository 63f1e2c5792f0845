/** What may ship while the rest is missing: any units, lines that are complete, or nothing before the whole order is. */
export const ACCEPTED = ['parts', 'whole-lines', 'whole-order'] as const
export type Accepted = (typeof ACCEPTED)[number]
