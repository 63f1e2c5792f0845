import { Banner, Text } from '@shopify/polaris'
import { useWords } from '#app/ui/words.tsx'
import { taskTexts } from './task-texts.ts'

type Props = { task: { key: string; kind: string; params: Record<string, string | number> } }

/** A task on the page of what it is about. */
export function TaskBanner({ task }: Props) {
  const { t } = useWords()
  const { what, toDo } = taskTexts(task, t)
  return (
    <Banner tone="warning" title={what} action={{ content: t('task.open-list'), url: '/app/tasks' }}>
      <Text as="p">{toDo}</Text>
    </Banner>
  )
}
