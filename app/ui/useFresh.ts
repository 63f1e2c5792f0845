import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'

const LOOK_AGAIN_MS = 2_000

/** Reads the page anew when somebody comes back to it: meanwhile orders came in and others worked. */
export function useFreshOnReturn(): void {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const read = () => {
      if (document.visibilityState === 'visible') revalidate()
    }
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [revalidate])
}

/** Reads the page anew every two seconds while something on it is under way and somebody looks at it. */
export function useFreshWhile(underWay: boolean): void {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (!underWay || state !== 'idle') return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') revalidate()
    }, LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [underWay, state, revalidate])
}
