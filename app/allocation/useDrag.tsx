import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { placeUnder } from './drag.ts'

type Drag = { readonly from: number; readonly to: number }

/**
 * Drags rows of a list by the pointer, with mouse, pen or finger, and steps them by Alt and an arrow. Says where a row
 * is dropped; nothing moves before. `rows` is where the rows' elements are kept.
 */
export function useDrag(
  count: number,
  onDrop: (from: number, to: number) => void,
  onStep: (index: number, by: -1 | 1) => void,
) {
  const rows = useRef<(HTMLElement | null)[]>([])
  const [drag, setDrag] = useState<Drag | null>(null)
  const middlesWithout = (from: number) =>
    rows.current.slice(0, count).flatMap((row, index) => {
      if (!row || index === from) return []
      const { top, height } = row.getBoundingClientRect()
      return [top + height / 2]
    })
  const handle = (index: number) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
      setDrag({ from: index, to: index })
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (drag?.from !== index) return
      const to = placeUnder(middlesWithout(index), event.clientY)
      if (to !== drag.to) setDrag({ from: index, to })
    },
    onPointerUp: () => {
      setDrag(null)
      if (drag && drag.from !== drag.to) onDrop(drag.from, drag.to)
    },
    onPointerCancel: () => setDrag(null),
  })
  const onKeyDown = (index: number) => (event: KeyboardEvent<HTMLElement>) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onStep(index, event.key === 'ArrowUp' ? -1 : 1)
  }
  const keep = (index: number) => (row: HTMLElement | null) => {
    rows.current[index] = row
  }
  return { drag, handle, onKeyDown, keep }
}
