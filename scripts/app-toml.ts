// What shopify.app.toml declares. It is a small file of our own: no TOML library for two lists.

/** The access scopes asked from the merchant. */
export function declaredScopes(toml: string): string[] {
  const list = /^\s*scopes\s*=\s*"([^"]*)"/m.exec(toml)?.[1] ?? ''
  return list
    .split(',')
    .map((scope) => scope.trim())
    .filter(Boolean)
}

/** The webhook topics subscribed to, those of the privacy law included. */
export function declaredTopics(toml: string): string[] {
  return [...toml.matchAll(/^\s*(?:compliance_)?topics\s*=\s*\[([^\]]*)\]/gm)].flatMap((match) =>
    [...(match[1] ?? '').matchAll(/["']([^"']+)["']/g)].map((topic) => topic[1] ?? ''),
  )
}
