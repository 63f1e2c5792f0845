import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Layout, Page } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { readShop } from '#app/db.server.ts'
import { readTransfer } from '#app/deliveries/read-transfers.server.ts'
import { TransferDispute } from '#app/deliveries/TransferDispute.tsx'
import { TransferDraft, TransferSendCard } from '#app/deliveries/TransferDraft.tsx'
import { TransferLines } from '#app/deliveries/TransferLines.tsx'
import { TransferReceive } from '#app/deliveries/TransferReceive.tsx'
import { TransferStateBadge } from '#app/deliveries/TransferStateBadge.tsx'
import { isUnderWay } from '#app/deliveries/transfer.ts'
import { TaskBanner } from '#app/tasks/TaskBanner.tsx'
import { auditSentence } from '#app/ui/audit-sentence.ts'
import { History } from '#app/ui/History.tsx'
import { PdfButton } from '#app/ui/PdfButton.tsx'
import { Refusal } from '#app/ui/Refusal.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { useAction } from '#app/ui/useAction.ts'
import { useWords } from '#app/ui/words.tsx'
import { doToTransfer } from './do-to-transfer.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const transfer = await readShop(shop, (tx) => readTransfer(tx, shop, params.id!))
  if (!transfer) throw new Response(null, { status: 404 })
  return { transfer, newSteps: [randomUUID(), randomUUID()] as const }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, who } = await merchant(request)
  const transfer = await readShop(shop, (tx) => readTransfer(tx, shop, params.id!))
  if (!transfer) throw new Response(null, { status: 404 })
  return doToTransfer(shop, transfer.id, await request.formData(), who)
}

export default function Transfer() {
  const { transfer, newSteps } = useLoaderData<typeof loader>()
  const words = useWords()
  const { t } = words
  const act = useAction()
  const { id, status, origin, destination, lines } = transfer
  const note = 'note' in status ? status.note : null
  const state = JSON.stringify(lines.map((line) => line.inTransit))
  return (
    <Page
      title={note?.number ?? t('transfer.new')}
      backAction={{ content: t('nav.transfers'), url: '/app/transfers' }}
      titleMetadata={<TransferStateBadge state={status.state} />}
      subtitle={`${origin} → ${destination}`}
      primaryAction={note && <PdfButton document={note.id} name={note.number} variant="secondary" />}
    >
      <BlockStack gap="400">
        <Refusal said={act.refusal} />
        <TaskBanner tasks={transfer.tasks} />
        {status.state === 'draft' && <TransferSendCard transfer={transfer} act={act} />}
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              {status.state === 'draft' && <TransferDraft transfer={transfer} act={act} />}
              {isUnderWay(status.state) && (
                <TransferReceive key={`${id} ${state}`} transfer={transfer} newStep={newSteps[0]} />
              )}
              {status.state === 'partly-received' && (
                <TransferDispute key={`${id} ${state} rest`} transfer={transfer} newStep={newSteps[1]} />
              )}
              {status.state !== 'draft' && <TransferLines transfer={transfer} />}
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <History
              entries={transfer.history.map((entry) => ({ ...entry, said: auditSentence(entry, words) }))}
            />
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = RouteError
