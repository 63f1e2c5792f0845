import type { LoaderFunctionArgs } from '@remix-run/node'
import { staff } from '#app/access/who.server.ts'
import { readShop } from '#app/db.server.ts'
import { readPulse } from '#app/insight/read-pulse.server.ts'

/** Whether anything of the shop has changed: asked every few seconds by each open page, so it does no more than that. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await staff(request)
  const pulse = await readShop(shop, (tx) => readPulse(tx, shop))
  return new Response(pulse, {
    headers: { 'content-type': 'text/plain', 'cache-control': 'private, no-store' },
  })
}
