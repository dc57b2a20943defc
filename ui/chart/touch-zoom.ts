// What fingers on the chart mean: one that moves selects a stretch to zoom into, two that part zoom in around themselves and
// two that close go back, a tap shows the values there. A touch that the browser takes over, to scroll, means nothing.

/** Places are CSS pixels from the left edge of the plot; `widthPx` is how wide that is. */
export interface TouchActions {
  readonly widthPx: () => number
  readonly point: (atPx: number) => void
  /** What would be zoomed into if the finger was lifted now; undefined ends that. */
  readonly select: (stretch: Stretch | undefined) => void
  readonly zoom: (stretch: Stretch) => void
  readonly back: () => void
}

export interface Stretch {
  readonly fromPx: number
  readonly toPx: number
}

interface Finger {
  readonly startPx: number
  atPx: number
}

const dragPxMin = 10
/** Two fingers rest on the glass with about this precision: less of a change is none. */
const pinchFactorMin = 1.2
const fingersMax = 2

export class TouchZoom {
  readonly #actions: TouchActions
  readonly #fingers = new Map<number, Finger>()
  #isPinch = false

  constructor(actions: TouchActions) {
    this.#actions = actions
  }

  down(id: number, atPx: number): void {
    if (this.#fingers.size === fingersMax) return
    this.#fingers.set(id, { startPx: atPx, atPx })
    if (this.#fingers.size === 1) this.#isPinch = false
    else {
      this.#isPinch = true
      this.#actions.select(undefined)
    }
  }

  move(id: number, atPx: number): void {
    const finger = this.#fingers.get(id)
    if (finger === undefined) return
    finger.atPx = atPx
    if (this.#isPinch) return
    this.#actions.point(atPx)
    this.#actions.select(dragged(finger))
  }

  up(id: number): void {
    const finger = this.#fingers.get(id)
    const [one, other] = this.#fingers.values()
    this.#fingers.delete(id)
    if (finger === undefined || one === undefined) return
    // The finger that is left after a pinch means nothing any more.
    if (this.#isPinch) {
      if (other !== undefined) this.#endPinch(one, other)
      return
    }
    const stretch = dragged(finger)
    this.#actions.select(undefined)
    if (stretch === undefined) this.#actions.point(finger.atPx)
    else this.#actions.zoom(stretch)
  }

  /** The browser has taken it over. */
  cancel(id: number): void {
    if (!this.#fingers.delete(id)) return
    this.#isPinch = this.#fingers.size > 0
    this.#actions.select(undefined)
  }

  /** What was under the fingers at first is under them at the end. */
  #endPinch(one: Finger, other: Finger): void {
    const factor = Math.abs(one.atPx - other.atPx) / Math.max(1, Math.abs(one.startPx - other.startPx))
    if (factor <= 1 / pinchFactorMin) this.#actions.back()
    if (factor < pinchFactorMin) return
    const widthPx = this.#actions.widthPx()
    const startPx = (one.startPx + other.startPx) / 2
    const endPx = (one.atPx + other.atPx) / 2
    const fromPx = Math.max(0, startPx - endPx / factor)
    const toPx = Math.min(widthPx, startPx + (widthPx - endPx) / factor)
    if (fromPx < toPx) this.#actions.zoom({ fromPx, toPx })
  }
}

function dragged({ startPx, atPx }: Finger): Stretch | undefined {
  if (Math.abs(atPx - startPx) < dragPxMin) return undefined
  return { fromPx: Math.min(startPx, atPx), toPx: Math.max(startPx, atPx) }
}
