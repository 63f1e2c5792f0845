import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Layout, Page } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { now } from '#app/clock.server.ts'
import { dayIn } from '#app/core/day.ts'
import { readShop } from '#app/db.server.ts'
import { auditSentence } from '#app/ui/audit-sentence.ts'
import { AnswerForm } from '#app/purchasing/AnswerForm.tsx'
import { ClosingCard } from '#app/purchasing/ClosingCard.tsx'
import { DraftLines } from '#app/purchasing/DraftLines.tsx'
import { MailCard } from '#app/purchasing/MailCard.tsx'
import { isOpen } from '#app/purchasing/purchase-order.ts'
import { PurchaseDocumentsCard } from '#app/purchasing/PurchaseDocumentsCard.tsx'
import { PurchaseStateBadge } from '#app/purchasing/PurchaseStateBadge.tsx'
import { readPurchaseOrder } from '#app/purchasing/read-purchase-order.server.ts'
import { ReceiptsCard } from '#app/purchasing/ReceiptsCard.tsx'
import { ReceiveForm } from '#app/purchasing/ReceiveForm.tsx'
import { SendCard } from '#app/purchasing/SendCard.tsx'
import { SentLines } from '#app/purchasing/SentLines.tsx'
import { WrongGoodsCard } from '#app/purchasing/WrongGoodsCard.tsx'
import { readSettings } from '#app/shop/read-settings.server.ts'
import { History } from '#app/ui/History.tsx'
import { Refusal } from '#app/ui/Refusal.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { useAction } from '#app/ui/useAction.ts'
import { useWords } from '#app/ui/words.tsx'
import { doToPurchaseOrder } from './do-to-purchase-order.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  return readShop(shop, async (tx) => {
    const order = await readPurchaseOrder(tx, shop, params.id!)
    if (!order) throw new Response(null, { status: 404 })
    const settings = await readSettings(tx, shop)
    const [newReceipt, newWrongGoods] = [randomUUID(), randomUUID()]
    return { order, newReceipt, newWrongGoods, today: dayIn(now(), settings?.timeZone ?? 'UTC') }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, who } = await merchant(request)
  const order = await readShop(shop, (tx) => readPurchaseOrder(tx, shop, params.id!))
  if (!order) throw new Response(null, { status: 404 })
  return doToPurchaseOrder(shop, order, await request.formData(), who)
}

export default function PurchaseOrder() {
  const { order, newReceipt, newWrongGoods, today } = useLoaderData<typeof loader>()
  const words = useWords()
  const { t, money } = words
  const act = useAction()
  const open = isOpen(order.state)
  // What comes first in time stands first: the answer until it is whole, then the goods.
  const answered = order.state === 'confirmed' || order.state === 'partly-received'
  const answerForm = <AnswerForm key={`answer ${JSON.stringify(order.lines)}`} order={order} today={today} />
  const title = order.number ?? t('purchase.draft-of', { supplier: order.supplier.name })
  return (
    <Page
      title={title}
      backAction={{ content: t('nav.purchase-orders'), url: '/app/purchase-orders' }}
      titleMetadata={<PurchaseStateBadge state={order.state} />}
      subtitle={`${order.supplier.name} · ${order.location} · ${money(order.total, order.currency)}`}
    >
      <BlockStack gap="400">
        <Refusal said={act.refusal} />
        {order.state === 'draft' && <SendCard order={order} act={act} />}
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              {order.state === 'draft' ? <DraftLines order={order} act={act} /> : <SentLines order={order} />}
              {open && !answered && answerForm}
              {open && (
                <ReceiveForm key={`receive ${order.receipts.length}`} order={order} newReceipt={newReceipt} />
              )}
              {open && answered && answerForm}
              {order.state !== 'draft' && <WrongGoodsCard id={newWrongGoods} />}
              <ReceiptsCard receipts={order.receipts} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              {order.state !== 'draft' && <MailCard order={order} />}
              <PurchaseDocumentsCard documents={order.documents} />
              {open && <ClosingCard order={order} act={act} />}
            </BlockStack>
          </Layout.Section>
          <Layout.Section>
            <History
              entries={order.history.map((entry) => ({ ...entry, said: auditSentence(entry, words) }))}
            />
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = RouteError
