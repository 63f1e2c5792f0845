import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Page } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { now } from '#app/clock.server.ts'
import { readShop } from '#app/db.server.ts'
import { OutlookCard } from '#app/insight/OutlookCard.tsx'
import { readOutlook } from '#app/insight/read-outlook.server.ts'
import { ComingCard, DoubtBanner, HoldersCard, LedgerCard, LevelsCard } from '#app/stock/ItemCards.tsx'
import { readStockItem } from '#app/stock/read-stock-item.server.ts'
import { Refusal } from '#app/ui/Refusal.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { useAction } from '#app/ui/useAction.ts'
import { useWords } from '#app/ui/words.tsx'
import { action as setPoint } from './app.stock._index.tsx'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  return readShop(shop, async (tx) => {
    const item = await readStockItem(tx, shop, params.item!)
    if (!item) throw new Response(null, { status: 404 })
    return { item, outlooks: await readOutlook(tx, shop, item.item, now()) }
  })
}

export const action = (args: ActionFunctionArgs) => setPoint(args)

export default function StockItem() {
  const { item, outlooks } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const act = useAction()
  return (
    <Page
      title={item.title}
      subtitle={[item.sku, item.barcode].filter(Boolean).join(' · ')}
      backAction={{ content: t('nav.stock'), url: '/app/stock' }}
    >
      <BlockStack gap="400">
        <Refusal said={act.refusal} />
        <DoubtBanner item={item} />
        <LevelsCard item={item} act={act} />
        <OutlookCard outlooks={outlooks} />
        <HoldersCard holders={item.holders} />
        <ComingCard coming={item.coming} />
        <LedgerCard ledger={item.ledger} />
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = RouteError
