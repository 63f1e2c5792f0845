import { Button, InlineStack, TextField } from '@shopify/polaris'
import { useState } from 'react'
import type { Action } from '#app/ui/useAction.ts'
import { useTyped } from '#app/ui/useTyped.ts'
import { useWords } from '#app/ui/words.tsx'
import { ItemSearch } from './ItemSearch.tsx'

type Props = {
  act: Action
  intent: string
  label: string
  units: string
  /** What the button says, where it does more than adding. */
  button?: string
  /** What else is posted. */
  more?: Readonly<Record<string, string>>
}

/** An item is searched and so many units of it are added, by the action that `intent` names. */
export function AddItem({ act, intent, label, units, button, more }: Props) {
  const { t } = useWords()
  const [item, setItem] = useState<{ item: string; title: string } | null>(null)
  const [text, setText] = useState('1')
  // Counts what was added: the search begins anew after each.
  const [added, setAdded] = useState(0)
  useTyped(item !== null || text !== '1')
  const add = () => {
    if (!item) return
    act.run(intent, { ...more, item: item.item, quantity: text })
    setItem(null)
    setText('1')
    setAdded(added + 1)
  }
  return (
    <InlineStack gap="200" blockAlign="end">
      <ItemSearch key={added} label={label} chosen={item} onChoose={setItem} />
      <div style={{ width: 110 }}>
        <TextField label={units} type="number" min={1} value={text} onChange={setText} autoComplete="off" />
      </div>
      <Button onClick={add} disabled={!item || act.busy} loading={act.intent === intent}>
        {button ?? t('purchase.add')}
      </Button>
    </InlineStack>
  )
}
