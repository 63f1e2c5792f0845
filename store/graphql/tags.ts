/** Tags as Shopify keeps them: each once, whatever its case, in order. */
export function sorted(tags: readonly string[]): string[] {
  const byName = new Map<string, string>()
  for (const tag of tags.flatMap((text) => text.split(',')).map((text) => text.trim()))
    if (tag && !byName.has(tag.toLowerCase())) byName.set(tag.toLowerCase(), tag)
  return [...byName.values()].sort()
}
