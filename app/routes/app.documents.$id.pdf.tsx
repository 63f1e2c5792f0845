import type { LoaderFunctionArgs } from '@remix-run/node'
import { merchant } from '#app/access/merchant.server.ts'
import { documentPdf } from '#app/flows/document-drawn.server.ts'

/** The PDF of an issued document. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const file = await documentPdf(shop, params.id!)
  if (!file) throw new Response(null, { status: 404 })
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${file.name.replace(/[^\w.-]/g, '_')}"`,
      'cache-control': 'private, no-store',
    },
  })
}
