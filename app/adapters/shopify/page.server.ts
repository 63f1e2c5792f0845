/** One page of a connection as Shopify answers it. */
export type Connection<Node> = {
  nodes: Node[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

/** Asks for the page after a cursor; nothing when what it is a page of is gone. */
type Ask<Node, After> = (after: After) => Promise<Connection<Node> | null | undefined>

/** Reads a connection page by page, each when it is asked for. */
export async function* pages<Node>(ask: Ask<Node, string | null>): AsyncGenerator<Node[]> {
  let after: string | null = null
  do {
    const page: Connection<Node> | null | undefined = await ask(after)
    if (!page) return
    yield page.nodes
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after)
}

/** Appends to a connection what its first page left out. */
export async function complete<Node>(connection: Connection<Node>, ask: Ask<Node, string>): Promise<void> {
  while (connection.pageInfo.hasNextPage && connection.pageInfo.endCursor) {
    const page = await ask(connection.pageInfo.endCursor)
    if (!page) return
    connection.nodes.push(...page.nodes)
    connection.pageInfo = page.pageInfo
  }
}

/** `ids` in lists of at most `size`: a query may cost 1,000 points. */
export function inLists(ids: readonly string[], size: number): string[][] {
  const unique = [...new Set(ids)]
  return Array.from({ length: Math.ceil(unique.length / size) }, (_, n) =>
    unique.slice(n * size, (n + 1) * size),
  )
}
