import { Badge, BlockStack, InlineStack, Text } from '@shopify/polaris'
import { useWords, type Words } from './words.tsx'

/** What became of a mail: `state` and `answer` are the mail server's, `at` says since when. */
export type Mail = {
  readonly key: string
  readonly subject: string
  readonly to: string
  readonly state: string
  readonly answer: string | null
  readonly attempts: number
  readonly at: string
}

/** Whether a mail went out, in a word and in a sentence, and what the mail server said of it as a detail. */
export function MailState({ mail }: { mail: Mail }) {
  const words = useWords()
  const { tone, word, sentence } = stateOf(mail, words)
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Badge tone={tone}>{word}</Badge>
        <Text as="span" variant="bodySm" breakWord>
          {mail.to}
        </Text>
      </InlineStack>
      <Text as="span" variant="bodySm">
        {sentence}
      </Text>
      {mail.answer && (
        <Text as="span" tone="subdued" variant="bodyXs" breakWord>
          {mail.answer}
        </Text>
      )}
    </BlockStack>
  )
}

/** That a mail went out, and when, where nothing more has to be known. */
export function MailArrived({ mail }: { mail: Mail }) {
  const { t, dateTime } = useWords()
  return (
    <InlineStack gap="200" blockAlign="center">
      <Badge tone="success">{t('mail-state.done')}</Badge>
      <Text as="span" tone="subdued" variant="bodySm" numeric>
        {dateTime(mail.at, 'second')}
      </Text>
    </InlineStack>
  )
}

function stateOf(mail: Mail, { t, dateTime }: Words) {
  const at = dateTime(mail.at, 'second')
  switch (mail.state) {
    case 'done':
      return {
        tone: 'success',
        word: t('mail-state.done'),
        sentence: t('mail-state.accepted', { at }),
      } as const
    case 'failed':
      return {
        tone: 'critical',
        word: t('mail-state.failed'),
        sentence: t('mail-state.refused', { at }),
      } as const
    case 'unknown':
      return {
        tone: 'warning',
        word: t('mail-state.not-known'),
        sentence: t('mail-state.unknown', { at }),
      } as const
    default: {
      const failed = mail.state === 'trying' ? mail.attempts - 1 : mail.attempts
      const sentence = failed > 0 ? t('mail-state.again', { count: failed }) : t('mail-state.waiting')
      return { tone: undefined, word: t('mail-state.under-way'), sentence } as const
    }
  }
}
