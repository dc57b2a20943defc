// Tells of the fingers on an element, by their places from the left edge of it; those of a mouse are left to others.
import type { TouchZoom } from './touch-zoom.ts'

/** Until the answer is called. */
export function followTouch(element: HTMLElement, leftPx: () => number, touch: TouchZoom): () => void {
  const end = new AbortController()
  const on = (
    type: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel',
    tell: (event: PointerEvent) => void,
  ) =>
    element.addEventListener(
      type,
      (event) => {
        if (event.pointerType === 'touch') tell(event)
      },
      { signal: end.signal },
    )
  on('pointerdown', ({ pointerId, clientX }) => touch.down(pointerId, clientX - leftPx()))
  on('pointermove', ({ pointerId, clientX }) => touch.move(pointerId, clientX - leftPx()))
  on('pointerup', ({ pointerId }) => touch.up(pointerId))
  on('pointercancel', ({ pointerId }) => touch.cancel(pointerId))
  return () => end.abort()
}
