// Lets so many through at once; the others wait, in the order in which they came.

export class Turnstile {
  readonly #waiting: (() => void)[] = []
  #free: number

  constructor(insideMax: number) {
    this.#free = insideMax
  }

  /** Resolves when there is a place, which is taken until `leave`. */
  async enter(): Promise<void> {
    if (this.#free > 0) {
      this.#free--
      return
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  leave(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#free++
    else next()
  }
}
