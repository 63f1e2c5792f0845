import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Card, Page, Text } from '@shopify/polaris'
import { now } from '#app/clock.server.ts'
import { merchant } from '#app/access/merchant.server.ts'
import { readShop } from '#app/db.server.ts'
import { answerPrivacyRequest } from '#app/flows/privacy-answered.server.ts'
import { replaceDeliveryNote } from '#app/flows/delivery-note-replaced.server.ts'
import { readSlips } from '#app/flows/slips-read.server.ts'
import { tellSlips, type Warned } from '#app/flows/slips-told.server.ts'
import {
  dismissTask,
  finishTask,
  retryEffect,
  retryEvent,
  retryOrder,
} from '#app/flows/task-settled.server.ts'
import { sendWrongGoodsBack } from '#app/flows/wrong-goods-come.server.ts'
import { listTasks } from '#app/tasks/read-tasks.server.ts'
import { SlipCard } from '#app/tasks/SlipCard.tsx'
import { TaskCard } from '#app/tasks/TaskCard.tsx'
import { ListTabs } from '#app/ui/ListTabs.tsx'
import { Nothing } from '#app/ui/Nothing.tsx'
import { Pager } from '#app/ui/Pager.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { done, invalid, refused, saidOfCommon, type Said } from '#app/ui/said.ts'
import { useWords } from '#app/ui/words.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const asked = new URL(request.url).searchParams
  const open = asked.get('tab') !== 'resolved'
  const after = asked.get('after')
  return readShop(shop, async (tx) => {
    const slips = open ? await readSlips(tx, shop, now()) : null
    const listed = await listTasks(tx, shop, { open, after, take: 50, but: slips?.keys ?? [] })
    return { open, slips: after ? null : slips, ...listed }
  })
}

export async function action({ request }: ActionFunctionArgs): Promise<Said> {
  const { shop, who } = await merchant(request)
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '').trim()
  switch (form.get('intent')) {
    case 'dismiss': {
      if (!text('reason')) return invalid({ reason: 'field.needed' })
      const outcome = await dismissTask(shop, text('key'), text('reason'), who)
      return outcome.kind === 'done' ? done('task.dismissed') : saidOfCommon(outcome.kind)
    }
    case 'done': {
      const outcome = await finishTask(shop, text('key'), who)
      return outcome.kind === 'done' ? done('task.finished') : saidOfCommon(outcome.kind)
    }
    case 'replace-note': {
      const outcome = await replaceDeliveryNote(shop, text('id'), who)
      if (outcome.kind !== 'done') return saidOfCommon(outcome.kind)
      return done('document.replaced', { number: outcome.number })
    }
    case 'retry-event': {
      const outcome = await retryEvent(shop, text('id'), who)
      return outcome.kind === 'done' ? done('task.retried') : saidOfCommon(outcome.kind)
    }
    case 'retry-effect': {
      const outcome = await retryEffect(shop, text('id'), who)
      return outcome.kind === 'done' ? done('task.retried') : saidOfCommon(outcome.kind)
    }
    case 'retry-order': {
      const outcome = await retryOrder(shop, text('id'), who)
      return outcome.kind === 'done' ? done('task.retried') : saidOfCommon(outcome.kind)
    }
    case 'send-back': {
      const outcome = await sendWrongGoodsBack(shop, text('id'), who)
      if (outcome.kind === 'wrong') return refused('task.not-aside')
      return outcome.kind === 'done' ? done('task.sent-back') : saidOfCommon(outcome.kind)
    }
    case 'warn':
      return warn(shop, text('slips'), who)
    case 'privacy': {
      const outcome = await answerPrivacyRequest(shop, text('key'), who)
      return outcome.kind === 'done' ? done('task.privacy-answered') : saidOfCommon(outcome.kind)
    }
    default:
      throw new Response(null, { status: 400 })
  }
}

// "gid://shopify/Order/1042 3f2a…", one order a line.
const WARNED = /^(?<order>gid:\/\/shopify\/Order\/\d+) (?<mark>[0-9a-f]{32})$/gm

async function warn(shop: string, slips: string, who: string): Promise<Said> {
  const warned = [...slips.matchAll(WARNED)].map(({ groups }) => groups as Warned)
  if (warned.length === 0) throw new Response(null, { status: 400 })
  const { started, promised, mailed, left } = await tellSlips(shop, warned, who)
  if (!started) return saidOfCommon('not-started')
  if (left > 0) return promised === 0 ? refused('slip.changed') : refused('slip.some-changed', { promised })
  return mailed > 0 ? done('slip.told', { count: promised }) : done('slip.promised', { count: promised })
}

export default function Tasks() {
  const { open, slips, tasks, next } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <Page title={t('nav.tasks')}>
      <BlockStack gap="400">
        <Card padding="0">
          <ListTabs
            current={open ? 'open' : 'resolved'}
            tabs={[
              { id: 'open', content: t('task.tab.open') },
              { id: 'resolved', content: t('task.tab.resolved') },
            ]}
          />
          {tasks.length === 0 && !slips?.groups.length && (
            <Nothing title={open ? t('task.none-open') : t('task.none-resolved')}>
              {open ? t('task.none-open-why') : t('task.none-resolved-why')}
            </Nothing>
          )}
        </Card>
        {slips?.groups.map((group) => (
          <SlipCard key={group.purchaseOrder?.id ?? ''} group={group} />
        ))}
        {slips && slips.more > 0 && <Text as="p">{t('slip.more', { count: slips.more })}</Text>}
        {tasks.map((task) => (
          <TaskCard key={task.key} task={task} />
        ))}
        <Pager next={next} />
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = RouteError
