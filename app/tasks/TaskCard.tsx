import { Badge, BlockStack, Button, Card, InlineStack, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { nameOf } from '#app/ui/name-of.ts'
import { Refusal } from '#app/ui/Refusal.tsx'
import { useAction, type Action } from '#app/ui/useAction.ts'
import { useForm } from '#app/ui/useForm.ts'
import { useWords, type Words } from '#app/ui/words.tsx'
import type { TaskView } from './read-tasks.server.ts'
import { taskTexts } from './task-texts.ts'
import { doneByHand, retryOf, whereOf } from './where-of.ts'

/** One task: what happened, what to do, and the buttons that do it. */
export function TaskCard({ task }: { task: TaskView }) {
  const { t, dateTime } = useWords()
  const act = useAction()
  const { what, toDo } = taskTexts(task, t)
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" gap="200" blockAlign="start" wrap={false}>
          <BlockStack gap="050">
            <Text as="h2" variant="headingSm">
              {what}
            </Text>
            <Text as="span" tone="subdued" variant="bodySm">
              {dateTime(task.raisedAt)}
            </Text>
          </BlockStack>
          {task.resolvedAt ? (
            <Badge tone="success">{t('task.resolved')}</Badge>
          ) : (
            <Badge tone="attention">{t('task.open')}</Badge>
          )}
        </InlineStack>
        {task.resolvedAt ? (
          <Text as="p" tone="subdued">
            {t('task.resolved-by', { who: nameOf(task.resolvedBy ?? '', t), at: dateTime(task.resolvedAt) })}
          </Text>
        ) : (
          <>
            <Text as="p">{toDo}</Text>
            <Refusal said={act.refusal?.fields ? null : act.refusal} />
            <Answers task={task} act={act} />
          </>
        )}
      </BlockStack>
    </Card>
  )
}

function Answers({ task, act }: { task: TaskView; act: Action }) {
  const { t } = useWords()
  const [ignoring, setIgnoring] = useState(false)
  const where = whereOf(task)
  const retry = retryOf(task)
  const done = doneByHand(task)
  if (ignoring) return <Ignore task={task} act={act} onClose={() => setIgnoring(false)} />
  return (
    <InlineStack gap="200">
      {where && <Button url={where}>{t('task.look')}</Button>}
      {retry && (
        <Button
          loading={act.intent === retry.intent}
          disabled={act.busy}
          onClick={() => act.run(retry.intent, { id: retry.id, key: task.key })}
        >
          {retryLabel(retry.intent, t)}
        </Button>
      )}
      {done && (
        <Button
          loading={act.intent === 'done'}
          disabled={act.busy}
          onClick={() => act.run('done', { key: task.key })}
        >
          {t(`task.did.${done}`)}
        </Button>
      )}
      <Button onClick={() => setIgnoring(true)} disabled={act.busy}>
        {t('task.ignore')}
      </Button>
    </InlineStack>
  )
}

function retryLabel(intent: string, t: Words['t']): string {
  switch (intent) {
    case 'privacy':
      return t('task.privacy')
    case 'replace-note':
      return t('task.replace-note')
    case 'send-back':
      return t('task.send-back')
    default:
      return t('task.retry')
  }
}

type IgnoreProps = { task: Pick<TaskView, 'key'>; act: Action; onClose: () => void }

/** Puts a task aside, with the reason why. */
export function Ignore({ task, act, onClose }: IgnoreProps) {
  const { t } = useWords()
  const { values, field } = useForm({ reason: '' }, act)
  return (
    <BlockStack gap="200">
      <TextField label={t('task.reason')} helpText={t('task.reason-why')} autoFocus {...field('reason')} />
      <InlineStack gap="200">
        <Button
          loading={act.busy}
          onClick={() => act.run('dismiss', { key: task.key, reason: values.reason })}
        >
          {t('task.ignore')}
        </Button>
        <Button onClick={onClose} disabled={act.busy}>
          {t('common.go-back')}
        </Button>
      </InlineStack>
    </BlockStack>
  )
}
