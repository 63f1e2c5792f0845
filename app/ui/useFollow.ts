import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { isSomethingTyped } from './useTyped.ts'

const ASK_EVERY_MS = 3_000

/**
 * Lets an open page follow what happens: asks for the shop's pulse while somebody looks, and reads the page anew when
 * it changed. What somebody is typing is never taken away: then the page follows once that is saved or given up.
 * `pulse` is the one with which the page was read.
 */
export function useFollow(pulse: string): void {
  const { revalidate, state } = useRevalidator()
  const seen = useRef(pulse)
  const idle = useRef(true)
  useEffect(() => {
    idle.current = state === 'idle'
  }, [state])
  useEffect(() => {
    const follow = async () => {
      if (!mayFollow() || !idle.current) return
      const now = await askPulse()
      if (now === null || now === seen.current || !mayFollow()) return
      // Asked before the page is read, so that what happens meanwhile is another pulse.
      seen.current = now
      revalidate()
    }
    const ask = () => void follow()
    const timer = setInterval(ask, ASK_EVERY_MS)
    document.addEventListener('visibilitychange', ask)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', ask)
    }
  }, [revalidate])
}

const mayFollow = () => document.visibilityState === 'visible' && !isSomethingTyped()

// Offline, signed out, or the server restarts: the page stays as it is, and asks again.
async function askPulse(): Promise<string | null> {
  try {
    const answer = await fetch('/app/pulse')
    return answer.ok ? await answer.text() : null
  } catch {
    return null
  }
}
