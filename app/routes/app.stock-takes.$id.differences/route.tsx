import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Card, Page, Text } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { readShop } from '#app/db.server.ts'
import { previewStockTake } from '#app/flows/stock-take-posted.server.ts'
import { DifferenceLines } from '#app/stock/DifferenceLines.tsx'
import { LosesUnits } from '#app/stock/LosesUnits.tsx'
import { PostCard, SumCard } from '#app/stock/PostCard.tsx'
import { readStockTake } from '#app/stock/read-stock-take.server.ts'
import { showDifferences } from '#app/stock/show-differences.server.ts'
import { UNCOUNTED } from '#app/stock/stock-take.ts'
import { TakeStateBadge } from '#app/stock/TakeStateBadge.tsx'
import { ToldShopify } from '#app/stock/ToldShopify.tsx'
import { auditSentence } from '#app/ui/audit-sentence.ts'
import { History } from '#app/ui/History.tsx'
import { Nothing } from '#app/ui/Nothing.tsx'
import { Pager } from '#app/ui/Pager.tsx'
import { Refusal } from '#app/ui/Refusal.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { useAction } from '#app/ui/useAction.ts'
import { useWords } from '#app/ui/words.tsx'
import { doToDifferences } from './do-to-differences.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const asked = new URL(request.url).searchParams
  const chosen = UNCOUNTED.find((one) => one === asked.get('uncounted')) ?? null
  const shown = await readShop(shop, async (tx) => {
    const take = await readStockTake(tx, shop, params.id!)
    if (!take) throw new Response(null, { status: 404 })
    const uncounted = chosen ?? 'left-out'
    return {
      take,
      ...(await showDifferences(tx, shop, take, { uncounted, after: asked.get('after'), take: 100 })),
    }
  })
  const effects =
    shown.take.state.kind === 'open'
      ? await previewStockTake(shop, shown.take.id, chosen ?? 'left-out')
      : null
  return { ...shown, effects, uncounted: chosen }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, who } = await merchant(request)
  const take = await readShop(shop, (tx) => readStockTake(tx, shop, params.id!))
  if (!take) throw new Response(null, { status: 404 })
  return doToDifferences(shop, take.id, await request.formData(), who)
}

export default function Differences() {
  const { take, sum, differences, next, effects, uncounted, told } = useLoaderData<typeof loader>()
  const words = useWords()
  const { t } = words
  const act = useAction()
  const open = take.state.kind === 'open'
  const left = take.items - take.counted
  return (
    <Page
      title={t('stock-take.differences')}
      titleMetadata={<TakeStateBadge state={take.state.kind} />}
      subtitle={[take.name, t('stock-take.progress', { counted: take.counted, items: take.items })].join(
        ' · ',
      )}
      backAction={{ content: take.name, url: `/app/stock-takes/${take.id}` }}
    >
      <BlockStack gap="400">
        <Refusal said={act.refusal} />
        <SumCard sum={sum} />
        <ToldShopify told={told} />
        <Card padding="0">
          {differences.length === 0 ? (
            <Nothing title={t('stock-take.no-differences')}>
              {take.counted === 0 && t('stock-take.nothing-counted')}
            </Nothing>
          ) : (
            <DifferenceLines differences={differences} act={open ? act : null} />
          )}
          <Pager next={next} />
        </Card>
        {effects && (
          <Card>
            <BlockStack gap="300">
              <Text as="h2" variant="headingMd">
                {t('stock-effect.title')}
              </Text>
              <LosesUnits effects={effects} />
            </BlockStack>
          </Card>
        )}
        {open && (
          <PostCard sum={sum} left={left} full={take.kind === 'full'} uncounted={uncounted} act={act} />
        )}
        <History entries={take.history.map((entry) => ({ ...entry, said: auditSentence(entry, words) }))} />
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = RouteError
