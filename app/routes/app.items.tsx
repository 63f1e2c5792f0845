import type { LoaderFunctionArgs } from '@remix-run/node'
import { merchant } from '#app/access/merchant.server.ts'
import { readShop } from '#app/db.server.ts'
import { findItems } from '#app/suppliers/read-supplier.server.ts'

/** Items to choose from, while one types. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const search = new URL(request.url).searchParams.get('search') ?? ''
  return { items: await readShop(shop, (tx) => findItems(tx, shop, search)) }
}
