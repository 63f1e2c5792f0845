import { useRevalidator } from '@remix-run/react'
import { BlockStack, Box, Card, Layout, Text } from '@shopify/polaris'
import { useState } from 'react'
import { auditSentence } from '#app/ui/audit-sentence.ts'
import { beep } from '#app/ui/beep.ts'
import { ConfirmButton } from '#app/ui/ConfirmButton.tsx'
import { EffectRow } from '#app/ui/EffectRow.tsx'
import { History } from '#app/ui/History.tsx'
import { ListTabs } from '#app/ui/ListTabs.tsx'
import { Nothing } from '#app/ui/Nothing.tsx'
import { Pager } from '#app/ui/Pager.tsx'
import { Refusal } from '#app/ui/Refusal.tsx'
import { SearchField } from '#app/ui/SearchField.tsx'
import { refused } from '#app/ui/said.ts'
import { useAction } from '#app/ui/useAction.ts'
import { useQueue } from '#app/ui/useQueue.ts'
import { useWords } from '#app/ui/words.tsx'
import { CountedLines } from './CountedLines.tsx'
import type { CountedLine, CountTab, StockTakePage } from './read-stock-take.server.ts'
import { ScanCard, type LastCount } from './ScanCard.tsx'
import { Progress } from './TakeRows.tsx'

type Props = {
  take: StockTakePage
  tab: CountTab
  search: string
  lines: readonly CountedLine[]
  next: string | null
}

/** What a device sends, and what it is answered. */
type Wanted = { key: string; code?: string; item?: string; add?: number; units?: number; undo?: string }
type Answer = { kind: 'done'; results: LastCount[] } | { kind: 'not-open' }

/** Counting: by scan or by list, by as many people as there are. */
export function CountPage({ take, tab, search, lines, next }: Props) {
  const words = useWords()
  const { t } = words
  const act = useAction()
  const { revalidate } = useRevalidator()
  const [last, setLast] = useState<LastCount | null>(null)
  const [takenBack, setTakenBack] = useState(false)
  const [ended, setEnded] = useState(false)
  const open = take.state.kind === 'open'
  const queue = useQueue<Wanted, Answer>(`/app/stock-takes/${take.id}/count`, (answer) => {
    setEnded(answer.kind === 'not-open')
    const results = answer.kind === 'done' ? answer.results : []
    // A code that nobody knows must not be missed because the next one was good.
    const newest = results.find((one) => one.kind !== 'counted') ?? results.at(-1)
    if (newest) {
      setLast(newest)
      beep(newest.kind === 'counted')
    }
    revalidate()
  })
  const send = (wanted: Omit<Wanted, 'key'>) => {
    setTakenBack('undo' in wanted)
    queue.send({ key: crypto.randomUUID(), ...wanted })
  }
  const add = (item: string, units: number) => send({ item, add: units })
  const set = (item: string, units: number) => send({ item, units })
  const undoable = last?.kind === 'counted' && !takenBack ? last.key : null
  return (
    <Layout>
      <Layout.Section>
        <BlockStack gap="400">
          <Refusal said={ended ? refused('stock-take.not-open') : act.refusal} />
          <ProgressCard take={take} />
          {open && (
            <ScanCard
              last={last}
              waiting={queue.waiting}
              offline={queue.offline}
              onScan={(code) => send({ code })}
              onAdd={add}
              onSet={set}
              onUndo={undoable ? () => send({ undo: undoable }) : null}
            />
          )}
          <Card padding="0">
            <ListTabs
              current={tab}
              tabs={(['left', 'counted', 'all'] as const).map((id) => ({
                id,
                content: t(`stock-take.lines.${id}`),
              }))}
            />
            <Box padding="300" paddingBlockStart="0">
              <SearchField label={t('stock.search')} />
            </Box>
            {lines.length === 0 ? (
              <Nothing title={search ? t('stock.none-found') : t(`stock-take.no-lines.${tab}`)} />
            ) : (
              <CountedLines lines={lines} onAdd={add} onSet={set} readOnly={!open} />
            )}
            <Pager next={next} />
          </Card>
        </BlockStack>
      </Layout.Section>
      <Layout.Section variant="oneThird">
        <BlockStack gap="400">
          {open && (
            <Card>
              <EffectRow title={t('stock-take.abandon')} effect={t('stock-take.abandon-effect')}>
                <ConfirmButton
                  label={t('stock-take.abandon')}
                  effect={t('stock-take.abandon-effect')}
                  tone="critical"
                  loading={act.busy}
                  onConfirm={() => act.run('abandon')}
                />
              </EffectRow>
            </Card>
          )}
          <History entries={take.history.map((entry) => ({ ...entry, said: auditSentence(entry, words) }))} />
        </BlockStack>
      </Layout.Section>
    </Layout>
  )
}

function ProgressCard({ take }: { take: StockTakePage }) {
  const { t } = useWords()
  const counters = take.counters.map(({ who, items }) => t('stock-take.counted-by', { who, count: items }))
  return (
    <Card padding="300">
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {t('stock-take.progress', { counted: take.counted, items: take.items })}
        </Text>
        <Progress counted={take.counted} items={take.items} />
        {counters.length > 0 && (
          <Text as="p" tone="subdued" variant="bodySm">
            {counters.join(' · ')}
          </Text>
        )}
      </BlockStack>
    </Card>
  )
}
