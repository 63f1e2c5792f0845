import { SaveBar as BridgeSaveBar } from '@shopify/app-bridge-react'
import { useWords } from './words.tsx'

type Props = { id: string; open: boolean; loading: boolean; onSave: () => void; onDiscard: () => void }

/** Shopify's bar for unsaved changes: it also keeps a person from leaving by mistake. */
export function SaveBar({ id, open, loading, onSave, onDiscard }: Props) {
  const { t } = useWords()
  return (
    <BridgeSaveBar id={id} open={open}>
      {/* Attributes that App Bridge reads; React would drop a boolean `loading` of a plain button. */}
      <button {...{ variant: 'primary' }} {...(loading && { loading: '' })} onClick={onSave}>
        {t('common.save')}
      </button>
      <button onClick={onDiscard}>{t('common.discard')}</button>
    </BridgeSaveBar>
  )
}
