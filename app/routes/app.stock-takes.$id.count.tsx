import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { merchant } from '#app/access/merchant.server.ts'
import { countStock } from '#app/flows/stock-take-counted.server.ts'

const Units = z.number().int().min(0).max(1_000_000)
const key = z.uuid()
const Wanted = z
  .array(
    z.union([
      z.object({ key, code: z.string().trim().min(1).max(200) }),
      z.object({ key, item: z.string().max(200), add: z.number().int().min(-1_000).max(1_000) }),
      z.object({ key, item: z.string().max(200), units: Units }),
      z.object({ key, undo: z.uuid() }),
    ]),
  )
  .min(1)
  .max(100)

/** Takes what a device scanned or typed, as JSON; sent twice it counts once. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, who } = await merchant(request)
  const take = z.uuid().safeParse(params.id)
  const wanted = Wanted.safeParse(await request.json().catch(() => null))
  if (!take.success) throw new Response(null, { status: 404 })
  if (!wanted.success) throw new Response(null, { status: 400 })
  return Response.json(await countStock(shop, take.data, wanted.data, who))
}
