import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Card, Page } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { now } from '#app/clock.server.ts'
import { asDay } from '#app/core/day.ts'
import { readShop } from '#app/db.server.ts'
import { placesToCount } from '#app/stock/read-stock-takes.server.ts'
import { listStockValue, sellerOf, sumStockValue, type ValueTab } from '#app/stock/read-stock-value.server.ts'
import { ValueFilter, ValueRows, ValueSum } from '#app/stock/ValueCards.tsx'
import { DownloadButton } from '#app/ui/DownloadButton.tsx'
import { ListTabs } from '#app/ui/ListTabs.tsx'
import { Nothing } from '#app/ui/Nothing.tsx'
import { Pager } from '#app/ui/Pager.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { useWords } from '#app/ui/words.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const asked = new URL(request.url).searchParams
  return readShop(shop, async (tx) => {
    const seller = await sellerOf(tx, shop, now())
    if (!seller) throw new Response(null, { status: 404 })
    const wanted = {
      day: asDay(asked.get('day') ?? '') ?? seller.today,
      location: asked.get('location') || null,
    }
    const tab: ValueTab = asked.get('tab') === 'without-cost' ? 'without-cost' : 'valued'
    return {
      ...wanted,
      tab,
      today: seller.today,
      places: await placesToCount(tx, shop),
      sum: await sumStockValue(tx, shop, seller, wanted),
      ...(await listStockValue(tx, shop, seller, { ...wanted, tab, after: asked.get('after'), take: 50 })),
    }
  })
}

export default function StockValue() {
  const { day, location, tab, today, places, sum, items, next } = useLoaderData<typeof loader>()
  const { t, quantity } = useWords()
  const file = new URLSearchParams({ day, ...(location && { location }) })
  return (
    <Page title={t('stock-value.title')} backAction={{ content: t('nav.stock'), url: '/app/stock' }}>
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="400">
            <ValueFilter day={day} today={today} location={location} places={places} />
            <ValueSum day={day} sum={sum} />
            <div>
              <DownloadButton
                address={`/app/stock-value/csv?${file}`}
                name={`stock-${day}.csv`}
                type="text/csv"
              >
                {t('stock-value.download')}
              </DownloadButton>
            </div>
          </BlockStack>
        </Card>
        <Card padding="0">
          <ListTabs
            current={tab}
            tabs={[
              { id: 'valued', content: t('stock-value.tab.valued') },
              {
                id: 'without-cost',
                content: t('stock-value.tab.without-cost', { count: quantity(sum.itemsWithoutCost) }),
              },
            ]}
          />
          {items.length === 0 ? (
            <Nothing title={t(`stock-value.none.${tab}`)}>{t(`stock-value.none-why.${tab}`)}</Nothing>
          ) : (
            <ValueRows items={items} />
          )}
          <Pager next={next} />
        </Card>
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = RouteError
