import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, InlineGrid, Layout, Page } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { now } from '#app/clock.server.ts'
import { dayIn } from '#app/core/day.ts'
import { readShop } from '#app/db.server.ts'
import { askImport } from '#app/flows/import-asked.server.ts'
import { startShop } from '#app/flows/shop-started.server.ts'
import { readHome } from '#app/insight/read-home.server.ts'
import { ComparedCard } from '#app/insight/ComparedCard.tsx'
import { readCompared } from '#app/insight/read-comparisons.server.ts'
import { BuyingCard, ConnectionCard, OrdersCard, TasksCard } from '#app/insight/HomeCards.tsx'
import { LowStockCard } from '#app/insight/LowStockCard.tsx'
import { Onboarding } from '#app/insight/Onboarding.tsx'
import { readLowStock } from '#app/insight/read-low-stock.server.ts'
import { countSteps } from '#app/orders/list-orders.server.ts'
import { ImportCard } from '#app/shop/ImportCard.tsx'
import { readImport } from '#app/shop/import-steps.server.ts'
import { readSettings } from '#app/shop/read-settings.server.ts'
import { Refusal } from '#app/ui/Refusal.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { done, refused, saidOfCommon, saidOfImport, type Said } from '#app/ui/said.ts'
import { useAction } from '#app/ui/useAction.ts'
import { useWords } from '#app/ui/words.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  return readShop(shop, async (tx) => {
    const settings = await readSettings(tx, shop)
    const home = await readHome(tx, shop, dayIn(now(), settings?.timeZone ?? 'UTC'))
    const compared = await readCompared(tx, shop)
    const imported = await readImport(tx, shop)
    const steps = [...(await countSteps(tx, shop))]
    const low = await readLowStock(tx, shop, 5)
    return { low, home, compared, imported, shopName: settings?.name ?? '', steps }
  })
}

export async function action({ request }: ActionFunctionArgs): Promise<Said> {
  const { shop, who } = await merchant(request)
  if ((await request.formData()).get('intent') === 'import') return saidOfImport(await askImport(shop, who))
  const outcome = await startShop(shop, who)
  switch (outcome.kind) {
    case 'done':
      return done('home.started')
    case 'incomplete':
      return refused('home.incomplete')
    default:
      return saidOfCommon(outcome.kind)
  }
}

export default function Home() {
  const { low, home, compared, imported, shopName, steps } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const act = useAction()
  return (
    <Page title={t('home.title')} subtitle={shopName}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <Refusal said={act.refusal} />
            {(imported.state === 'running' || imported.state === 'failed') && (
              <ImportCard view={imported} act={act} />
            )}
            {home.startedAt === null && <Onboarding home={home} act={act} />}
            <InlineGrid columns={{ xs: 1, md: 2 }} gap="400" alignItems="start">
              <OrdersCard steps={steps} />
              <BlockStack gap="400">
                <BuyingCard home={home} />
                <LowStockCard low={low} />
                <TasksCard home={home} />
                <ConnectionCard home={home} />
                <ComparedCard compared={compared} linked />
              </BlockStack>
            </InlineGrid>
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  )
}

export const ErrorBoundary = RouteError
