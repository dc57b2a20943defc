// Calls at a steady rate: a call that comes late does not make all later ones late, as those of setInterval are. Does not
// keep the process alive.

export class SteadyTimer {
  readonly #intervalMs: number
  readonly #nowMs: () => number
  readonly #call: () => void
  #timer: NodeJS.Timeout | undefined
  #dueMs: number

  constructor(intervalMs: number, nowMs: () => number, call: () => void) {
    this.#intervalMs = intervalMs
    this.#nowMs = nowMs
    this.#call = call
    this.#dueMs = nowMs()
    this.#schedule()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #schedule(): void {
    const nowMs = this.#nowMs()
    // What was missed while the process stood still is not made up for.
    this.#dueMs = Math.max(this.#dueMs + this.#intervalMs, nowMs)
    this.#timer = setTimeout(() => {
      this.#schedule()
      this.#call()
    }, this.#dueMs - nowMs).unref()
  }
}
