import { query } from './admin.server.ts'

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer has the shape of its document
type Read<Node> = (data: any) => Connection<Node> | null | undefined

/** One page of a connection as Shopify answers it. */
export type Connection<Node = unknown> = {
  nodes: Node[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

/** Reads a connection page by page, each when it is asked for. */
export async function* pages<Node>(
  shop: string,
  document: string,
  variables: Record<string, unknown>,
  read: Read<Node>,
): AsyncGenerator<Node[]> {
  let after: string | null = null
  do {
    const data: unknown = await query(shop, document, { ...variables, after })
    const page = read(data)
    if (!page) return
    yield page.nodes
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after)
}

/** Appends to a connection what its first page left out. */
export async function complete<Node>(
  shop: string,
  connection: Connection<Node>,
  document: string,
  id: string,
  read: Read<Node>,
): Promise<void> {
  while (connection.pageInfo.hasNextPage) {
    const data: unknown = await query(shop, document, {
      id,
      after: connection.pageInfo.endCursor,
    })
    const page = read(data)
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
