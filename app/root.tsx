import type { LoaderFunctionArgs } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { languageOf } from './access/language.ts'
import { env } from './env.server.ts'
import { translator } from './messages/message.ts'
import { Plain } from './ui/Plain.tsx'

export function loader({ request }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const { APP_BRIDGE_URL: url, SHOPIFY_API_KEY: apiKey } = env()
  return {
    language: languageOf(searchParams.get('locale')) ?? 'fr',
    appBridge: pathname === '/app' || pathname.startsWith('/app/') ? { url, apiKey } : null,
  }
}

const VIEWPORT = 'width=device-width, initial-scale=1'

/** What the document is, does not change while the app is used. */
export const shouldRevalidate = () => false

export function Layout({ children }: { children: ReactNode }) {
  // In an error before this loader, there is none.
  const root = useRouteLoaderData<typeof loader>('root')
  return (
    <html lang={root?.language ?? 'fr'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content={VIEWPORT} />
        {/* Shopify wants App Bridge to be the first script of every embedded document. */}
        {root?.appBridge && <script src={root.appBridge.url} data-api-key={root.appBridge.apiKey} />}
        <link rel="icon" type="image/svg+xml" href="/icon.svg" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  )
}

export default function Root() {
  return <Outlet />
}

/** Outside every page: an address that leads nowhere, or the app's own frame that failed. */
export function ErrorBoundary() {
  const error = useRouteError()
  const t = translator(useRouteLoaderData<typeof loader>('root')?.language ?? 'fr')
  const missing = isRouteErrorResponse(error) && error.status === 404
  return (
    <Plain title={missing ? t('error.not-found-title') : t('error.title')}>
      <p>{missing ? t('error.not-found') : t('error.failed')}</p>
      <a href="/app">{t('error.home')}</a>
    </Plain>
  )
}
