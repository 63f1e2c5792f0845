import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { readShop } from '#app/db.server.ts'
import { abandonStockTake } from '#app/flows/stock-take-begun.server.ts'
import { CountPage } from '#app/stock/CountPage.tsx'
import { listCounted, readStockTake, type CountTab } from '#app/stock/read-stock-take.server.ts'
import { TakeStateBadge } from '#app/stock/TakeStateBadge.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { done, saidOfCommon, type Said } from '#app/ui/said.ts'
import { useWords } from '#app/ui/words.tsx'

const TABS: readonly CountTab[] = ['left', 'counted', 'all']

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const asked = new URL(request.url).searchParams
  return readShop(shop, async (tx) => {
    const take = await readStockTake(tx, shop, params.id!)
    if (!take) throw new Response(null, { status: 404 })
    const tab = TABS.find((one) => one === asked.get('tab')) ?? 'left'
    const wanted = { tab, search: asked.get('search') ?? '', after: asked.get('after'), take: 50 }
    return { take, tab, search: wanted.search, ...(await listCounted(tx, shop, take.id, wanted)) }
  })
}

export async function action({ request, params }: ActionFunctionArgs): Promise<Said> {
  const { shop, who } = await merchant(request)
  const take = await readShop(shop, (tx) => readStockTake(tx, shop, params.id!))
  if (!take || (await request.formData()).get('intent') !== 'abandon')
    throw new Response(null, { status: take ? 400 : 404 })
  const outcome = await abandonStockTake(shop, take.id, who)
  return outcome.kind === 'done' ? done('stock-take.abandoned') : saidOfCommon(outcome.kind)
}

export default function StockTake() {
  const { take, tab, search, lines, next } = useLoaderData<typeof loader>()
  const { t, dateTime } = useWords()
  return (
    <Page
      title={take.name}
      titleMetadata={<TakeStateBadge state={take.state.kind} />}
      subtitle={[t(`stock-take.kind.${take.kind}`), take.locationName, dateTime(take.begunAt)].join(' · ')}
      backAction={{ content: t('stock-take.many'), url: '/app/stock-takes' }}
      primaryAction={{ content: t('stock-take.compare'), url: `/app/stock-takes/${take.id}/differences` }}
    >
      <CountPage take={take} tab={tab} search={search} lines={lines} next={next} />
    </Page>
  )
}

export const ErrorBoundary = RouteError
