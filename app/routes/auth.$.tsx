import type { LoaderFunctionArgs } from '@remix-run/node'
import { authenticateAdmin } from '../shopify.server.ts'

/** Shopify's library answers here: a page that fetches a new session token, and one that leaves the frame. */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticateAdmin(request)
  return null
}
