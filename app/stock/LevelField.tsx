import { TextField } from '@shopify/polaris'
import { useState } from 'react'
import type { Action } from '#app/ui/useAction.ts'
import { useTyped } from '#app/ui/useTyped.ts'
import { useWords } from '#app/ui/words.tsx'
import type { StockLevelView } from './read-stock.server.ts'

/** What a person sets for an item at a place. */
export const LEVEL_SETTINGS = ['reorder-point', 'safety-stock', 'b2b-only'] as const
type LevelSetting = (typeof LEVEL_SETTINGS)[number]

/** How it is set now, as it is typed; empty for none. */
export function levelValue(level: StockLevelView, setting: LevelSetting): string {
  switch (setting) {
    case 'reorder-point':
      return level.reorderPoint === null ? '' : String(level.reorderPoint)
    case 'safety-stock':
      return level.safetyStock === 0 ? '' : String(level.safetyStock)
    case 'b2b-only':
      return level.b2bOnly === 0 ? '' : String(level.b2bOnly)
  }
}

type Props = {
  readonly item: { readonly item: string; readonly title: string }
  readonly level: StockLevelView
  readonly setting: LevelSetting
  readonly act: Action
}

/** Saved when the field is left or by Enter; empty means none. */
export function LevelField({ item, level, setting, act }: Props) {
  const { t } = useWords()
  const before = levelValue(level, setting)
  const [text, setText] = useState(before)
  const wrong = !/^\d{0,7}$/.test(text)
  useTyped(text !== before)
  const save = () => {
    if (!wrong && text !== before)
      act.run(setting, { item: item.item, location: level.location, units: text })
  }
  return (
    <div style={{ width: 76 }} onKeyDown={(event) => event.key === 'Enter' && save()}>
      <TextField
        label={t(`stock.${setting}-of`, { title: item.title, location: level.locationName })}
        labelHidden
        inputMode="numeric"
        value={text}
        onChange={setText}
        onBlur={save}
        disabled={act.busy}
        error={wrong ? t('field.whole-number') : undefined}
        placeholder="–"
        autoComplete="off"
      />
    </div>
  )
}
