import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Box, Card, Page } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { readShop } from '#app/db.server.ts'
import { setKeptBack } from '#app/flows/kept-back-set.server.ts'
import { setReorderPoint } from '#app/flows/reorder-point-set.server.ts'
import { listStock, type StockFilter } from '#app/stock/read-stock.server.ts'
import { StockTable } from '#app/stock/StockTable.tsx'
import { ListTabs } from '#app/ui/ListTabs.tsx'
import { Nothing } from '#app/ui/Nothing.tsx'
import { Pager } from '#app/ui/Pager.tsx'
import { Refusal } from '#app/ui/Refusal.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { done, invalid, saidOfCommon, type Said } from '#app/ui/said.ts'
import { SearchField } from '#app/ui/SearchField.tsx'
import { useAction } from '#app/ui/useAction.ts'
import { useWords } from '#app/ui/words.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const asked = new URL(request.url).searchParams
  const tab = asked.get('tab')
  const only: StockFilter = tab === 'short' || tab === 'sku' ? tab : 'all'
  const wanted = { only, search: asked.get('search') ?? '', after: asked.get('after'), take: 50 }
  return { only, search: wanted.search, ...(await readShop(shop, (tx) => listStock(tx, shop, wanted))) }
}

export async function action({ request }: ActionFunctionArgs): Promise<Said> {
  const { shop, who } = await merchant(request)
  const form = await request.formData()
  const text = String(form.get('units')).trim()
  if (!/^\d{0,7}$/.test(text)) return invalid({ units: 'field.whole-number' })
  const place = { location: String(form.get('location')), item: String(form.get('item')) }
  const outcome = await setLevel(form.get('intent'))
  return outcome.kind === 'done' ? done('stock.level-set') : saidOfCommon(outcome.kind)

  function setLevel(setting: FormDataEntryValue | null) {
    switch (setting) {
      case 'reorder-point':
        return setReorderPoint(shop, { ...place, point: text === '' ? null : Number(text) }, who)
      case 'safety-stock':
      case 'b2b-only':
        return setKeptBack(shop, { ...place, what: setting, units: Number(text) }, who)
      default:
        throw new Response(null, { status: 400 })
    }
  }
}

export default function Stock() {
  const { only, search, items, next } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const act = useAction()
  return (
    <Page
      title={t('nav.stock')}
      fullWidth
      secondaryActions={[
        { content: t('stock-take.many'), url: '/app/stock-takes' },
        { content: t('stock-value.title'), url: '/app/stock-value' },
      ]}
    >
      <Refusal said={act.refusal} />
      <Card padding="0">
        <ListTabs
          current={only}
          tabs={[
            { id: 'all', content: t('stock.all') },
            { id: 'short', content: t('stock.short') },
            { id: 'sku', content: t('stock.sku') },
          ]}
        />
        <Box padding="300" paddingBlockStart="0">
          <SearchField label={t('stock.search')} />
        </Box>
        {items.length === 0 ? (
          <Nothing title={search ? t('stock.none-found') : t(`stock.none.${only}`)}>
            {search ? t('common.search-otherwise') : t('stock.none-why')}
          </Nothing>
        ) : (
          <StockTable items={items} act={act} />
        )}
        <Pager next={next} />
      </Card>
    </Page>
  )
}

export const ErrorBoundary = RouteError
