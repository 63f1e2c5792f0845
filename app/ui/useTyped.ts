import { useEffect } from 'react'

const typing = new Set<symbol>()

/** Says that a form holds what somebody typed and has not saved: until then the page is not read anew. */
export function useTyped(typed: boolean): void {
  useEffect(() => {
    if (!typed) return
    const mine = Symbol()
    typing.add(mine)
    return () => void typing.delete(mine)
  }, [typed])
}

/** Whether any form of the page holds something typed. */
export function isSomethingTyped(): boolean {
  return typing.size > 0
}
