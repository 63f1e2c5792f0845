import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Card, Page } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { readShop } from '#app/db.server.ts'
import { listStockTakes, type TakeTab } from '#app/stock/read-stock-takes.server.ts'
import { TakeRows } from '#app/stock/TakeRows.tsx'
import { ListTabs } from '#app/ui/ListTabs.tsx'
import { Nothing } from '#app/ui/Nothing.tsx'
import { Pager } from '#app/ui/Pager.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { useWords } from '#app/ui/words.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const asked = new URL(request.url).searchParams
  const tab: TakeTab = asked.get('tab') === 'ended' ? 'ended' : 'open'
  const wanted = { tab, after: asked.get('after'), take: 30 }
  return { tab, ...(await readShop(shop, (tx) => listStockTakes(tx, shop, wanted))) }
}

export default function StockTakes() {
  const { tab, takes, next } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <Page
      title={t('stock-take.many')}
      backAction={{ content: t('nav.stock'), url: '/app/stock' }}
      primaryAction={{ content: t('stock-take.begin'), url: '/app/stock-takes/new' }}
    >
      <Card padding="0">
        <ListTabs
          current={tab}
          tabs={[
            { id: 'open', content: t('stock-take.tab.open') },
            { id: 'ended', content: t('stock-take.tab.ended') },
          ]}
        />
        {takes.length === 0 ? (
          <Nothing title={t(`stock-take.none.${tab}`)}>{t(`stock-take.none-why.${tab}`)}</Nothing>
        ) : (
          <TakeRows takes={takes} />
        )}
        <Pager next={next} />
      </Card>
    </Page>
  )
}

export const ErrorBoundary = RouteError
