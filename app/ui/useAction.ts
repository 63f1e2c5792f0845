import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect, useRef } from 'react'
import type { Said } from './said.ts'
import { useWords } from './words.tsx'

type Values = Record<string, string>

/** Posts an intent to the page's action: one at a time, so that a double click does it once. */
export function useAction<S extends Said = Said>(onDone?: (said: S) => void) {
  const fetcher = useFetcher<Said>()
  const shopify = useAppBridge()
  const { t } = useWords()
  const told = useRef<Said | undefined>(undefined)
  const busy = fetcher.state !== 'idle'
  // What is drawn knows of a click only after the next frame: a second click within it must not pass.
  const sent = useRef(false)
  const intent = busy ? (fetcher.formData?.get('intent')?.toString() ?? null) : null

  useEffect(() => {
    if (!busy) sent.current = false
  }, [busy])
  useEffect(() => {
    const said = fetcher.data
    // Said as soon as it is known: when the page's data follow, what was pressed may be gone.
    if (!said || told.current === said) return
    told.current = said
    if (!said.ok) return
    if (!said.quiet) shopify.toast.show(t(said.key, said.params))
    onDone?.(said as S)
  }, [fetcher.data, onDone, shopify, t])

  /** Says whether it was posted: not while another is under way. */
  const run = (name: string, values: Values = {}): boolean => {
    if (busy || sent.current) return false
    sent.current = true
    fetcher.submit({ intent: name, ...values }, { method: 'post' })
    return true
  }
  /** What was refused stays until the next attempt. */
  const refusal = !busy && fetcher.data && !fetcher.data.ok ? fetcher.data : null
  return { run, busy, intent, refusal, answer: busy ? null : ((fetcher.data ?? null) as S | null) }
}

export type Action = Pick<ReturnType<typeof useAction>, 'run' | 'busy' | 'intent' | 'refusal'>
