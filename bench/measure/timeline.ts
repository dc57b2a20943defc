// Rows over time: a count that rises, read four times a second.

const intervalMs = 250
const pointCountMax = 400

export type TimelinePoint = [seconds: number, rows: number]

export class Timeline {
  readonly #points: TimelinePoint[] = [[0, 0]]
  readonly #timer: NodeJS.Timeout

  /** Begins now. */
  constructor(read: () => number) {
    const startedAtMs = performance.now()
    this.#timer = setInterval(() => {
      this.#points.push([Math.round(performance.now() - startedAtMs) / 1000, read()])
    }, intervalMs)
    this.#timer.unref()
  }

  /** Every point until `seconds`, the last of them `rows`; of a long run as many as a plot can show. */
  end(seconds: number, rows: number): TimelinePoint[] {
    clearInterval(this.#timer)
    const points = this.#points.filter(([at]) => at < seconds)
    const step = Math.ceil(points.length / pointCountMax)
    return [...points.filter((_, i) => i % step === 0), [seconds, rows]]
  }
}
