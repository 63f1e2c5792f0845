/** What was compared: the orders that changed, everything there is, or one order that somebody asked for. */
export type ComparisonKind = 'changed-orders' | 'everything' | 'one-order'

/**
 * Why Carnet and Shopify differ: the webhook that would have told it never came, or came and is still to be worked
 * through; stock that no effect of ours moved; an order or shelf that Shopify does not show.
 */
export type DifferenceCause = 'webhook-missing' | 'webhook-waiting' | 'changed-outside' | 'not-shown'

/** What put it right: the order was settled, the shelf counted; or both say the same again by themselves. */
export type Repair = 'settled' | 'counted' | 'same-again'

/** Something that Shopify and Carnet say differently. Null is what a side does not have. */
export type FoundDifference = {
  readonly subject: 'order' | 'level' | 'variant' | 'location'
  /** The order, the inventory item of a level, the variant or the location. */
  readonly subjectId: string
  readonly field: string
  /** What of it: a line, a fulfillment, a location; "" for the order itself. */
  readonly part: string
  readonly label: string
  readonly ours: string | null
  readonly theirs: string | null
  readonly cause: DifferenceCause | null
  /** Null while nothing of Carnet's could repair it: then a person has to look. */
  readonly repairedBy: Repair | null
}

/** Why an order differs. Times are ISO 8601 in UTC; null for an order that one side does not have. */
export function causeOfOrder(
  ours: { readonly updatedAt: string } | null,
  theirs: { readonly updatedAt: string } | null,
  webhookWaits: boolean,
): DifferenceCause | null {
  if (!theirs) return 'not-shown'
  if (webhookWaits) return 'webhook-waiting'
  return !ours || theirs.updatedAt > ours.updatedAt ? 'webhook-missing' : null
}

/** Why a shelf differs: no effect of ours is under way on it, else it would not have been judged. */
export function causeOfLevel(theirs: number | null, webhookWaits: boolean): DifferenceCause {
  if (theirs === null) return 'not-shown'
  return webhookWaits ? 'webhook-waiting' : 'changed-outside'
}

/** Why the catalog or a place differs: nobody but Shopify changes them. */
export function causeOfCatalog(webhookWaits: boolean): DifferenceCause {
  return webhookWaits ? 'webhook-waiting' : 'webhook-missing'
}
