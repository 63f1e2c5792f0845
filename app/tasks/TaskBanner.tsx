import { Banner, BlockStack, List, Text } from '@shopify/polaris'
import { useWords } from '#app/ui/words.tsx'
import { isUrgent, taskTexts } from './task-texts.ts'

type Props = { tasks: readonly { key: string; kind: string; params: Record<string, string | number> }[] }

/** The tasks about an object on its page, all in one banner; nothing without one. */
export function TaskBanner({ tasks }: Props) {
  const { t } = useWords()
  const [first] = tasks
  if (!first) return null
  const texts = tasks.map((task) => ({ key: task.key, ...taskTexts(task, t) }))
  const tone = tasks.some(isUrgent) ? 'critical' : 'warning'
  const title = texts.length === 1 ? texts[0]!.what : t('task.more', { count: texts.length })
  return (
    <Banner tone={tone} title={title} action={{ content: t('task.open-list'), url: '/app/tasks' }}>
      {texts.length === 1 ? (
        <Text as="p">{texts[0]!.toDo}</Text>
      ) : (
        <List>
          {texts.map(({ key, what, toDo }) => (
            <List.Item key={key}>
              <BlockStack>
                <Text as="span" fontWeight="semibold">
                  {what}
                </Text>
                <Text as="span">{toDo}</Text>
              </BlockStack>
            </List.Item>
          ))}
        </List>
      )}
    </Banner>
  )
}
