import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Page } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { now } from '#app/clock.server.ts'
import { asGid, gid, idOf, type Gid } from '#app/core/gid.ts'
import { readShop } from '#app/db.server.ts'
import { OutlookCard } from '#app/insight/OutlookCard.tsx'
import { readOutlook } from '#app/insight/read-outlook.server.ts'
import { AdjustCard, AdjustmentsCard } from '#app/stock/AdjustCard.tsx'
import { readItemAdjustments } from '#app/stock/adjustments.server.ts'
import { ComingCard, DoubtBanner, HoldersCard, LedgerCard, LevelsCard } from '#app/stock/ItemCards.tsx'
import { readStockItem } from '#app/stock/read-stock-item.server.ts'
import { Refusal } from '#app/ui/Refusal.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { useAction } from '#app/ui/useAction.ts'
import { useWords } from '#app/ui/words.tsx'
import { action as setPoint } from '../app.stock._index.tsx'
import { doToStockItem } from './do-to-stock-item.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  return readShop(shop, async (tx) => {
    const item = await readStockItem(tx, shop, params.item!)
    if (!item) throw new Response(null, { status: 404 })
    return {
      item,
      outlooks: await readOutlook(tx, shop, item.item, now()),
      newAdjustment: randomUUID(),
      adjusting: await readItemAdjustments(tx, shop, item.item),
    }
  })
}

export async function action(args: ActionFunctionArgs) {
  const { shop, who } = await merchant(args.request)
  const form = await args.request.clone().formData()
  const { item = '' } = args.params
  return (
    (await doToStockItem(shop, asGid('InventoryItem', item) ?? gid('InventoryItem', item), form, who)) ??
    setPoint(args)
  )
}

export default function StockItem() {
  const { item, outlooks, newAdjustment, adjusting } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const act = useAction()
  const count = item.sku ?? item.barcode
  return (
    <Page
      title={item.title}
      subtitle={[item.sku, item.barcode].filter(Boolean).join(' · ')}
      backAction={{ content: t('nav.stock'), url: '/app/stock' }}
      secondaryActions={[
        { content: t('board.link'), url: `/app/stock/${idOf(item.item as Gid)}/board` },
        ...(count
          ? [
              {
                content: t('stock-take.count-it'),
                url: `/app/stock-takes/new?sku=${encodeURIComponent(count)}`,
              },
            ]
          : []),
      ]}
    >
      <BlockStack gap="400">
        <Refusal said={act.refusal} />
        <DoubtBanner item={item} />
        <LevelsCard item={item} act={act} />
        <OutlookCard outlooks={outlooks} />
        <HoldersCard holders={item.holders} />
        <ComingCard coming={item.coming} />
        <AdjustCard key={adjusting.made.length} places={adjusting.places} newAdjustment={newAdjustment} />
        <AdjustmentsCard made={adjusting.made} />
        <LedgerCard ledger={item.ledger} />
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = RouteError
