// Which webhook a recorded payload is, by the name of its file.

/** What a file of a corpus is sent as. */
export type CorpusEntry =
  | { readonly kind: 'webhook'; readonly topic: string }
  | { readonly kind: 'graphql' }
  | { readonly kind: 'skipped'; readonly why: 'not JSON' | 'no webhook' }

/**
 * Names a file's webhook by the longest topic that its name begins with: `inventory-levels-update__x.json` is
 * `inventory_levels/update`. `malformed__orders-create-….json` is `orders/create`, sent as it is; `graphql-…` is an
 * answer of the Admin API; the answers of the REST API (`orders-list__…`) are no webhooks.
 */
export function corpusEntry(file: string, topics: readonly string[]): CorpusEntry {
  if (!file.endsWith('.json')) return { kind: 'skipped', why: 'not JSON' }
  const name = file.slice(0, -'.json'.length).replace(/^malformed__/, '')
  if (/^graphql[-_]/.test(name)) return { kind: 'graphql' }
  const topic = topics
    .filter((candidate) => begins(name, slugOf(candidate)))
    .reduce((longest, candidate) => (candidate.length > longest.length ? candidate : longest), '')
  return topic ? { kind: 'webhook', topic } : { kind: 'skipped', why: 'no webhook' }
}

function begins(name: string, slug: string): boolean {
  return name === slug || name.startsWith(`${slug}-`) || name.startsWith(`${slug}_`)
}

function slugOf(topic: string): string {
  return topic.replace(/[/_.]/g, '-')
}

/**
 * The topics that Shopify's schema names, `RETURNS_APPROVE` as `returns/approve`. The resource ends with the first
 * plural, except where a topic of ours says otherwise. They make a corpus try topics that Carnet does not know.
 */
export function topicsOfSchema(schema: string, ours: readonly string[]): string[] {
  const body = /enum WebhookSubscriptionTopic \{([^}]*)\}/.exec(schema)?.[1] ?? ''
  const names = [...body.matchAll(/^\s*([A-Z_]+)/gm)].map((match) => match[1]!.toLowerCase())
  const known = new Set(ours.map((topic) => topic.replace(/[/.]/g, '_')))
  return [...ours, ...names.filter((name) => !known.has(name)).map(asTopic)]
}

function asTopic(name: string): string {
  const words = name.split('_')
  const plural = words.findIndex((word) => word.endsWith('s'))
  const resource = plural < 0 || plural === words.length - 1 ? 1 : plural + 1
  return `${words.slice(0, resource).join('_')}/${words.slice(resource).join('_')}`
}
