import type { LoaderFunctionArgs } from '@remix-run/node'
import { merchant } from '#app/access/merchant.server.ts'
import { RouteError } from '#app/ui/RouteError.tsx'

/** Any other address below the app: said inside the app, to whoever may see it. */
export async function loader({ request }: LoaderFunctionArgs) {
  await merchant(request)
  throw new Response(null, { status: 404 })
}

export default function Nowhere() {
  return null
}

export const ErrorBoundary = RouteError
