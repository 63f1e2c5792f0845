import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { useState, type ReactNode } from 'react'
import { Refusal } from '#app/ui/Refusal.tsx'
import type { Said } from '#app/ui/said.ts'
import { useAction } from '#app/ui/useAction.ts'
import { useWords } from '#app/ui/words.tsx'
import type { BoardRow, ByHand } from './board.ts'
import { BoardRows } from './BoardRows.tsx'
import { Consequences } from './Consequences.tsx'
import { withMoved } from './drag.ts'
import { GiveForm, type Giving } from './GiveForm.tsx'
import { MoreRows } from './MoreRows.tsx'
import type { Looked } from './rows-shown.ts'

/** What looking at or making a change by hand says. */
export type BoardSaid = Said & { readonly preview?: Looked }

type Props = {
  readonly rows: BoardRow[]
  /** How many orders want the item in all. */
  readonly wanting: number
  readonly locations: ReadonlyMap<string, string>
  /** An order for which units are looked for, when the board is opened for it. */
  readonly wantedFor: string | null
  readonly reasonOf: (row: BoardRow) => string | null
  /** The newest change, with the wish that takes it back. */
  readonly last: { readonly said: string; readonly undo: ByHand } | null
}

/**
 * Everybody who wants an item, in turn. Dragging an order or giving units shows first what that does to all of them;
 * nothing is saved before it is applied.
 */
export function Board({ rows, wanting, locations, wantedFor, reasonOf, last }: Props) {
  const { t } = useWords()
  const [wish, setWish] = useState<ByHand | null>(null)
  const [giving, setGiving] = useState<Giving | null>(wantedFor ? { from: null, to: wantedFor } : null)
  const discard = () => {
    setWish(null)
    setGiving(null)
  }
  const act = useAction<BoardSaid>((said) => said.preview || discard())
  const preview = wish ? act.answer?.preview : undefined
  const look = (byHand: ByHand) => {
    setWish(byHand)
    act.run('preview', { wish: JSON.stringify(byHand) })
  }
  // What was refused was not done: the rows are as they were.
  const dropped = wish?.kind === 'turns' && !(act.refusal && !preview) ? wish.moves : []
  const shown = preview?.rows ?? asDropped(rows, dropped)
  const moved = (order: string, to: number) => look({ kind: 'turns', moves: [...dropped, { order, to }] })
  return (
    <BlockStack gap="400">
      {giving && !preview && (
        <GiveForm
          key={`${giving.from} ${giving.to}`}
          rows={rows}
          locations={locations}
          giving={giving}
          busy={act.busy}
          onLook={look}
          onClose={discard}
        />
      )}
      <Refusal said={act.refusal} />
      {wish && preview && (
        <PreviewCard looked={preview}>
          <Button
            variant="primary"
            loading={act.intent === 'apply'}
            disabled={act.busy}
            onClick={() => act.run('apply', { wish: JSON.stringify(wish), seen: preview.seen })}
          >
            {t('board.apply')}
          </Button>
          <Button disabled={act.busy} onClick={discard}>
            {t('board.discard')}
          </Button>
        </PreviewCard>
      )}
      <BoardRows
        rows={shown}
        before={preview ? rows : null}
        wanting={wanting}
        busy={act.busy}
        reasonOf={reasonOf}
        onMove={moved}
        onGive={(from) => setGiving({ from, to: null })}
      />
      {!wish && <MoreRows rows={rows} wanting={wanting} />}
      {last && !wish && <LastChange said={last.said} busy={act.busy} onUndo={() => look(last.undo)} />}
    </BlockStack>
  )
}

// What was dropped lies there at once; what it does to everybody follows.
function asDropped(
  rows: BoardRow[],
  moves: readonly { readonly order: string; readonly to: number }[],
): BoardRow[] {
  return moves.reduce((list, { order, to }) => {
    const from = list.findIndex((row) => row.order === order)
    return from < 0 ? list : withMoved(list, from, Math.min(to, list.length - 1))
  }, rows)
}

function PreviewCard({ looked, children }: { looked: Looked; children: ReactNode }) {
  const { t } = useWords()
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('board.preview')}
          </Text>
          <Text as="p" tone="subdued">
            {t('board.preview-why')}
          </Text>
        </BlockStack>
        <Consequences shifts={looked.shifts} more={looked.moved - looked.shifts.length} />
        <InlineStack gap="200">{children}</InlineStack>
      </BlockStack>
    </Card>
  )
}

function LastChange({ said, busy, onUndo }: { said: string; busy: boolean; onUndo: () => void }) {
  const { t } = useWords()
  return (
    <Card>
      <InlineStack gap="300" align="space-between" blockAlign="center">
        <Text as="p" tone="subdued">
          {said}
        </Text>
        <Button disabled={busy} onClick={onUndo}>
          {t('board.undo')}
        </Button>
      </InlineStack>
    </Card>
  )
}
