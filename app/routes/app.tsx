import type { HeadersFunction, LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import { Link, Outlet, useLoaderData, useLocation } from '@remix-run/react'
import { NavMenu } from '@shopify/app-bridge-react'
import polarisStyles from '@shopify/polaris/build/esm/styles.css?url'
import english from '@shopify/polaris/locales/en.json'
import french from '@shopify/polaris/locales/fr.json'
import { AppProvider } from '@shopify/shopify-app-remix/react'
import { boundary } from '@shopify/shopify-app-remix/server'
import { languageOf } from '#app/access/language.ts'
import { merchant } from '#app/access/merchant.server.ts'
import { readShop } from '#app/db.server.ts'
import { readPulse } from '#app/insight/read-pulse.server.ts'
import { readSettings } from '#app/shop/read-settings.server.ts'
import { countTasks } from '#app/tasks/read-tasks.server.ts'
import { RouteError } from '#app/ui/RouteError.tsx'
import { useFollow } from '#app/ui/useFollow.ts'
import { useWords, WordsProvider } from '#app/ui/words.tsx'

// The document's head loads App Bridge, with the key, before anything else.
const BRIDGE_IS_LOADED = { isEmbeddedApp: false, apiKey: '' }

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: polarisStyles }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, language } = await merchant(request)
  return readShop(shop, async (tx) => {
    const settings = await readSettings(tx, shop)
    return {
      language,
      timeZone: settings?.timeZone ?? 'Europe/Paris',
      currency: settings?.currency ?? 'EUR',
      tasks: await countTasks(tx, shop),
      pulse: await readPulse(tx, shop),
    }
  })
}

export default function Layout() {
  const { language, timeZone, currency, tasks, pulse } = useLoaderData<typeof loader>()
  useFollow(pulse)
  return (
    <AppProvider {...BRIDGE_IS_LOADED} i18n={language === 'fr' ? french : english}>
      <WordsProvider language={language} timeZone={timeZone} currency={currency}>
        <Navigation tasks={tasks} />
        <Outlet />
      </WordsProvider>
    </AppProvider>
  )
}

function Navigation({ tasks }: { tasks: number }) {
  const { t } = useWords()
  return (
    <NavMenu>
      <Link to="/app" rel="home">
        {t('nav.home')}
      </Link>
      <Link to="/app/orders">{t('nav.orders')}</Link>
      <Link to="/app/stock">{t('nav.stock')}</Link>
      <Link to="/app/transfers">{t('nav.transfers')}</Link>
      <Link to="/app/purchase-orders">{t('nav.purchase-orders')}</Link>
      <Link to="/app/suppliers">{t('nav.suppliers')}</Link>
      <Link to="/app/documents">{t('nav.documents')}</Link>
      <Link to="/app/tasks">{tasks > 0 ? t('nav.tasks-open', { count: tasks }) : t('nav.tasks')}</Link>
      <Link to="/app/customers">{t('nav.customers')}</Link>
      <Link to="/app/settings">{t('nav.settings')}</Link>
    </NavMenu>
  )
}

/** Nothing below could be shown, perhaps nothing was read: the page stands on its own, in the language of its address. */
export function ErrorBoundary() {
  const { search } = useLocation()
  const language = languageOf(new URLSearchParams(search).get('locale')) ?? 'fr'
  return (
    <AppProvider {...BRIDGE_IS_LOADED} i18n={language === 'fr' ? french : english}>
      <WordsProvider language={language} timeZone="Europe/Paris" currency="EUR">
        <RouteError />
      </WordsProvider>
    </AppProvider>
  )
}

export const headers: HeadersFunction = (args) => boundary.headers(args)
