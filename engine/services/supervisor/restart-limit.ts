// Bounds how often a dying service is started again: `restartCountMax` times within any `windowMs`.

export class RestartLimit {
  readonly #restartCountMax: number
  readonly #windowMs: number
  #restartTimesMs: number[] = []

  constructor(restartCountMax: number, windowMs: number) {
    this.#restartCountMax = restartCountMax
    this.#windowMs = windowMs
  }

  /** Whether one more restart is allowed at `nowMs`; if so it is counted. */
  allows(nowMs: number): boolean {
    this.#restartTimesMs = this.#restartTimesMs.filter((timeMs) => nowMs - timeMs < this.#windowMs)
    if (this.#restartTimesMs.length >= this.#restartCountMax) return false
    this.#restartTimesMs.push(nowMs)
    return true
  }
}
