import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Button, Card, Page } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { readShop } from '#app/db.server.ts'
import { listTransfers, type TransferTab } from '#app/deliveries/read-transfers.server.ts'
import { TransferTable } from '#app/deliveries/TransferTable.tsx'
import { ListTabs } from '#app/ui/ListTabs.tsx'
import { Nothing } from '#app/ui/Nothing.tsx'
import { Pager } from '#app/ui/Pager.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { useWords } from '#app/ui/words.tsx'

const TABS: readonly TransferTab[] = ['open', 'done']

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const asked = new URL(request.url).searchParams
  const tab = TABS.find((one) => one === asked.get('tab')) ?? 'open'
  const wanted = { tab, after: asked.get('after'), take: 50 }
  return { tab, ...(await readShop(shop, (tx) => listTransfers(tx, shop, wanted))) }
}

export default function Transfers() {
  const { tab, transfers, next } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const begin = { content: t('transfer.new'), url: '/app/transfers/new' }
  return (
    <Page title={t('nav.transfers')} fullWidth primaryAction={begin}>
      <Card padding="0">
        <ListTabs current={tab} tabs={TABS.map((id) => ({ id, content: t(`transfer.tab.${id}`) }))} />
        {transfers.length === 0 ? (
          <Nothing
            title={t(`transfer.none.${tab}`)}
            action={tab === 'open' && <Button url={begin.url}>{begin.content}</Button>}
          >
            {t(`transfer.none-why.${tab}`)}
          </Nothing>
        ) : (
          <TransferTable transfers={transfers} />
        )}
        <Pager next={next} />
      </Card>
    </Page>
  )
}

export const ErrorBoundary = RouteError
