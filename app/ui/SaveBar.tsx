import { useBlocker } from '@remix-run/react'
import { SaveBar as BridgeSaveBar, useAppBridge } from '@shopify/app-bridge-react'
import { useEffect, useRef } from 'react'
import { useWords } from './words.tsx'

type Props = { id: string; open: boolean; loading: boolean; onSave: () => void; onDiscard: () => void }

/** Shopify's bar for unsaved changes: it also keeps a person from leaving by mistake. */
export function SaveBar({ id, open, loading, onSave, onDiscard }: Props) {
  const { t } = useWords()
  const shopify = useAppBridge()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => open && currentLocation.pathname !== nextLocation.pathname,
  )
  const askedFor = useRef<unknown>(null)
  useEffect(() => {
    // Shopify asks, once for each attempt to leave; whoever stays is not answered for.
    if (blocker.state !== 'blocked' || askedFor.current === blocker.location) return
    askedFor.current = blocker.location
    void shopify.saveBar.leaveConfirmation().then(() => blocker.proceed())
  }, [blocker, shopify])
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
