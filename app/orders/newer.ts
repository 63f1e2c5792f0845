/** What a snapshot means for the one we hold. */
export type Freshness = 'new' | 'newer' | 'same' | 'older' | 'contradiction'

/**
 * Newer wins, older changes nothing, equal time and different content cannot be decided here: it asks for a fetch,
 * and what was fetched wins. Times are ISO 8601 in UTC with milliseconds.
 */
export function freshness(
  held: { readonly updatedAt: string; readonly hash: string } | null,
  told: { readonly updatedAt: string; readonly hash: string; readonly fetched: boolean },
): Freshness {
  if (!held) return 'new'
  if (told.updatedAt > held.updatedAt) return 'newer'
  if (told.updatedAt < held.updatedAt) return 'older'
  if (told.hash === held.hash) return 'same'
  return told.fetched ? 'newer' : 'contradiction'
}
