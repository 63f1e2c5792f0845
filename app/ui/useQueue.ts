import { useCallback, useEffect, useRef, useState } from 'react'
import { useTyped } from './useTyped.ts'

const AGAIN_MS = 3_000
// A scanner reads faster than a warehouse's network answers: what waits goes together.
const MOST = 20

/**
 * Sends one thing after another to an address of the app, in their order, however slow the network is. What got no
 * answer is sent again: each has a key of its own, by which it counts once. Until all is sent the page is not read anew.
 */
export function useQueue<Wanted, Answer>(address: string, onAnswer: (answer: Answer) => void) {
  const queue = useRef<Wanted[]>([])
  const busy = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [waiting, setWaiting] = useState(0)
  const [offline, setOffline] = useState(false)
  const told = useRef(onAnswer)
  useEffect(() => {
    told.current = onAnswer
  }, [onAnswer])
  useTyped(waiting > 0)

  const work = useCallback(async () => {
    if (busy.current) return
    busy.current = true
    while (queue.current.length > 0) {
      const batch = queue.current.slice(0, MOST)
      const answer = await post<Answer>(address, batch)
      setOffline(answer === null)
      if (answer === null) {
        timer.current = setTimeout(() => void work(), AGAIN_MS)
        break
      }
      queue.current = queue.current.slice(batch.length)
      setWaiting(queue.current.length)
      told.current(answer)
    }
    busy.current = false
  }, [address])
  useEffect(() => () => clearTimeout(timer.current), [])

  const send = (wanted: Wanted) => {
    queue.current = [...queue.current, wanted]
    setWaiting(queue.current.length)
    void work()
  }
  return { send, waiting, offline }
}

// Null without an answer; what the app refuses is an answer too.
async function post<Answer>(address: string, body: unknown): Promise<Answer | null> {
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) })
    return response.ok ? ((await response.json()) as Answer) : null
  } catch {
    return null
  }
}
