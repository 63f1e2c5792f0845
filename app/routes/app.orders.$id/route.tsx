import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Badge, BlockStack, InlineStack, Layout, Page } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { readShop } from '#app/db.server.ts'
import { CallOffCard } from '#app/orders/CallOffCard.tsx'
import { movesOffered } from '#app/flows/move-asked.server.ts'
import { CustomerCard } from '#app/orders/CustomerCard.tsx'
import { DocumentsCard } from '#app/orders/DocumentsCard.tsx'
import { ElsewhereCard } from '#app/orders/ElsewhereCard.tsx'
import { MailsCard } from '#app/orders/MailsCard.tsx'
import { NextStepCard } from '#app/orders/NextStepCard.tsx'
import { OrderLines } from '#app/orders/OrderLines.tsx'
import { PurchasesCard } from '#app/orders/PurchasesCard.tsx'
import { readOrder, type OrderPage } from '#app/orders/read-order.server.ts'
import { ShortPickCard } from '#app/orders/ShortPickCard.tsx'
import { StepBadge } from '#app/orders/StepBadge.tsx'
import { withChanges } from '#app/orders/told-changes.ts'
import { auditSentence } from '#app/ui/audit-sentence.ts'
import { TaskBanner } from '#app/tasks/TaskBanner.tsx'
import { History, type HistoryEntry } from '#app/ui/History.tsx'
import { Refusal } from '#app/ui/Refusal.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { useAction } from '#app/ui/useAction.ts'
import { useWords, type Words } from '#app/ui/words.tsx'
import { doToOrder } from './do-to-order.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  return readShop(shop, async (tx) => {
    const order = await readOrder(tx, shop, params.id!)
    if (!order) throw new Response(null, { status: 404 })
    return { order, newCall: randomUUID(), moves: await movesOffered(tx, shop, order.id) }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, who } = await merchant(request)
  const order = await readShop(shop, (tx) => readOrder(tx, shop, params.id!))
  if (!order) throw new Response(null, { status: 404 })
  return doToOrder(shop, order, await request.formData(), who)
}

export default function Order() {
  const { order, newCall, moves } = useLoaderData<typeof loader>()
  const words = useWords()
  const { t, dateTime } = words
  const act = useAction()
  return (
    <Page
      title={order.name}
      backAction={{ content: t('nav.orders'), url: '/app/orders' }}
      titleMetadata={
        <InlineStack gap="150">
          <Badge>{order.b2b ? t('orders.b2b') : t('orders.b2c')}</Badge>
          <StepBadge step={order.nextStep} />
        </InlineStack>
      }
      subtitle={[dateTime(order.placedAt), order.customer.name, totalOf(order, words)]
        .filter(Boolean)
        .join(' · ')}
      secondaryActions={[
        {
          content: t('order.compare'),
          loading: act.intent === 'compare',
          disabled: act.busy,
          onAction: () => act.run('compare'),
        },
      ]}
    >
      <BlockStack gap="400">
        <Refusal said={act.refusal} />
        <TaskBanner tasks={order.tasks} />
        <NextStepCard order={order} act={act} />
        <ShortPickCard order={order} />
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              {order.callOff && order.state === 'open' && (
                <CallOffCard order={order} act={act} newCall={newCall} />
              )}
              <OrderLines order={order} />
              <ElsewhereCard {...moves} act={act} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <DocumentsCard documents={order.documents} />
              <MailsCard mails={order.mails} />
              <PurchasesCard purchaseOrders={order.purchaseOrders} />
              <CustomerCard order={order} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section>
            <History entries={historyOf(order, words)} />
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  )
}

function historyOf({ history, historyIsWhole }: OrderPage, words: Words): HistoryEntry[] {
  return withChanges(history, historyIsWhole, words.language).map(({ said, ...entry }) => ({
    ...entry,
    said: said ?? auditSentence(entry, words),
  }))
}

function totalOf({ total, totalAtFirst, currency }: OrderPage, { t, money }: Words): string {
  if (totalAtFirst === null) return money(total, currency)
  return t('order.total-left', { total: money(total, currency), first: money(totalAtFirst, currency) })
}

export const ErrorBoundary = RouteError
